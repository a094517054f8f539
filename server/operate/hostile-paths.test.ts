import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROUTE_RIGHTS, type RouteName } from '../access/rights.ts';
import { openDesk, raceRequest, type Desk, type Person } from './desk.fixture.ts';

// S6. Whatever stands in a path is a name of a race or an entrant, never a way to a file.

const SECRET = 'what-lies-beside-the-races';
const HOSTILE = [
  '../secret.txt',
  '..%2fsecret.txt',
  '..%252fsecret.txt',
  '%2e%2e%2fsecret.txt',
  '..%5csecret.txt',
  '....//secret.txt',
  '%2fetc%2fpasswd',
  '/etc/passwd',
  'secret.txt%00',
  'oslo%00.json',
  '%5c%5chost%5cshare',
  'C%3a%5csecret.txt',
  'CON',
  'link-to-secret',
  '%c0%ae%c0%ae%2fsecret.txt',
  '.',
  '..',
];

describe('S6 a path', () => {
  let desk: Desk;
  let before: readonly string[];
  /** A key of its own for each test: none is turned away for being too fast. */
  let somebody: Person;

  beforeAll(async () => {
    desk = await openDesk();
    writeFileSync(join(desk.dataDir, 'secret.txt'), SECRET);
    mkdirSync(join(desk.dataDir, 'races'), { recursive: true });
    symlinkSync(join(desk.dataDir, 'secret.txt'), join(desk.dataDir, 'races', 'link-to-secret'));
    before = readdirSync(desk.dataDir).sort();
  });
  beforeEach(async () => {
    somebody = await desk.program();
  });
  afterAll(() => desk.close());

  /** As it stands: `fetch` would clean the path first. */
  function rawRequest(method: string, path: string): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(desk.url);
    const headers = { ...somebody.headers, 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, method, path, headers }, (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (piece: string) => (text += piece));
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      });
      asked.on('error', reject);
      asked.end(method === 'GET' || method === 'DELETE' ? undefined : '{}');
    });
  }

  const routes = (Object.keys(ROUTE_RIGHTS) as RouteName[]).filter((route) => route.includes('/:'));

  test.each(routes)('%s with a hostile name reaches no file', async (route) => {
    const [method = '', pattern = ''] = route.split(' ');
    for (const name of HOSTILE) {
      const path = `/api/operate${pattern.replaceAll(/:\w+/g, () => name)}`;
      const reply = await rawRequest(method, path);
      expect([400, 403, 404]).toContain(reply.status);
      expect(reply.text).not.toContain(SECRET);
      expect(reply.text).not.toContain('root:');
    }
    expect(readdirSync(desk.dataDir).sort()).toEqual(before);
  });

  test.each(['', '/standings', '/results', '/results.csv', '/log', '/roster', '/segments/1'])(
    'what viewers read of a race, %s, is of no file either',
    async (part) => {
      for (const name of HOSTILE) {
        const reply = await rawRequest('GET', `/api/races/${name}${part}`);
        expect(reply.text).not.toContain(SECRET);
        expect(reply.text).not.toContain('root:');
        expect(reply.status).not.toBe(500);
      }
    },
  );

  test('no race is called like a way to a file', async () => {
    const names = [
      '../x',
      '/etc/x',
      'a/b',
      'a\\b',
      'x\0y',
      '..',
      '.',
      '',
      'x'.repeat(300),
      '__proto__/x',
    ];
    for (const slug of names) {
      const made = await somebody.ask('POST', '/races', { ...raceRequest(), slug });
      expect([slug, made.status]).toEqual([slug, 400]);
    }
  });
});
