import { io } from 'socket.io-client';
import type { SocketEars, ViewerSocket } from './ports.ts';
import { readClock } from './read-message.ts';

const names = ['catchup', 'frame', 'head', 'gone', 'refused'] as const;

/**
 * A socket.io socket that opens when it is told to and retries nothing: when to try again is
 * decided in one place, `watchRace`. Websocket first; polling where a proxy lets nothing else pass.
 */
export function openSocket(ears: SocketEars, nowMs: () => number): ViewerSocket {
  const socket = io({
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: 8_000,
  });
  socket.on('connect', ears.opened);
  socket.on('disconnect', ears.closed);
  socket.on('connect_error', ears.closed);
  for (const name of names) socket.on(name, (payload: unknown) => ears.received(name, payload));
  return {
    open() {
      socket.connect();
    },
    close() {
      socket.disconnect();
    },
    send(name, message) {
      // What could not be sent is not kept: after the next opening we ask anew.
      if (socket.connected) socket.emit(name, message);
    },
    askClock() {
      if (!socket.connected) return;
      const sentMs = nowMs();
      socket.emit('clock', { sent: sentMs }, (payload: unknown) => {
        const answer = readClock(payload);
        if (answer !== null) ears.clock({ sentMs, heardMs: nowMs(), serverUs: answer.now });
      });
    },
  };
}
