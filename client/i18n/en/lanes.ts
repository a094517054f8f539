/** Words of the board on which a draw is changed by hand. */
export const lanes = {
  title: 'Change the draw by hand',
  hint: 'Drag a name to another lane, or press it and then the lane. Two change places.',
  heat: (name: string) => `Heat ${name}`,
  lane: (lane: number) => `Lane ${lane}`,
  empty: 'empty',
  taken: (who: string) => `${who}, in the same lane`,
  none: 'Without a lane',
  holding: (who: string) => `${who}: press the lane, or Escape.`,
  moved: (who: string, lane: number) => `${who} is in lane ${lane}.`,
};
