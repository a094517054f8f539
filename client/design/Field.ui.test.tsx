import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Field } from './Field.tsx';

/** A figure as settings keep it: the number, not what was typed. */
function Metres() {
  const [metres, setMetres] = useState(5);
  return (
    <>
      <Field
        beside
        label="metres"
        type="number"
        aria-describedby="why"
        value={metres}
        onChange={(text) => setMetres(Number(text))}
      />
      <p id="why">from the gun</p>
    </>
  );
}

test('a hint describes the field, or is read with its name where it belongs to it', async () => {
  await render(
    <>
      <Field label="Club" hint="as printed" value="" onChange={() => {}} />
      <Field label="Date" hint="Europe/Oslo" hintInName value="" onChange={() => {}} />
    </>,
  );
  const club = page.getByRole('textbox', { name: 'Club', exact: true });
  await expect.element(club).toHaveAccessibleDescription('as printed');
  const date = page.getByRole('textbox', { name: 'Date Europe/Oslo', exact: true });
  await expect.element(date).toHaveAccessibleDescription('');
});

test('a number is left as it is typed, named by what stands behind it', async () => {
  await render(<Metres />);
  const metres = page.getByRole('spinbutton', { name: 'metres', exact: true });
  await expect.element(metres).toHaveAccessibleDescription('from the gun');
  await metres.clear();
  await userEvent.type(metres, '1.05');
  await expect.element(metres).toHaveValue(1.05);
});
