import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { useRaceOver } from '../use-race-over.ts';
import { EarPanel } from './EarPanel.tsx';
import { EnteredStart } from './EnteredStart.tsx';
import { gunsOf, pairOf } from './gun-log.ts';
import { GunLines } from './GunLines.tsx';
import { IntervalStarts } from './IntervalStarts.tsx';
import { Recall } from './Recall.tsx';
import styles from './Start.module.css';
import { StartClock, StartSource } from './StartClock.tsx';
import { alsoArmed, intervalStarts, mayStart } from './start-state.ts';
import { useStart, type Starting } from './use-start.ts';
import { NextWave, WaveChoice } from './WaveChoice.tsx';

/**
 * Arm and gun, recalls, waves and interval starts. In the head of the console it is a strip; as the
 * starter's remote (`remote`) it fills a phone, with the gun under the thumb.
 */
export function StartPanel({
  slug,
  remote = false,
}: {
  readonly slug: string;
  readonly remote?: boolean;
}) {
  const { start: words } = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  const operators = useRacePart(raceDesk, (state) => state.operators);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const me = useDeskPart((state) => state.me);
  const guns = useMemo(() => gunsOf(entries), [entries]);
  const starting = useStart(raceDesk, guns);
  const others = alsoArmed(operators, me?.id);
  const intervals = intervalStarts(race);
  const [entering, setEntering] = useState(false);
  useGunKey(starting);
  const allowed = mayStart(me?.role);
  const { group, groups } = starting;
  const { gun } = group;
  const pair = pairOf(guns, group.wave);
  const set = race.state?.state ?? 'scheduled';
  const over = useRaceOver(raceDesk);

  if (race.definition === null) return <p className={styles['quiet']}>{words.loading}</p>;
  return (
    <section
      aria-label={words.name}
      className={classes(styles['start'], remote && styles['remote'])}
      data-armed={starting.armed ? '' : undefined}
    >
      <div className={styles['says']}>
        <div className={styles['time']}>
          {over === null ? (
            <StartClock gun={gun} />
          ) : (
            <b className={styles['over']}>{words.over[over]}</b>
          )}
          {group.name === null ? null : <span className={styles['wave']}>{group.name}</span>}
        </div>
        <div className={styles['state']} role="status">
          {set === 'scheduled' ? null : (
            <span className={styles['alarm']}>
              {words.state[set]}
              {race.state?.reason === undefined ? null : `: ${race.state.reason}`}
            </span>
          )}
          {gun === null ? null : <StartSource gun={gun} />}
          {gun === null && !starting.keeping ? (
            <span className={styles['quiet']}>{starting.armed ? words.armed : words.waiting}</span>
          ) : null}
          {starting.keeping ? <span>{words.keeping}</span> : null}
          {starting.notKept === null ? null : (
            <span className={styles['alarm']} role="alert">
              {words.notKept(starting.notKept)}
            </span>
          )}
          <GunLines guns={guns} group={group} pair={pair} raceDesk={raceDesk} allowed={allowed} />
          {others.length === 0 || gun !== null ? null : (
            <span className={styles['quiet']}>
              {words.alsoArmed(others.map(({ label }) => label).join(', '))}. {words.firstWins}
            </span>
          )}
        </div>
      </div>
      {groups.length > 1 ? <WaveChoice starting={starting} /> : null}
      {race.definition.start.kind === 'interval' ? (
        <IntervalStarts starts={intervals} roster={roster} />
      ) : null}
      {allowed ? (
        <div className={styles['hands']}>
          {gun === null ? <ArmAndGun starting={starting} remote={remote} /> : null}
          {gun === null ? null : <NextWave starting={starting} />}
          {gun === null ? null : <Recall raceDesk={raceDesk} group={group} />}
          <div className={styles['more']}>
            <Button look="quiet" onClick={() => setEntering(true)}>
              {gun === null ? words.enter : words.correct}
            </Button>
            <EarPanel starting={starting} resting={gun !== null} />
          </div>
        </div>
      ) : (
        <p className={styles['quiet']}>{words.mayNot}</p>
      )}
      <EnteredStart
        open={entering}
        onClose={() => setEntering(false)}
        raceDesk={raceDesk}
        definition={race.definition}
        group={group}
      />
    </section>
  );
}

/** Two buttons that never change places: who arms twice by mistake has not fired. */
function ArmAndGun({
  starting,
  remote,
}: {
  readonly starting: Starting;
  readonly remote: boolean;
}) {
  const { start: words } = useWords();
  const { armed, keeping, group, arm, disarm, fire } = starting;
  const gun = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (armed && remote) gun.current?.focus();
  }, [armed, remote]);
  return (
    <>
      <Button
        size="large"
        className={styles['arm']}
        aria-pressed={armed}
        disabled={keeping}
        onClick={(event) => (armed ? disarm : arm)(event.timeStamp)}
      >
        {armed ? words.disarm : group.name === null ? words.arm : words.armFor(group.name)}
      </Button>
      <span className={styles['arrow']} aria-hidden="true">
        <Icon name="nextEvent" size={18} />
      </span>
      <button
        ref={gun}
        type="button"
        className={styles['gun']}
        aria-disabled={!armed}
        data-testid="gun"
        onPointerDown={(event) => {
          if (event.button === 0) fire(event.nativeEvent.timeStamp);
        }}
        onKeyDown={(event) => {
          if (event.repeat || event.shiftKey || (event.key !== ' ' && event.key !== 'Enter'))
            return;
          event.preventDefault();
          fire(event.nativeEvent.timeStamp);
        }}
      >
        <span className={styles['gunWord']}>{words.gun}</span>
        <span className={styles['gunNote']}>
          {armed ? (remote ? words.gunHint : words.gunKey) : words.notArmed}
        </span>
      </button>
    </>
  );
}

/** Shift + Space is the gun wherever the focus is, and only while armed; Escape disarms. */
function useGunKey({ armed, fire, disarm }: Starting): void {
  useEffect(() => {
    if (!armed) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.repeat) return;
      if (event.code === 'Space' && event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        fire(event.timeStamp);
      } else if (event.key === 'Escape') disarm();
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [armed, fire, disarm]);
}
