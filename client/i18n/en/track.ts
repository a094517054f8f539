/** What is said on and about the drawing of the course. */
export const track = {
  name: 'Track',
  start: 'Start',
  finish: 'Finish',
  schematic: 'Not the true shape of the course',
  order: 'Order on the track',
  metres: (distanceM: string) => `${distanceM} m`,
  legend: {
    known: 'measured',
    estimated: 'estimated',
    stale: 'no word',
    pacemaker: 'pacemaker',
    density: 'how many are where',
  },
  /** One line of the text that stands for the drawing. */
  orderLine: (entrant: { label: string; name: string; pacemaker: boolean; lane: number | null }) =>
    [
      entrant.label === '' ? entrant.name : `${entrant.label} ${entrant.name}`,
      entrant.lane === null ? '' : `lane ${entrant.lane}`,
      entrant.pacemaker ? 'pacemaker' : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  state: {
    waiting: 'at the start',
    running: 'on the way',
    finished: 'finished',
    out: 'stepped off',
    DNS: 'did not start',
    DNF: 'did not finish',
    DQ: 'disqualified',
  },
  more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
};
