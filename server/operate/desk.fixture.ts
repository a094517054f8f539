import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { RaceEvent } from '../../shared/race/events.ts';
import type { Entrant } from '../../shared/race/definition.ts';
import type { Submission } from '../../shared/race/entry.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { GUN, afterTheGun, competitors } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import type { KeyMade, KeyRequest, RaceRequest } from '../../shared/wire/operate-api.ts';
import type { EntryAnswer, FromOperatorAnswers } from '../../shared/wire/operate.ts';
import { startServer, type RunningServer, type ServerOptions } from '../main.ts';

/** A whole server in a folder of its own, and people who come to its door; for tests. */
export interface Desk {
  url: string;
  readonly dataDir: string;
  /** What the server told whoever runs it. */
  readonly reports: string[];
  /** Came in by the first link. */
  readonly admin: Person;
  /** Stops and starts the server over the same folder, at the same port. */
  restart(): Promise<void>;
  /** A program's key of these rights. */
  program(rights?: Partial<KeyRequest>): Promise<Person & { readonly id: string }>;
  /** Lets a link be made and opens it in a browser. */
  browser(rights?: Partial<KeyRequest>): Promise<Person>;
  /** A race that is there to be fed. */
  race(request?: Partial<RaceRequest>): Promise<string>;
  close(): Promise<void>;
}

/** Somebody with a key, or without. */
export interface Person {
  readonly headers: Readonly<Record<string, string>>;
  ask(method: string, path: string, body?: object): Promise<Reply>;
  /** A socket in the operators' namespace, connected or refused with a code. */
  socket(): Promise<Knocked>;
  /** The device this person signs with. */
  device(): Promise<string>;
}

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly response: Response;
}

// What a reply holds is what a test says it expects.
export interface Json {
  readonly [key: string]: Json;
}

export type Knocked =
  | { readonly ok: true; readonly socket: Socket; readonly say: Say }
  | { readonly ok: false; readonly code: string };

export type Say = <Name extends keyof FromOperatorAnswers>(
  name: Name,
  message: object,
) => Promise<FromOperatorAnswers[Name]>;

export const ENTRANTS: readonly Entrant[] = competitors('e1', 'e2', 'e3', 'e4');

export async function openDesk(options: Partial<ServerOptions> = {}): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hairline-desk-'));
  const reports: string[] = [];
  const sockets: Socket[] = [];
  let server = await start(0);
  const link = server.operatorLink;
  if (link === null) throw new Error('a new folder gives a link');

  const desk: Desk = {
    url: server.url,
    dataDir,
    reports,
    admin: await openLink(link),
    async restart() {
      await server.close();
      server = await start(Number(new URL(desk.url).port));
    },
    async program(rights) {
      const { key, secret } = await makeKey('program', rights);
      return { ...person({ 'x-operator-key': secret }), id: key.id };
    },
    async browser(rights) {
      const { url } = await makeKey('link', rights);
      return openLink(url ?? '');
    },
    async race(request) {
      const made = await desk.admin.ask('POST', '/races', { ...raceRequest(), ...request });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return textOf(made.body['slug']);
    },
    async close() {
      for (const socket of sockets) socket.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return desk;

  function start(port: number): Promise<RunningServer> {
    return startServer({
      host: '127.0.0.1',
      port,
      dataDir,
      demo: false,
      clientDir: null,
      racesDir: join(dataDir, 'none'),
      tls: null,
      report: (message) => void reports.push(message),
      ...options,
    });
  }

  async function makeKey(kind: KeyRequest['kind'], rights?: Partial<KeyRequest>): Promise<KeyMade> {
    const request = { kind, role: 'admin', race: null, label: 'Somebody', ...rights };
    const made = await desk.admin.ask('POST', '/keys', request);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body as unknown as KeyMade;
  }

  async function openLink(url: string): Promise<Person> {
    const opened = await ask(server.url, {}, 'POST', '/session', { key: url.split('#key=')[1] });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    return person({ cookie: cookieIn(opened), origin: server.url });
  }

  function person(headers: Readonly<Record<string, string>>): Person {
    return somebody(() => desk.url, headers, sockets);
  }
}

/** The cookie that a reply sets, as a browser gives it back. */
export function cookieIn({ response }: Reply): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Somebody who comes with these headers. */
export function somebody(
  url: () => string,
  headers: Readonly<Record<string, string>>,
  sockets: Socket[],
): Person {
  let device: string | undefined;
  const who: Person = {
    headers,
    ask: (method, path, body) => ask(url(), headers, method, path, body),
    socket: () => knock(url(), headers, sockets),
    async device() {
      device ??= textOf((await who.ask('GET', '/me')).body['device']);
      return device;
    },
  };
  return who;
}

export async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const response = await fetch(`${url}/api/operate${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, response, body: (isJson ? JSON.parse(text) : text) as Json };
}

async function knock(
  url: string,
  headers: Readonly<Record<string, string>>,
  sockets: Socket[],
): Promise<Knocked> {
  const socket = io(`${url}/operate`, {
    transports: ['websocket'],
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    forceNew: true,
    extraHeaders: { ...headers },
  });
  sockets.push(socket);
  return new Promise((resolve) => {
    const refused = (error: Error) => {
      socket.close();
      resolve({ ok: false, code: error.message });
    };
    socket.once('connect_error', refused);
    socket.once('connect', () => {
      // From now on a lost connection is tried again.
      socket.off('connect_error', refused);
      resolve({ ok: true, socket, say: (name, message) => socket.emitWithAck(name, message) });
    });
  });
}

export function raceRequest(): RaceRequest {
  return {
    definition: oval1500,
    entrants: ENTRANTS,
    roster: { e1: { name: 'Jakob Ingebrigtsen', country: 'NOR' }, e2: { name: 'Tim Cheruiyot' } },
    visibility: 'public',
  };
}

/** Something of each kind that a race takes. */
export function passing(line = 'finish', when = '0:42.10'): RaceEvent {
  return {
    type: 'passingRecorded',
    who: { unknown: true },
    line,
    time: afterTheGun(when),
    kind: 'manual',
  };
}

export function signed(device: string, n: number, event: RaceEvent): Submission {
  return { device, n, recordedAt: instant(GUN + n), event };
}

/** `ok`, or why not, of each entry. */
export function codesOf(answers: readonly EntryAnswer[]): readonly string[] {
  return answers.map((answer) => (answer.ok ? 'ok' : answer.code));
}

/** A text in a reply; whoever expects one is told when there is none. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string')
    throw new Error(`a text was expected, not ${JSON.stringify(value)}`);
  return value;
}
