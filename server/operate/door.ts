import type { Server as SocketServer, Socket } from 'socket.io';
import {
  OPERATE_NAMESPACE,
  OPERATE_WIRE,
  type DoorCode,
  type FromOperatorAnswers,
  type Me,
  type No,
  type Presence,
  type PresentOperator,
  type Revoked,
  type Sources,
} from '../../shared/wire/operate.ts';
import { parseFromOperator, type FromOperator } from '../../shared/wire/operate-schemas.ts';
import { deviceOf } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import { sealKeyOf } from '../access/queue-seal.ts';
import { MESSAGE_RIGHTS, may } from '../access/rights.ts';
import { openPace } from './pace.ts';
import { openPresence } from './presence.ts';
import { isInScope, notInScope } from './scope.ts';
import type { SourceBooks } from './sources.ts';
import { submitEntries, type SubmitContext } from './submit-entries.ts';

/**
 * The operators' door: the socket.io namespace `/operate` (shared/wire/operate.ts). Who has no key is
 * refused when connecting; every message is looked up in the table of rights, and every answer is
 * given by acknowledgement. A key that is taken back closes its sockets at once.
 */
export interface Door {
  /** Everyone at work on a race. */
  present(race: string): readonly PresentOperator[];
  /** Open sockets of an operator. */
  sockets(id: string): number;
  /** Says goodbye to an operator's sockets. */
  dismiss(id: string, reason: Revoked['reason']): void;
  close(): void;
}

export interface DoorOptions extends Omit<SubmitContext, 'pace' | 'books'> {
  readonly io: SocketServer;
  /** Shared with the HTTP way in, so that both together keep to it. */
  readonly pace: SubmitContext['pace'];
  readonly report: (message: string) => void;
  readonly books: SourceBooks;
  readonly presenceEveryMs?: number;
  readonly sweepEveryMs?: number;
}

const MESSAGES = { burst: 200, perSecond: 50 };
const PRESENCE_EVERY_MS = 250;
const SWEEP_EVERY_MS = 1_000;
const SOURCES_EVERY_MS = 1_000;
/** What stands still is told again this often, in rounds of the line above. */
const SOURCES_ANYWAY = 5;
/** Who keeps talking although refused is let go. */
const REFUSALS_BEFORE_GOODBYE = 500;

type Handlers = {
  readonly [Name in keyof FromOperator]: (
    visit: Visit,
    message: FromOperator[Name],
  ) => FromOperatorAnswers[Name] | Promise<FromOperatorAnswers[Name]>;
};

interface Visit {
  readonly socket: Socket;
  readonly operator: OperatorKey;
  refusals: number;
}

export function openDoor(options: DoorOptions): Door {
  const { io, access } = options;
  const operators = io.of(OPERATE_NAMESPACE);
  const visits = new Map<string, Visit>();
  /** Sockets that only watch, with an operator's key: what they see of drafts ends with the key. */
  const watchers = new Map<Socket, string>();
  const presence = openPresence();
  const messages = openPace(MESSAGES);
  const changed = new Set<string>();
  let telling: NodeJS.Timeout | null = null;

  const handlers: Handlers = {
    hello({ operator }, { wire }) {
      if (wire !== OPERATE_WIRE) {
        const message = `this server speaks version ${OPERATE_WIRE}; reload the page`;
        return no('OLD_WIRE', message);
      }
      return { ok: true, me: meOf(operator), now: access.now() };
    },
    clock: (_, { sent }) => ({ sent, now: access.now() }),
    attend({ socket, operator }, attend) {
      if (attend.race !== null && !isInScope(operator, attend.race)) return notInScope(operator);
      const races = presence.attend(socket.id, operator, attend);
      for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
      if (attend.race !== null) {
        void socket.join(attend.race);
        told.delete(attend.race);
      }
      tellPresence(races);
      return { ok: true };
    },
    submit: ({ operator }, submit) => submitEntries(options, operator, submit),
  };

  operators.use((socket, next) => {
    const identified = access.identify((name) => headerOf(socket, name), 'socket');
    if (identified.ok) {
      (socket.data as SocketData).operator = identified.operator;
      next();
      return;
    }
    const { code, message } = identified;
    access.journal.write({ what: 'refused', address: addressOf(socket), message });
    next(Object.assign(new Error(code), { data: { code, message } }));
  });
  operators.on('connection', welcome);
  // A page elsewhere that makes a browser knock with its cookie gets no connection at all.
  io.engine.opts.allowRequest = ({ headers }, answer) => {
    const header = (name: string) => textIn(headers[name]);
    const isForeign = header('cookie') !== undefined && !access.isOwnOrNoPage(header);
    answer(isForeign ? 'FOREIGN_ORIGIN' : null, !isForeign);
  };
  io.on('connection', (socket) => {
    const identified = access.identify((name) => headerOf(socket, name), 'socket');
    if (!identified.ok) return;
    watchers.set(socket, identified.operator.id);
    socket.on('disconnect', () => watchers.delete(socket));
  });

  const unsubscribe = access.keys.subscribe(({ id }) => dismiss(id, 'revoked'));
  const sweep = setInterval(dismissEnded, options.sweepEveryMs ?? SWEEP_EVERY_MS);
  sweep.unref();
  const told = new Map<string, { revision: number; rounds: number }>();
  const tellingSources = setInterval(tellSources, SOURCES_EVERY_MS);
  tellingSources.unref();

  return {
    present: (race) => presence.at(race),
    sockets: (id) => visitsOf(id).length,
    dismiss,
    close() {
      unsubscribe();
      clearInterval(sweep);
      clearInterval(tellingSources);
      if (telling) clearTimeout(telling);
    },
  };

  function welcome(socket: Socket): void {
    const { operator } = socket.data as SocketData;
    if (!operator) throw new Error(`socket ${socket.id} came in without a key`);
    const visit: Visit = { socket, operator, refusals: 0 };
    visits.set(socket.id, visit);
    for (const name of NAMES) listen(visit, name);
    socket.onAny((name: string, ...rest: unknown[]) => {
      if (isKnown(name)) return;
      const message = `an operator says ${NAMES.join(', ')}`;
      answerTo(rest)?.(no('UNKNOWN_MESSAGE', message));
    });
    socket.on('disconnect', () => {
      visits.delete(socket.id);
      tellPresence(presence.leave(socket.id));
    });
  }

  function listen<Name extends keyof FromOperator>(visit: Visit, name: Name): void {
    visit.socket.on(name as string, (...sent: unknown[]) => {
      const answer = answerTo(sent);
      const admitted = admit(visit, name, sent[0]);
      if (!admitted.ok) {
        refuse(visit, name, admitted);
        answer?.(admitted);
        return;
      }
      act(visit, name, admitted.message).then(answer, (error: unknown) =>
        // No answer: the operator keeps what it sent and sends it again.
        options.report(`${name} of ${visit.operator.id}: ${String(error)}`),
      );
    });
  }

  async function act<Name extends keyof FromOperator>(
    visit: Visit,
    name: Name,
    message: FromOperator[Name],
  ): Promise<object> {
    return handlers[name](visit, message);
  }

  function admit<Name extends keyof FromOperator>(
    { operator }: Visit,
    name: Name,
    received: unknown,
  ): { readonly ok: true; readonly message: FromOperator[Name] } | No {
    const ended = access.keys.ended(operator.id);
    if (ended !== null)
      return no(ended === 'expired' ? 'EXPIRED' : 'REVOKED', 'this key has ended');
    access.keys.seen(operator.id);
    if (!may(MESSAGE_RIGHTS[name], operator.role))
      return no('NOT_ALLOWED', `a ${operator.role} may not ${name}`);
    if (messages.take(operator.id, 1, performance.now()) === 0)
      return no('TOO_FAST', `at most ${MESSAGES.perSecond} messages a second`);
    const parsed = parseFromOperator(name, received);
    return parsed.ok ? parsed : no('MALFORMED', parsed.reason);
  }

  function refuse(visit: Visit, name: string, { code, message }: No): void {
    const { socket, operator } = visit;
    visit.refusals += 1;
    if (visit.refusals > REFUSALS_BEFORE_GOODBYE) socket.disconnect(true);
    if (code === 'TOO_FAST') return;
    access.journal.write({
      what: 'refused',
      operator: operator.id,
      address: addressOf(socket),
      message: `${name}: ${code}: ${message}`,
    });
  }

  function visitsOf(id: string): readonly Visit[] {
    return [...visits.values()].filter(({ operator }) => operator.id === id);
  }

  function dismiss(id: string, reason: Revoked['reason']): void {
    for (const { socket } of visitsOf(id)) {
      socket.emit('revoked', { reason } satisfies Revoked);
      // The whole connection: what it watches as an operator ends with it.
      socket.disconnect(true);
    }
    for (const [socket, owner] of watchers) if (owner === id) socket.disconnect(true);
  }

  function dismissEnded(): void {
    const present = [...visits.values()].map(({ operator }) => operator.id);
    for (const id of new Set([...present, ...watchers.values()])) {
      const ended = access.keys.ended(id);
      if (ended !== null) dismiss(id, ended);
    }
  }

  function tellSources(): void {
    for (const race of presence.races()) {
      const room = options.rooms.room(race);
      if (room === undefined) continue;
      const before = told.get(race);
      const revision = options.books.revision(race);
      const rounds = (before?.rounds ?? 0) + 1;
      if (before?.revision === revision && rounds < SOURCES_ANYWAY) {
        told.set(race, { revision, rounds });
        continue;
      }
      told.set(race, { revision, rounds: 0 });
      const sources = options.books.health(room, presence.at(race));
      const message: Sources = { race, now: access.now(), sources };
      operators.to(race).emit('sources', message);
    }
  }

  /** Several changes within a moment are one message. */
  function tellPresence(races: readonly string[]): void {
    for (const race of races) changed.add(race);
    telling ??= setTimeout(() => {
      telling = null;
      for (const race of changed) {
        const message: Presence = { race, operators: presence.at(race) };
        operators.to(race).emit('presence', message);
      }
      changed.clear();
    }, options.presenceEveryMs ?? PRESENCE_EVERY_MS);
  }
}

interface SocketData {
  operator?: OperatorKey;
}

/** An operator as it is told to itself. */
export function meOf(key: OperatorKey): Me {
  const { id, role, race, points, label, formerly, expiresAt } = key;
  return {
    id,
    role,
    race,
    points,
    label,
    device: deviceOf(id),
    formerly: formerly.map(deviceOf),
    expiresAt,
    seal: sealKeyOf(key),
    wire: OPERATE_WIRE,
  };
}

const NAMES: readonly (keyof FromOperator)[] = ['hello', 'clock', 'attend', 'submit'];

function isKnown(name: string): boolean {
  return (NAMES as readonly string[]).includes(name);
}

/** The acknowledgement that was asked for, if any. */
function answerTo(sent: readonly unknown[]): ((answer: object) => void) | undefined {
  const last = sent.at(-1);
  return typeof last === 'function' ? (answer) => void last(answer) : undefined;
}

function headerOf(socket: Socket, name: string): string | undefined {
  return textIn(socket.handshake.headers[name]);
}

function textIn(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function addressOf(socket: Socket): string {
  return socket.handshake.address;
}

function no(code: DoorCode, message: string): No {
  return { ok: false, code, message, again: code === 'TOO_FAST' };
}
