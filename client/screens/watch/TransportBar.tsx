import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { instant } from '../../../shared/time/time.ts';
import { Scrubber, type ScrubberMark, type ScrubberReading } from '../../components/Scrubber.tsx';
import { metresText } from '../../components/board-text.ts';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { isOver } from '../../store/race-state.ts';
import { scrubberScale } from '../../store/scrubber-scale.ts';
import type { Session } from '../../store/session.ts';
import { RATES } from '../../store/viewer-state.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import type { Steps } from './steps.ts';
import { startsByGun } from './starts-by-gun.ts';
import { useLost } from './use-lost.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './TransportBar.module.css';

const OpeningStrip = lazyPart(() =>
  import('./OpeningStrip.tsx').then((chunk) => ({ default: chunk.OpeningStrip })),
);

/** Beyond this, distances are told in kilometres. */
const LONG_M = 10_000;

/** `42.2 km`: short enough for a mark. */
function kilometresText(distanceM: number): string {
  return `${Number((distanceM / 1000).toFixed(1))}\u00a0km`;
}

/** Everything that moves view time, always in the same place. */
export function TransportBar({ steps }: { readonly steps: Steps }) {
  const { scrubber: words, watch } = useWords();
  const { session, race, zero } = useRaceView();
  const mode = usePart(session.viewer, (viewer) => viewer.clock.mode);
  const marks = useMarks();
  const ended = usePart(session.race, isOver);
  const over = ended || session.settled() !== null;
  const lost = useLost(session);
  // A clock of a race that goes on is never at its end; a new run begins unseen.
  const endSeen = useRef(false);
  useEffect(() => {
    if (!over) endSeen.current = false;
  }, [race, over]);
  const read = useCallback((): ScrubberReading => {
    const { at, live } = session.moment();
    const span = session.span();
    const whole = session.race.getState().run?.whole === true;
    if (over && whole && at >= span.edge) endSeen.current = true;
    const { from, to } = scrubberScale({
      start: span.start,
      zero,
      until: span.edge,
      endSeen: endSeen.current,
    });
    return { from, to, zero, at, edge: span.edge, mode: over ? 'over' : live ? 'live' : 'behind' };
  }, [session, zero, over]);
  const onSeek = useCallback((at: number) => session.seek(instant(at)), [session]);
  const playing = mode === 'behind' || (mode === 'live' && !over);
  return (
    <section className={styles['bar']} aria-label={words.transport} data-lost={lost || undefined}>
      <Suspense fallback={null}>
        <OpeningStrip race={race} session={session} zero={zero} />
      </Suspense>
      <div className={styles['line']}>
        <Scrubber frames={session.frames} read={read} zero={zero} marks={marks} onSeek={onSeek} />
      </div>
      <div className={styles['buttons']}>
        <Step label={words.previousPoint} icon="previousPoint" onClick={() => steps.point(-1)} />
        <Step label={words.previousEvent} icon="previousEvent" onClick={() => steps.event(-1)} />
        <Button
          look="strong"
          size="large"
          icon
          className={styles['play']}
          aria-label={playing ? words.pause : words.play}
          onClick={() => (playing ? session.pause() : session.play())}
        >
          <Icon name={playing ? 'pause' : 'play'} size={24} />
        </Button>
        <Step label={words.nextEvent} icon="nextEvent" onClick={() => steps.event(1)} />
        <Step label={words.nextPoint} icon="nextPoint" onClick={() => steps.point(1)} />
        <Speed session={session} />
      </div>
      <Button
        size="large"
        className={classes(styles['live'], mode === 'live' && !lost && styles['isLive'])}
        disabled={mode === 'live' && (over || lost)}
        data-over={over || undefined}
        onClick={session.goLive}
      >
        <span aria-hidden="true" className={styles['dot']} />
        {over ? words.goToEnd : lost && mode === 'live' ? watch.state.lost : words.goLive}
      </Button>
    </section>
  );
}

function Step(props: {
  readonly label: string;
  readonly icon: 'previousPoint' | 'previousEvent' | 'nextEvent' | 'nextPoint';
  readonly onClick: () => void;
}) {
  return (
    <Button
      look="quiet"
      icon
      className={styles['step']}
      data-step={props.icon.endsWith('Event') ? 'event' : 'point'}
      aria-label={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size={22} />
    </Button>
  );
}

function Speed({ session }: { readonly session: Session }) {
  const words = useWords().scrubber;
  const rate = usePart(session.viewer, (viewer) => viewer.rate);
  return (
    <select
      aria-label={words.speed}
      className={styles['speed']}
      value={rate}
      onChange={(event) => session.setRate(Number(event.currentTarget.value))}
    >
      {RATES.map((one) => (
        <option key={one} value={one}>
          {words.rate(one)}
        </option>
      ))}
    </select>
  );
}

function useMarks(): readonly ScrubberMark[] {
  const words = useWords().scrubber;
  const { session, race } = useRaceView();
  const marks = usePart(session.story, (story) => story.marks);
  return useMemo(() => {
    const long = (race.points.at(-1)?.distanceM ?? 0) > LONG_M;
    return marks.map((mark, index): ScrubberMark => {
      const point = mark.point === null ? undefined : race.points[mark.point];
      const told = mark.kind === 'point' && point !== undefined;
      const label =
        mark.kind === 'gun' && index === 0
          ? startsByGun(race.definition?.sport)
            ? words.gun
            : words.start
          : told
            ? point.lap > 0
              ? String(point.lap)
              : long
                ? kilometresText(point.distanceM)
                : metresText(point.distanceM)
            : null;
      return { at: mark.at, kind: mark.kind, label };
    });
  }, [marks, race, words]);
}
