import type { Server as HttpServer } from 'node:http';
import { Server as SocketServer, type Socket } from 'socket.io';
import type { ClockAnswer, Gone, Refused, Watch } from '../../shared/wire/messages.ts';
import { parseFromViewer } from '../../shared/wire/schemas.ts';
import { openHub, type Hub } from './hub.ts';
import { paceLimit } from './pace-limit.ts';
import type { Asker, Programme, ServerClock } from './show.ts';
import { viewerLink, type Deliveries } from './viewer-link.ts';

/**
 * Viewers over socket.io: what they may say is `watch`, `unwatch` and `clock` (shared/wire). Each is
 * checked; what cannot be read, or comes too fast, is refused by name and does no harm.
 */
export interface Broadcast {
  /** Open connections. */
  readonly viewers: number;
  readonly deliveries: Readonly<Deliveries>;
  /** The hub of a race that somebody watches or has watched. */
  hub(slug: string): Hub | undefined;
  close(): Promise<void>;
}

export interface BroadcastOptions {
  readonly http: HttpServer;
  readonly programme: Programme;
  readonly clock: ServerClock;
  readonly headEveryMs?: number;
  /** Given the socket server, for the other doors that it has. */
  readonly onSockets?: (io: SocketServer) => void;
  readonly warn?: (message: string) => void;
}

const RACES_A_VIEWER = 8;
const BURST = 30;
const MESSAGES_PER_SECOND = 5;
/** Who keeps talking although refused is let go. */
const REFUSALS_BEFORE_GOODBYE = 50;

export function openBroadcast(options: BroadcastOptions): Broadcast {
  const { programme, clock } = options;
  const hubs = new Map<string, { readonly hub: Hub; readonly epoch: string }>();
  const deliveries: Deliveries = { straight: 0, through: 0 };
  const io = new SocketServer(options.http, {
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
  });
  const unsubscribe = programme.subscribe(({ kind, slug }) => {
    if (kind === 'stage') hubs.get(slug)?.hub.announce();
    else endHub(slug, GONE_BECAUSE[kind]);
  });
  io.on('connection', (socket) => welcome(socket));
  options.onSockets?.(io);

  return {
    get viewers() {
      return io.engine.clientsCount;
    },
    deliveries,
    hub: (slug) => hubs.get(slug)?.hub,
    async close() {
      unsubscribe();
      // Nobody is told "ended": a server that stops will be back, and viewers wait for it.
      for (const { hub } of hubs.values()) hub.stop();
      hubs.clear();
      await io.close();
    },
  };

  function welcome(socket: Socket): void {
    const link = viewerLink(socket, deliveries);
    const pace = paceLimit(BURST, MESSAGES_PER_SECOND);
    const watched = new Set<string>();
    let refusals = 0;

    socket.on('watch', (received: unknown) => {
      const message = admit('watch', received);
      if (message)
        watch(message).catch((error: unknown) =>
          options.warn?.(`${message.race}: ${String(error)}`),
        );
    });
    socket.on('unwatch', (received: unknown) => {
      const message = admit('unwatch', received);
      if (!message) return;
      watched.delete(message.race);
      hubs.get(message.race)?.hub.leave(link);
    });
    socket.on('clock', (received: unknown, answer: unknown) => {
      const message = admit('clock', received);
      if (message && typeof answer === 'function') {
        answer({ sent: message.sent, now: clock() } satisfies ClockAnswer);
      }
    });
    socket.onAny((name: string) => {
      if (!KNOWN.has(name))
        refuse(name.slice(0, 40), 'UNKNOWN_MESSAGE', `a viewer says ${[...KNOWN].join(', ')}`);
    });
    socket.on('disconnect', () => {
      for (const slug of watched) hubs.get(slug)?.hub.leave(link);
      watched.clear();
    });

    async function watch(message: Watch): Promise<void> {
      if (!watched.has(message.race) && watched.size >= RACES_A_VIEWER) {
        refuse('watch', 'TOO_MANY_RACES', `at most ${RACES_A_VIEWER} races at once`);
        return;
      }
      watched.add(message.race);
      const hub = await hubFor(message.race, askerOf(socket));
      if (!watched.has(message.race)) return;
      if (hub) hub.join(link, message);
      else {
        watched.delete(message.race);
        socket.emit('gone', { race: message.race, reason: 'notFound' } satisfies Gone);
      }
    }

    function admit<Name extends 'watch' | 'unwatch' | 'clock'>(name: Name, received: unknown) {
      if (!pace.allows(performance.now())) {
        refuse(name, 'TOO_FAST', `at most ${MESSAGES_PER_SECOND} messages a second`);
        return undefined;
      }
      const parsed = parseFromViewer(name, received);
      if (parsed.ok) return parsed.message;
      refuse(name, 'MALFORMED', parsed.reason);
      return undefined;
    }

    function refuse(about: string, code: Refused['code'], message: string): void {
      refusals += 1;
      if (refusals > REFUSALS_BEFORE_GOODBYE) socket.disconnect(true);
      else socket.emit('refused', { about, code, message } satisfies Refused);
    }
  }

  async function hubFor(slug: string, asker: Asker): Promise<Hub | undefined> {
    const show = await programme.find(slug, asker);
    if (!show) return undefined;
    const present = hubs.get(slug);
    if (present?.epoch === show.shown.epoch) return present.hub;
    if (present) endHub(slug, 'ended');
    const hub = openHub(show, options);
    hubs.set(slug, { hub, epoch: show.shown.epoch });
    return hub;
  }

  function endHub(slug: string, reason: Gone['reason']): void {
    hubs.get(slug)?.hub.close(reason);
    hubs.delete(slug);
  }
}

const GONE_BECAUSE = { gone: 'notFound', hidden: 'hidden', replaced: 'ended' } as const;

function askerOf(socket: Socket): Asker {
  const { headers } = socket.handshake;
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { header, asking: 'socket' };
}

const KNOWN: ReadonlySet<string> = new Set(['watch', 'unwatch', 'clock']);
