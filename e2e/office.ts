import { expect, type BrowserContext } from '@playwright/test';
import type { Entrant, RaceDefinition } from '../shared/race/definition.ts';
import type { RaceEvent } from '../shared/race/events.ts';
import { oval1500 } from '../shared/testkit/definitions.ts';
import { instant } from '../shared/time/time.ts';
import type { KeyRequest, RaceRequest } from '../shared/wire/operate-api.ts';
import type { ServerUnderTest } from './server-under-test.ts';

export type Rights = Partial<Pick<KeyRequest, 'role' | 'race' | 'points' | 'label'>>;

/** The organiser of a story: makes races, lets operators in, and feeds as a program would. */
export interface Office {
  /** Makes a race and answers its slug: a public 1500 m with four runners unless said otherwise. */
  readonly race: (request?: Partial<RaceRequest>) => Promise<string>;
  /** Lets a browser in as an operator: an admin unless said otherwise. */
  readonly letIn: (context: BrowserContext, rights?: Rights) => Promise<void>;
  /** Brings events as a program with the rights of an admin; they are stored when it resolves. */
  readonly feed: (race: string, events: readonly RaceEvent[]) => Promise<void>;
  readonly ask: (method: string, path: string, body?: object) => Promise<Response>;
}

const RUNNERS: readonly (Entrant & { readonly name: string; readonly country: string })[] = [
  { id: 'e1', bib: '101', role: 'competitor', name: 'Jakob Ingebrigtsen', country: 'NOR' },
  { id: 'e2', bib: '112', role: 'competitor', name: 'Timothy Cheruiyot', country: 'KEN' },
  { id: 'e3', bib: '104', role: 'competitor', name: 'Azeddine Habz', country: 'FRA' },
  { id: 'e4', bib: '107', role: 'competitor', name: 'Narve Nordås', country: 'NOR' },
];

export async function openOffice(server: ServerUnderTest): Promise<Office> {
  const origin = server.url;
  const link = await server.operatorLink();
  const opened = await fetch(`${origin}/api/operate/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ key: link.split('#key=')[1], device: 'Office' }),
  });
  expect(opened.status, await opened.clone().text()).toBe(201);
  const { device } = (await opened.json()) as { device: string };
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  let n = 0;

  async function ask(method: string, path: string, body?: object): Promise<Response> {
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const reply = await fetch(`${origin}/api/operate${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(reply.ok, `${method} ${path}: ${await reply.clone().text()}`).toBe(true);
    return reply;
  }

  return {
    ask,
    async race(request = {}) {
      const made = await ask('POST', '/races', { ...raceRequest(oval1500), ...request });
      return ((await made.json()) as { slug: string }).slug;
    },
    async letIn(context, rights = {}) {
      const wanted = { kind: 'link', role: 'admin', race: null, label: 'Operator', ...rights };
      const { secret } = (await (await ask('POST', '/keys', wanted)).json()) as { secret: string };
      const entered = await context.request.post('/api/operate/session', {
        headers: { origin },
        data: { key: secret, device: wanted.label },
      });
      expect(entered.status(), await entered.text()).toBe(201);
    },
    async feed(race, events) {
      const recordedAt = instant(Date.now() * 1_000);
      const submissions = events.map((event) => ({
        device: `${device}.feed`,
        n: (n += 1),
        recordedAt,
        event,
      }));
      const reply = await ask('POST', `/races/${race}/entries`, { submissions });
      const { answers } = (await reply.json()) as { answers: readonly { ok: boolean }[] };
      expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    },
  };
}

function raceRequest(definition: RaceDefinition): RaceRequest {
  return {
    definition,
    entrants: RUNNERS.map(({ name: _, country: __, ...entrant }) => entrant),
    roster: Object.fromEntries(RUNNERS.map(({ id, name, country }) => [id, { name, country }])),
    visibility: 'public',
  };
}
