/** Practising on a field that nobody runs. */
export const rehearsal = {
  title: 'Rehearsal',
  intro:
    'A field that nobody runs comes past your line. Tap it, name it, lose the network on the way, and see how you did. A rehearsal is a race of its own and is wiped with one button.',
  make: 'Make a rehearsal of this race',
  making: 'Making it…',
  notYours: 'A referee or an admin of all races makes a rehearsal. Ask for one, or for its link.',
  problem: (message: string) => `It was not made: ${message}`,
  line: 'Your line',
  begin: 'Begin',
  beginAt: { gun: 'At the gun', end: '15 s before the first finisher' },
  faults: 'What goes wrong',
  fault: {
    droppedLink: 'The network is gone for 12 s',
    lateGun: 'The gun arrives 4 s late',
    mat: 'A chip mat doubles, misses and delays',
  },
  start: 'Start the rehearsal',
  ready: 'On your marks…',
  running: 'Running',
  end: 'End and score',
  again: 'Once more',
  wipe: 'Wipe this rehearsal',
  wiping: 'Wiping…',
  wiped: 'The rehearsal is wiped.',
  view: (line: string) => `The field coming to the line ${line}`,
  viewText: (bibs: string) => `Next at the line: ${bibs}`,
  nobody: 'nobody in sight',
  linkGone: 'The network is gone. Go on: what you tap is kept on this device.',
  score: {
    title: (points: string) => `${points} of 100`,
    right: (right: string, happened: string) => `${right} of ${happened} crossings are right`,
    error: (p50: string, p95: string) =>
      `Your times are off by ${p50} s in the middle, and by no more than ${p95} s in 95 of 100`,
    missed: (bibs: string) => `Missed: ${bibs}`,
    wrong: (list: string) => `Somebody else’s time, or far off: ${list}`,
    wrongOne: (bib: string, seconds: string) => `${bib} (${seconds} s)`,
    unassigned: (count: number) =>
      count === 1 ? '1 tap is nobody’s' : `${count} taps are nobody’s`,
    invented: (count: number) =>
      count === 1 ? '1 crossing never happened' : `${count} crossings never happened`,
    perfect: 'Nothing was missed and nothing invented.',
  },
};
