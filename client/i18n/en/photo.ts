import type { RoundingRule } from '../../../shared/race/definition.ts';

/** A time taken apart, to be said aloud. */
export interface SpokenTime {
  readonly hours: number;
  readonly minutes: number;
  /** With its decimals, as text. */
  readonly seconds: string;
}

export type AgainstWinner = 'before' | 'level' | 'after';

const roundedUp = (to: string) =>
  `Official times are rounded up to the next ${to} s: each true reading lies in the shaded band.`;
const cut = (to: string) =>
  `Official times are cut to ${to} s: each true reading lies in the shaded band.`;

const rounding: Readonly<Record<RoundingRule, string>> = {
  'athletics-track': roundedUp('0.01'),
  'athletics-long-track': roundedUp('0.1'),
  'athletics-road': roundedUp('1'),
  'athletics-hand': roundedUp('0.1'),
  swimming: cut('0.01'),
  alpine: cut('0.01'),
  rowing: 'Official times are given to 0.01 s: each true reading lies in the shaded band.',
  motor: cut('0.001'),
  thousandths: cut('0.001'),
  seconds: cut('1'),
};

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

const spokenTime = ({ hours, minutes, seconds }: SpokenTime) =>
  [
    hours > 0 ? count(hours, 'hour') : '',
    hours > 0 || minutes > 0 ? count(minutes, 'minute') : '',
    `${seconds} seconds`,
  ]
    .filter((part) => part !== '')
    .join(' ');

/** What is said on and about the strip drawn at the finish line. */
export const photo = {
  name: 'Photo finish',
  drawn: 'Drawn from the times, not a photograph',
  /** Of the judge's own image, with what it can know. */
  photograph: (perSecond: string) =>
    `The judge’s finish image, ${perSecond} lines per second; time runs to the right`,
  lost: 'The judge’s finish image could not be loaded; drawn from the times instead',
  rounding,
  state: {
    waiting: 'Waiting for the judge',
    none: 'Not announced',
    provisional: 'Provisional',
    official: 'Official',
  },
  waitingTitle: 'Photo',
  waitingText: 'The judge is reading the finish. Times appear here when they are read.',
  hairline: 'Hairline',
  hairlineHelp:
    'Drag the line, or use the arrow keys: 0.001 s a step, with Shift 0.01 s, with Alt 0.0001 s. N and P go to the next and the previous finisher.',
  atTheLine: 'At the hairline',
  /** "3 minutes 29.754 seconds, 0.014 s after the winner, about 0.10 m" */
  hairlineValue: (at: {
    time: SpokenTime;
    gap: string;
    metres: string;
    side: AgainstWinner;
    onReading: string | null;
  }) =>
    [
      spokenTime(at.time),
      at.side === 'level' ? 'level with the winner' : `${at.gap} s ${at.side} the winner`,
      at.side === 'level' ? '' : `about ${at.metres} m`,
      at.onReading === null ? '' : `on ${at.onReading}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  /** The same for the eye, beside the time. */
  hairlineGap: (at: { gap: string; metres: string; side: AgainstWinner }) =>
    at.side === 'level'
      ? 'level with the winner'
      : `${at.gap} s ${at.side} the winner, about ${at.metres} m`,
  margin: 'Margin',
  seconds: (text: string) => `${text} s`,
  secondsBand: (low: string, high: string) => `${low}–${high} s`,
  aboutMetres: (metres: string, low: string | null, high: string | null) =>
    low === null || high === null ? `about ${metres} m` : `about ${metres} m (${low}–${high} m)`,
  tooClose: 'Too close to call',
  scale: (length: string) => `${length} at the speed of the finish`,
  lengthCm: (centimetres: string) => `${centimetres} cm`,
  lengthM: (metres: string) => `${metres} m`,
  lane: (lane: number) => `Lane ${lane}`,
  finishers: 'Finishers',
  untimed: (places: readonly string[]) =>
    `${places.length === 1 ? 'Place' : 'Places'} ${places.join(' and ').replace(/ and (?=.* and )/g, ', ')}: no time known.`,
  goTo: (name: string, time: string) => `${name}, ${time}: move the hairline there`,
  previous: 'Previous finisher',
  next: 'Next finisher',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  closeUp: 'Margin',
  closeUpLabel: 'Show the margin',
  whole: 'Whole finish',
};
