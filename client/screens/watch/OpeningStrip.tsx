import { useState, type ReactNode } from 'react';
import type { Race } from '../../../shared/race/race.ts';
import { afterGun, instant, MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';
import { formatClock } from '../../../shared/time/format.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { readMomentLink } from '../../store/moment-link.ts';
import { isOver } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { usePart } from '../stations.ts';
import { Countdown } from './Countdown.tsx';
import { lastLapStart, lastSplit } from './last-lap.ts';
import { startsByGun } from './starts-by-gun.ts';
import styles from './OpeningStrip.module.css';

interface StripProps {
  readonly race: Race;
  readonly session: Session;
  readonly zero: Instant;
}

/** What to do first, over the transport: begin a past race, go on from a shared moment, or the next run. */
export function OpeningStrip({ race, session, zero }: StripProps) {
  const { watch: words, common } = useWords();
  const clock = usePart(session.viewer, (viewer) => viewer.clock);
  const over = usePart(session.race, isOver);
  const upcoming = usePart(session.race, (state) => state.upcoming !== null);
  const next = usePart(session.race, (state) => state.next);
  const began = clock.mode === 'paused' && clock.at < zero;
  const [opened] = useState(() => readMomentLink(location.search).time);
  const [closed, setClosed] = useState(false);
  const atMoment =
    opened !== null && clock.mode === 'paused' && clock.at === afterGun(zero, opened);
  if (upcoming) {
    return (
      <Strip text={words.nextRun.begun}>
        <Button look="strong" onClick={session.takeUpcoming}>
          {words.nextRun.go}
        </Button>
      </Strip>
    );
  }
  if (over && began) return <BeginStrip race={race} session={session} zero={zero} next={next} />;
  if (next !== null && clock.mode === 'live' && over) {
    return (
      <Strip text={<Countdown session={session} at={next.at} words={words.nextRun.coming} />} />
    );
  }
  if (atMoment && !began && !closed) {
    const time = formatClock(opened, { digits: 1 });
    return (
      <Strip text={words.opening.moment(time)} slim>
        <Button look="strong" onClick={session.play}>
          <Icon name="play" />
          {words.opening.play}
        </Button>
        {over ? null : (
          <Button data-roomy="" onClick={session.goLive}>
            {words.opening.continueLive}
          </Button>
        )}
        <Button look="quiet" icon aria-label={common.close} onClick={() => setClosed(true)}>
          <Icon name="close" size={18} />
        </Button>
      </Strip>
    );
  }
  // Asked anew with every entry: once the moment has come it is no news.
  if (opened !== null && !over && clock.mode === 'live' && !closed) {
    if (afterGun(zero, opened) <= session.span().edge && race.zero !== null) return null;
    return (
      <Strip text={words.opening.ahead(formatClock(opened, { digits: 1 }))} slim>
        <Button look="quiet" icon aria-label={common.close} onClick={() => setClosed(true)}>
          <Icon name="close" size={18} />
        </Button>
      </Strip>
    );
  }
  return null;
}

function BeginStrip({
  race,
  session,
  zero,
  next,
}: StripProps & { readonly next: { readonly at: number } | null }) {
  const words = useWords().watch;
  const lastLap = lastLapStart(race);
  const end = lastSplit(race);
  const from = (at: Instant) => {
    session.seek(at);
    session.play();
  };
  return (
    <Strip
      text={
        next === null ? (
          words.opening.replay
        ) : (
          <Countdown session={session} at={next.at} words={words.nextRun.waiting} />
        )
      }
    >
      <Button
        look="strong"
        size="large"
        onClick={() => from(instant(zero - 2 * MICROS_PER_SECOND))}
      >
        <Icon name="play" />
        {startsByGun(race.definition?.sport) ? words.opening.watch : words.opening.watchStart}
      </Button>
      {lastLap === null ? null : (
        <Button size="large" onClick={() => from(lastLap)}>
          {words.opening.lastLap}
        </Button>
      )}
      {end === null ? null : (
        <Button size="large" onClick={() => from(instant(end - 8 * MICROS_PER_SECOND))}>
          {words.opening.finish}
        </Button>
      )}
    </Strip>
  );
}

function Strip({
  text,
  slim,
  children,
}: {
  readonly text: ReactNode;
  readonly slim?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles['strip']} data-slim={slim}>
      <p className={styles['text']}>{text}</p>
      <div className={styles['actions']}>{children}</div>
    </div>
  );
}
