import { expect, test } from 'vitest';
import { activeDraft, changeSheet, EMPTY_SHEET, type SheetChange } from './judge-sheet.ts';

const after = (...changes: readonly SheetChange[]) => changes.reduce(changeSheet, EMPTY_SHEET);
const click = (column: number, entrant: number | null = null): SheetChange => ({
  does: 'place',
  column,
  row: 0.5,
  entrant,
});

test('a click in a lane is the mark of who runs there; a second one moves it', () => {
  const sheet = after(click(100, 3), click(140, 5), click(104, 3));
  expect(sheet.drafts.map(({ entrant, column }) => [entrant, column])).toEqual([
    [3, 104],
    [5, 140],
  ]);
  expect(activeDraft(sheet)?.entrant).toBe(3);
});

test('without lanes a click moves the mark that is being made, and begins one where none is', () => {
  const sheet = after(click(100), click(110), { does: 'leave' }, click(200));
  expect(sheet.drafts.map(({ column }) => column)).toEqual([110, 200]);
});

test('digits are the bib, and begin a mark at the hairline', () => {
  const typed = after(
    { does: 'digit', digit: '1', column: 70 },
    { does: 'digit', digit: '2', column: 70 },
    { does: 'rubout' },
  );
  expect(activeDraft(typed)).toMatchObject({ bib: '1', column: 70, row: null });
});

test('who is aimed at gets the next mark, by key or by click', () => {
  expect(
    activeDraft(after({ does: 'aim', entrant: 4 }, { does: 'mark', column: 9 }))?.entrant,
  ).toBe(4);
  const clicked = after({ does: 'aim', entrant: 4 }, click(12));
  expect(activeDraft(clicked)).toMatchObject({ entrant: 4, column: 12 });
  const again = changeSheet(changeSheet(clicked, { does: 'leave' }), { does: 'aim', entrant: 4 });
  expect(again.active).toBe(clicked.active);
});

test('what a blind reader confirmed stays until it is locked; moving it opens it again', () => {
  const sheet = after(click(100, 3), { does: 'confirm', id: 1 });
  expect(sheet).toMatchObject({ active: null, drafts: [{ confirmed: true }] });
  expect(changeSheet(sheet, click(101, 3)).drafts[0]?.confirmed).toBe(false);
});

test('a mark that is dropped is gone, and the hairline belongs to nobody', () => {
  const sheet = after(click(100, 3), click(140, 5), { does: 'drop', id: 2 });
  expect([sheet.drafts.length, sheet.active]).toEqual([1, null]);
  expect(changeSheet(sheet, { does: 'move', column: 7 }).drafts[0]?.column).toBe(100);
  expect(changeSheet(sheet, { does: 'activate', id: 1 }).active).toBe(1);
  expect(changeSheet(sheet, { does: 'restore', sheet: EMPTY_SHEET })).toBe(EMPTY_SHEET);
});
