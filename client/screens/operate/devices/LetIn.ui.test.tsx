import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { rowing, straight100 } from '../../../../shared/testkit/definitions.ts';
import type { OperatorRace } from '../../../../shared/wire/operate-api.ts';
import { LetIn } from './LetIn.tsx';

const race = (slug: string, definition: OperatorRace['definition']): OperatorRace => ({
  slug,
  epoch: 'one',
  seq: 3,
  visibility: 'public',
  rehearsal: false,
  editable: true,
  definition,
  entrants: 4,
  operators: [],
});

const open = (...races: OperatorRace[]) =>
  render(<LetIn races={races} keys={[]} onMade={() => {}} />);

test('a tapper of the only race, which has one line, stands there', async () => {
  await open(race('sprint', straight100));
  await expect.element(page.getByRole('combobox', { name: /Race/ })).toHaveValue('sprint');
  await expect.element(page.getByRole('checkbox', { name: 'finish' })).toBeChecked();
});

test('of several races or lines none is chosen for anybody', async () => {
  await open(race('sprint', straight100), race('eights', rowing));
  const which = page.getByRole('combobox', { name: /Race/ });
  await expect.element(which).toHaveValue('');
  await which.selectOptions('eights');
  await expect.element(page.getByRole('checkbox', { name: '2000' })).not.toBeChecked();
  await which.selectOptions('sprint');
  await expect.element(page.getByRole('checkbox', { name: 'finish' })).toBeChecked();
});
