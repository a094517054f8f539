import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { afterTheGun, GUN } from '../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';

// S5. What people type is text, wherever it comes out again.

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  "javascript:alert(3)//'+alert(3)+'",
  "=cmd|'/c calc'!A1",
] as const;

/** Scripts that ran, dialogs, and what the policy of the page had to stop. */
function watchFor(page: Page): string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) seen.push(message.text());
  });
  return seen;
}

test('S5 names, clubs, reasons and messages that are code are shown as text, and nothing runs @desktop', async ({
  office,
  viewer,
  operator,
}) => {
  const race = await office.race({
    definition: {
      ...oval1500,
      event: HOSTILE[0],
      meeting: { name: HOSTILE[1], venue: HOSTILE[0], city: HOSTILE[2] },
    },
    entrants: HOSTILE.map((_, index) => ({
      id: `e${index + 1}`,
      bib: `${index + 1}`,
      role: 'competitor',
    })),
    roster: Object.fromEntries(
      HOSTILE.map((name, index) => [`e${index + 1}`, { name, shortName: name, club: HOSTILE[1] }]),
    ),
  });
  await office.feed(race, [
    { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
    ...HOSTILE.map((_, index) => ({
      type: 'passingRecorded' as const,
      who: { bib: `${index + 1}` },
      line: 'finish',
      point: '1500',
      time: afterTheGun(`3:3${index}.12`),
      kind: 'manual' as const,
    })),
    { type: 'statusSet', entrant: 'e4', status: 'DQ', rule: HOSTILE[0], reason: HOSTILE[1] },
    { type: 'messagePosted', text: HOSTILE[1], time: afterTheGun('1:00'), kind: 'reported' },
  ]);

  const watch = await viewer();
  const seen = watchFor(watch.page);
  await watch.open(race);
  await expect(watch.row(HOSTILE[0])).toBeVisible();
  await expect(watch.page).toHaveTitle(/<img src=x/);
  await watch.page.goto('/');
  await expect(watch.page.getByText(HOSTILE[0]).first()).toBeVisible();
  expect(seen).toEqual([]);

  const page = await operator();
  const seenByOperator = watchFor(page);
  for (const screen of ['console', 'results', 'announcer', 'setup', 'judge', 'feeds', 'audit']) {
    await page.goto(`/operate/race/${race}/${screen}`);
    await expect(page.getByText(HOSTILE[0]).first()).toBeAttached();
  }
  expect(seenByOperator).toEqual([]);

  const csv = await (await fetch(new URL(`/api/races/${race}/results.csv`, page.url()))).text();
  expect(csv).not.toMatch(/(^|[,;\n])"?=cmd/);
});
