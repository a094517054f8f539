import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors, GUN } from '../../../../shared/testkit/race-builder.ts';
import type { Audit } from '../../../../shared/wire/operate-api.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { AuditScreen } from './AuditScreen.tsx';
import { AuditTail } from './AuditTail.tsx';

let desk: DeskFixture;
const gunFired = { type: 'gunFired', at: GUN, source: 'manual', bandUs: 200_000 } as const;

beforeEach(async () => {
  await page.viewport(1200, 800);
  desk = deskFixture({
    me: { role: 'referee' },
    races: {
      oslo: {
        definition: oval1500,
        entrants: competitors('a', 'b'),
        roster: { a: { name: 'Anders' }, b: { name: 'Bjarne' } },
        events: [gunFired],
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the last entries', () => {
  const open = () =>
    render(
      <DeskContext value={desk}>
        <AuditTail slug="oslo" />
      </DeskContext>,
    );

  test('say what was done, of one’s own where it is kept, and take it back', async () => {
    await open();
    await expect.element(page.getByText('Gun, by hand')).toBeVisible();
    desk.hold();
    await desk
      .race('oslo')
      .bring([
        { type: 'statusSet', entrant: 'a', status: 'DQ', rule: 'TR16.8', reason: 'false start' },
      ]);
    await expect.element(page.getByText('DQ: 1 Anders')).toBeVisible();
    await expect.element(page.getByText('TR16.8: false start')).toBeVisible();
    await expect.element(page.getByText('on this device')).toBeVisible();
    const undo = page.getByRole('button', { name: 'Undo: DQ: 1 Anders' });
    await undo.click();
    // What it would change is said first.
    await expect.element(page.getByText('Nobody changes place.')).toBeVisible();
    await undo.click();
    expect(desk.race('oslo').state.getState().race.entrants[0]?.status).toBeNull();
    await expect
      .element(page.getByRole('button', { name: 'Undo: DQ: 1 Anders' }))
      .not.toBeInTheDocument();
  });

  test('of another are taken back after a second press', async () => {
    desk.others('oslo', [{ type: 'statusSet', entrant: 'b', status: 'DNF' }]);
    await open();
    const undo = page.getByRole('button', { name: 'Undo: DNF: 2 Bjarne' });
    await undo.click();
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(desk.brought('oslo')).toEqual([]);
    await undo.click();
    expect(desk.brought('oslo')).toMatchObject([{ type: 'entryVoided' }]);
  });
});

describe('the audit', () => {
  const answer = (page_: Partial<Audit>) =>
    new Response(
      JSON.stringify({ race: 'oslo', epoch: 'x', seq: 3, rows: [], next: null, ...page_ }),
      { headers: { 'content-type': 'application/json' } },
    );
  const row = {
    id: 'setup:3',
    seq: 3,
    recordedAt: GUN,
    device: 'setup',
    operator: { id: 'bert2345', label: 'Bert', role: 'judge' },
    type: 'gunFired',
    target: null,
    reason: null,
    event: gunFired,
    broughtBy: null,
    valid: true,
  } as const;
  const open = () =>
    render(
      <DeskContext value={desk}>
        <AuditScreen slug="oslo" />
      </DeskContext>,
    );

  test('asks the server by the filter, and says who, what and why', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      return Promise.resolve(answer({ rows: [row] }));
    });
    await open();
    await expect.element(page.getByText('Gun, by hand')).toBeVisible();
    await expect.element(page.getByRole('listitem').getByText('Bert')).toBeVisible();
    await page.getByLabelText('What').selectOptions('corrections');
    await expect
      .poll(() => asked.at(-1))
      .toContain('type=entryAmended%2CentryVoided%2CentryRestored');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(() => asked.at(-1)).not.toContain('type=');
  });

  test('without a server shows what this device knows', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await open();
    await expect.element(page.getByRole('alert')).toHaveTextContent('cannot be reached');
    await expect.element(page.getByText('Gun, by hand')).toBeVisible();
  });

  test('says where a downloaded log was changed', async () => {
    vi.stubGlobal('fetch', (url: string) =>
      Promise.resolve(url.endsWith('.ndjson') ? new Response('{"v":1}\n') : answer({})),
    );
    await open();
    await page.getByRole('button', { name: 'Check this log here' }).click();
    await expect.element(page.getByText(/^Line 1: /)).toBeVisible();
  });
});
