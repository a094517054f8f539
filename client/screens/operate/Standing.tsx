import type { DeskClock } from '../../desk/desk.ts';
import { useWords } from '../../i18n/operate-words.ts';
import { useDeskPart } from './desk-context.ts';
import { lengthText } from './desk-text.ts';
import styles from './Standing.module.css';

/** A clock known to so much takes times of a hundredth. */
const GOOD_US = 5_000;
const FAIR_US = 50_000;

type Tone = 'good' | 'fair' | 'bad';

/** Link, clock and queue in a word each; colour only underlines them. */
export function Standing() {
  const { frame } = useWords().operate;
  const link = useDeskPart((state) => (state.shut === null ? state.link : 'shut'));
  const clock = useDeskPart((state) => state.clock);
  const unsent = useDeskPart((state) => state.unsent);
  return (
    <>
      <Sign tone={link === 'live' ? 'good' : link === 'connecting' ? 'fair' : 'bad'} name="link">
        {frame.link[link]}
      </Sign>
      <Sign tone={clockTone(clock)} name="clock">
        {clock === null
          ? frame.clockUnknown
          : (clock.from === 'kept' ? frame.clockKept : frame.clock)(lengthText(clock.errorUs))}
      </Sign>
      <Sign tone={unsent === 0 ? 'good' : 'fair'} name="queue">
        {frame.queue(unsent)}
      </Sign>
    </>
  );
}

function Sign({
  tone,
  name,
  children,
}: {
  readonly tone: Tone;
  readonly name: string;
  readonly children: string;
}) {
  return (
    <span className={styles['sign']} data-tone={tone} data-sign={name}>
      <svg aria-hidden="true" viewBox="0 0 12 12" width="12" height="12">
        <path d={SHAPES[tone]} fill="currentColor" />
      </svg>
      {children}
    </span>
  );
}

/** Told apart without colour: a triangle, a half-full ring, a cross. */
const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M6 1.5 11 10.5H1z',
  fair: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zm0 1.6v6.8a3.4 3.4 0 0 0 0-6.8z',
  bad: 'M2.6 1.2 6 4.6l3.4-3.4 1.4 1.4L7.4 6l3.4 3.4-1.4 1.4L6 7.4l-3.4 3.4-1.4-1.4L4.6 6 1.2 2.6z',
};

function clockTone(clock: DeskClock | null): Tone {
  if (clock === null || clock.errorUs > FAIR_US) return 'bad';
  return clock.errorUs <= GOOD_US ? 'good' : 'fair';
}
