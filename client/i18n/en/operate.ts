/** The door and the frame of the operators' rooms. */
export const operate = {
  signIn: {
    title: 'Operators',
    link: 'This link opens the console on this device. It works once.',
    codeLabel: 'Six digits',
    deviceLabel: 'What is this device called?',
    deviceNamed: 'Left empty, it is called as at the desk that let it in.',
    deviceHint:
      'This has to be said before it opens, as the others should read it: “Anna, 800 m” or “Finish, phone 2”.',
    open: 'Open the console',
    opening: 'Opening…',
    stay: (label: string) => `Stay in as ${label}`,
    noWay:
      'An operator comes in by a link or by six digits. The server prints a link when it is started for the first time; later ones are made under Devices.',
    problems: {
      LINK_SPENT: 'This link has been used. A link opens one browser only; ask for another.',
      EXPIRED: 'This link is too old. Ask for another.',
      REVOKED: 'This link was taken back. Ask for another.',
      BAD_KEY: 'This is not a link of this server. Copy the whole of it, or ask for another.',
      WRONG_CODE: 'These six digits open nothing. They count once and for ten minutes.',
      TOO_MANY_TRIES: 'Too many tries from here. Wait a minute, then try again.',
      FOREIGN_ORIGIN: 'This page was opened under another address than the server’s own.',
      UNREACHABLE: 'The server cannot be reached.',
    } as Readonly<Record<string, string>>,
  },
  frame: {
    races: 'All races of this desk',
    tabs: 'Screens of this race',
    menu: 'Screens and state of this desk',
    skip: 'Skip to the screen',
    tab: {
      console: 'Console',
      start: 'Start',
      judge: 'Judge',
      results: 'Results',
      announcer: 'Announcer',
      setup: 'Set-up',
      feeds: 'Feeds',
      rehearsal: 'Rehearsal',
      audit: 'Audit',
    },
    publicPage: 'Public page',
    you: 'You',
    roles: {
      viewer: 'viewer',
      tapper: 'tapper',
      judge: 'judge',
      referee: 'referee',
      admin: 'admin',
    },
    at: (points: string) => `at ${points}`,
    link: {
      live: 'connected',
      connecting: 'connecting',
      offline: 'offline',
      shut: 'shut out',
    },
    clock: (error: string) => `clock ±${error}`,
    clockUnknown: 'clock not set',
    clockKept: (error: string) => `clock ±${error}, from earlier`,
    queue: (count: number) => `queue ${count}`,
    refused: (count: number) => (count === 1 ? '1 refused' : `${count} refused`),
    notForYou: {
      title: 'This screen is not yours.',
      note: (role: string) =>
        `A ${role} has other screens of this race; they are in the bar above.`,
    },
    otherRace: {
      title: 'Your key is for another race.',
      note: 'Nothing that you do here would be taken. Ask the desk for a key to this race, or go back to your own.',
      toOwn: 'To your race',
      watch: 'Watch this one',
    },
    noRace: {
      note: 'Is the address right? A rehearsal that was wiped is gone for good.',
      toRaces: 'To your races',
    },
    broken: {
      title: 'This screen did not open.',
      note: 'Without network a screen opens only where this browser has kept it; otherwise it is our mistake. What you brought is safe, and the other screens work.',
    },
    framed: {
      title: 'The console does not open inside another page.',
      note: 'Somebody might lay buttons of their own over it. Open it in a tab of its own.',
      open: 'Open in a tab of its own',
    },
  },
  banner: {
    offline: (count: number) =>
      count === 0
        ? 'No connection to the server. Go on: what you bring is kept on this device and sent later.'
        : `No connection to the server. ${count} kept on this device; they are sent when it is back. Go on.`,
    revoked:
      'Your access was taken back. What you brought is kept on this device. Come in again by a new link or code, and it is sent.',
    expired:
      'Your access has run out. What you brought is kept on this device. Come in again by a new link or code, and it is sent.',
    signedOut:
      'This browser was signed out. What you brought is kept on this device. Come in again by a link or a code, and it is sent.',
    oldWire:
      'The server is newer than this page. Reload it; what waits on this device stays and is sent afterwards.',
    update: 'There is a newer version of this page. Reload when it suits; what waits stays.',
    reload: 'Reload',
    comeIn: 'Come in again',
    cannotKeep: (reason: string) =>
      `This browser keeps nothing: ${reason}. Do not close or reload this page while the queue is not 0.`,
    stepped: (error: string) =>
      `This device’s clock was changed, or the device slept. Until the server is asked again, times may be wrong by ${error}; each carries that with it.`,
    again:
      'This race is run again, and this device is let into the old one only. For the new one a referee has to pair it anew, under Devices.',
    insecure:
      'This address is not secure (http), so the browser withholds some things: the page does not open without network, the screen may go dark, and the start cannot be heard by microphone. Taps are still kept and sent.',
    dismiss: 'Understood',
    gone: {
      notFound: 'The server has no such race.',
      hidden: 'This race is hidden.',
      ended: 'This race has ended.',
    } as Readonly<Record<string, string>>,
  },
  desk: {
    title: 'This desk',
    device: 'This device',
    connection: 'Connection',
    clock: 'Clock',
    clockText: (ahead: string, error: string) =>
      `The server is ${ahead} from this device, known to ±${error}.`,
    clockKept: (age: string) => `Measured ${age} ago, before this page was opened.`,
    clockStepped:
      'This device’s clock was changed, or the device slept, since the page was opened.',
    clockUnknown:
      'The server has not been asked yet. Times are taken by this device’s own clock, and say so.',
    queue: 'Queue',
    queueText: (count: number) =>
      count === 0
        ? 'Everything you brought is stored.'
        : `${count} on this device, not stored yet.`,
    save: 'Save what is not stored as a file',
    saveHint:
      'The last resort, should this device die: a referee brings the file in under Feeds, from any browser. Nothing counts twice when this device comes back. Do not edit it.',
    present: 'At this race',
    alone: 'Nobody else is at this race.',
    screen: { console: 'console', judge: 'judge', desk: 'desk', announcer: 'announcer' },
    armed: 'start armed',
    unsent: (count: number) => `${count} not sent`,
    signOut: 'Sign out',
    signOutOffline: 'Signing out needs the server.',
    signOutUnsent: (count: number) =>
      `${count} not sent yet. They stay on this device until somebody comes in here again.`,
  },
};
