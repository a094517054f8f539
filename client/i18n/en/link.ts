/** How the connection is told: your link, the feed and the server fail in different words. */
export const link = {
  yourLink: {
    lost: 'Your device is offline.',
    comesBack: 'Your device is offline. This page fills by itself when there is a network again.',
    quiet: (age: string) => `Your link is quiet: nothing heard for ${age}.`,
  },
  server: {
    lost: (age: string) => `The server has not answered for ${age}.`,
    connecting: 'Connecting to the server…',
    catchingUp: 'Catching up…',
    reading: 'The server is reading the race…',
  },
  feed: {
    silent: (source: string) => `The feed ${source} is silent. Your link is fine.`,
    lost: (source: string) =>
      source === 'operators'
        ? 'Nobody at the race can be heard at the moment. Your link is fine.'
        : `The feed ${source} is lost. Your link is fine.`,
  },
  showing: (time: string) => `You see what was known at ${time}.`,
  retryIn: (time: string) => `Next attempt in ${time}.`,
  retryNow: 'Try now',
  seconds: (seconds: string) => `${seconds} s`,
};
