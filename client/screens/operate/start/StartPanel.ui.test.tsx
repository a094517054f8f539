import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors } from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import type { Me } from '../../../../shared/wire/operate.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { StartPanel } from './StartPanel.tsx';

let desk: DeskFixture;

async function open(definition: RaceDefinition = oval1500, me: Partial<Me> = {}): Promise<void> {
  desk = deskFixture({
    me: { role: 'judge', ...me },
    races: { oslo: { definition, entrants: competitors('a', 'b', 'c') } },
  });
  await render(
    <DeskContext value={desk}>
      <StartPanel slug="oslo" remote />
    </DeskContext>,
  );
}

async function armed(name = 'Arm'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

const gun = () => page.getByTestId('gun');
const race = () => desk.race('oslo').state.getState().race;

beforeEach(async () => page.viewport(390, 844));

describe('arm and gun', () => {
  test('nothing fires before it is armed', async () => {
    await open();
    await gun().click({ force: true });
    await userEvent.keyboard('{Shift>} {/Shift}');
    expect(desk.brought('oslo')).toEqual([]);
    await expect.element(page.getByText('Waiting for the gun')).toBeVisible();
  });

  test('by the button: the moment of the touch, ± 0.2 s, and said to be stored when it is', async () => {
    await open();
    desk.hold();
    await armed();
    expect(desk.attended().at(-1)).toMatchObject({ armed: true });
    const before = desk.now();
    await gun().click();
    const [event] = desk.brought('oslo');
    expect(event).toMatchObject({ type: 'gunFired', source: 'manual', bandUs: 200_000 });
    expect(event?.type === 'gunFired' && event.at >= before && event.at <= desk.now()).toBe(true);
    await expect.element(page.getByText(/on this device, not stored yet/)).toBeVisible();
    await expect.element(page.getByText('± 0.2 s on all times from this gun')).toBeVisible();
    desk.store();
    await expect.element(page.getByText(/stored #3/)).toBeVisible();
    await expect.poll(() => desk.attended().at(-1)).toMatchObject({ armed: false });
  });

  test('by Shift + Space, once, wherever the focus is; Escape disarms', async () => {
    await open();
    await armed();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Shift>} {/Shift}');
    expect(desk.brought('oslo')).toEqual([]);
    await armed();
    await userEvent.keyboard('{Shift>} {/Shift}');
    await userEvent.keyboard('{Shift>} {/Shift}');
    expect(desk.brought('oslo')).toHaveLength(1);
  });

  test('a gun that follows at once is taken', async () => {
    await open();
    await page.getByRole('button', { name: 'Arm', exact: true }).click();
    await userEvent.keyboard('{Shift>} {/Shift}');
    expect(desk.brought('oslo')).toHaveLength(1);
  });

  test('a finger that trembles has armed once, and has not fired', async () => {
    await open();
    const pressed = (button: Element) =>
      button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    const arm = page.getByRole('button', { name: 'Arm', exact: true }).element();
    pressed(arm);
    pressed(arm);
    await expect.element(page.getByRole('button', { name: 'Disarm' })).toBeVisible();
    expect(desk.brought('oslo')).toEqual([]);
    await expect
      .poll(() => {
        page.getByRole('button', { name: 'Disarm' }).elements().forEach(pressed);
        return page.getByRole('button', { name: 'Arm', exact: true }).elements().length;
      })
      .toBe(1);
  });

  test('a tapper sees the clock and cannot start', async () => {
    await open(oval1500, { role: 'tapper' });
    await expect.element(page.getByText(/belongs to judges/)).toBeVisible();
    await expect.element(gun()).not.toBeInTheDocument();
  });
});

describe('recall', () => {
  test('voids the gun with its reason; the next start stands', async () => {
    await open();
    await armed();
    await gun().click();
    await page.getByRole('button', { name: 'Recall' }).click();
    await page.getByRole('button', { name: 'False start' }).click();
    expect(desk.brought('oslo').at(-1)).toMatchObject({
      type: 'entryVoided',
      reason: 'false start',
    });
    expect(race().zero).toBeNull();
    await expect.element(page.getByText('Recalled: False start')).toBeVisible();
    await armed();
    await gun().click();
    expect(race().zero).not.toBeNull();
    await expect.element(page.getByText(/Recalled/)).not.toBeInTheDocument();
  });

  test('opens on the reason that is nearest, so that Enter recalls', async () => {
    await open();
    await armed();
    await gun().click();
    await page.getByRole('button', { name: 'Recall' }).click();
    await expect.element(page.getByRole('button', { name: 'False start' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Recalled: False start')).toBeVisible();
  });

  test('is taken back when it was a mistake', async () => {
    await open();
    await armed();
    await gun().click();
    const zero = race().zero;
    await page.getByRole('button', { name: 'Recall' }).click();
    await page.getByLabelText('Another reason').fill('a dog on the track');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Recalled: a dog on the track')).toBeVisible();
    await page.getByRole('button', { name: 'Take the recall back' }).click();
    expect(race().zero).toBe(zero);
  });
});

describe('two devices', () => {
  const other = (at: number) =>
    desk.others('oslo', [{ type: 'gunFired', at: instant(at), source: 'manual', bandUs: 200_000 }]);

  test('the first gun counts: whoever fired second takes the own one out, and may still use it', async () => {
    await open();
    desk.hold();
    await armed();
    await gun().click();
    const [fired] = desk.brought('oslo');
    const at = fired?.type === 'gunFired' ? fired.at : 0;
    other(at - 310_000);
    desk.store();
    await expect.element(page.getByText('A second gun came 0.31 s later.')).toBeVisible();
    await expect.element(page.getByText('The first counts.')).toBeVisible();
    expect(race().zero).toBe(at - 310_000);
    await page.getByRole('button', { name: 'Use the second' }).click();
    expect(race().zero).toBe(at);
  });

  test('of two guns from elsewhere a person chooses', async () => {
    await open();
    const at = desk.now();
    other(at);
    other(at + 310_000);
    await expect.element(page.getByText(/Nobody has chosen yet/)).toBeVisible();
    await page.getByRole('button', { name: 'Keep the first' }).click();
    expect(race().zero).toBe(at);
    await expect.element(page.getByText(/second gun/)).not.toBeInTheDocument();
  });

  test('a gun from elsewhere disarms this device', async () => {
    await open();
    await armed();
    other(desk.now());
    await expect.element(gun()).not.toBeInTheDocument();
    await userEvent.keyboard('{Shift>} {/Shift}');
    expect(desk.brought('oslo')).toEqual([]);
  });
});

test('waves: one arm and one gun each, then the next is ready when it is chosen', async () => {
  await open({
    ...oval1500,
    start: {
      kind: 'waves',
      rankBy: 'gun',
      waves: [
        { id: 'w1', name: 'Elite' },
        { id: 'w2', name: 'Masters' },
      ],
    },
  });
  await armed('Arm Elite');
  await gun().click();
  expect(desk.brought('oslo').at(-1)).toMatchObject({ wave: 'w1' });
  await page.getByRole('button', { name: 'Next: Masters' }).click();
  await armed('Arm Masters');
  await gun().click();
  expect(desk.brought('oslo').at(-1)).toMatchObject({ wave: 'w2' });
  await expect.element(page.getByText('All are away')).toBeVisible();
  await expect.element(page.getByText(/without a bib is told from the first gun/)).toBeVisible();
});

test('a start that nobody fired is entered by the clock of the venue', async () => {
  await open();
  await page.getByRole('button', { name: 'Enter a start' }).click();
  await page.getByLabelText('Clock time of the start at the venue').fill('21:49:00');
  await expect.element(page.getByText(/The gun was at 21:49:00.00, ± 1.0 s/)).toBeVisible();
  await page.getByRole('button', { name: 'Enter this start' }).click();
  expect(desk.brought('oslo').at(-1)).toMatchObject({ source: 'entered', bandUs: 1_000_000 });
  await expect.element(page.getByText('Entered afterwards')).toBeVisible();
});
