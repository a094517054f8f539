import { useMemo, useState } from 'react';
import type { EntrantPlaced, RaceEvent } from '../../../../shared/race/events.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import {
  placesClosed,
  placesMoved,
  placesShared,
  tiesOf,
  type PlaceGiven,
  type Tie,
} from '../../../../shared/timeline/result-sheet.ts';
import { Button } from '../../../design/Button.tsx';
import { Field, Select } from '../../../design/Field.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import { useForeseen } from '../foresight/use-foreseen.ts';
import { Then } from '../status/Then.tsx';
import { deadHeat } from './dead-heat.ts';
import styles from './Results.module.css';
import type { Result } from './use-result.ts';

const FIRST = '\u0000first';

/** Ties that somebody has to decide, and places that a person gives. */
export function PlacePanel({
  result,
  chosen,
}: {
  readonly result: Result;
  readonly chosen: string | null;
}) {
  const { results } = useWords();
  const ties = tiesOf(result.lines);
  return (
    <Panel title={results.place.title} panel="places">
      <div className={styles['stack']}>
        {ties.map((tie) => (
          <TieRow key={tie.entrants.join(' ')} result={result} tie={tie} />
        ))}
        <Pinned result={result} />
        {chosen === null ? (
          <p className={styles['quiet']}>{results.place.hint}</p>
        ) : (
          <PlaceForm key={chosen} result={result} id={chosen} />
        )}
      </div>
    </Panel>
  );
}

function placed(given: readonly PlaceGiven[], at: Instant): EntrantPlaced[] {
  return given.map(({ id, place }) => ({
    type: 'entrantPlaced',
    entrant: id,
    place,
    by: { basis: 'instant', at, digits: 0 },
  }));
}

/** Places by hand that stand behind slower times since somebody before them has gone. */
function Pinned({ result }: { readonly result: Result }) {
  const words = useWords().results.place;
  const desk = useDesk();
  const closed = placesClosed(result.lines);
  if (closed.length === 0) return null;
  return (
    <div className={styles['tie']}>
      <p>
        <strong>
          {words.pinned(closed.map(({ id }) => result.nameOf(id).shortName).join(', '))}
        </strong>
      </p>
      <div className={styles['steps']}>
        <Button
          size="large"
          onClick={(event) =>
            void result.raceDesk.bring(placed(closed, desk.instantOf(event.timeStamp).at))
          }
        >
          {words.closeUp}
        </Button>
      </div>
    </div>
  );
}

function TieRow({ result, tie }: { readonly result: Result; readonly tie: Tie }) {
  const { results } = useWords();
  const words = results.ties;
  const desk = useDesk();
  const ids = tie.entrants.map((index) => result.race.entrants[index]?.entrant.id ?? '');
  const names = ids.map((id) => result.nameOf(id).shortName);
  const isSettled = tie.shared && tie.known === 'thousandth';
  const bring = (given: readonly PlaceGiven[], timeStamp: number) =>
    void result.raceDesk.bring(placed(given, desk.instantOf(timeStamp).at));
  /** All of the tie in this order, from the best place it has. */
  const order = (first: string): PlaceGiven[] => {
    const best = Math.min(
      ...result.lines.filter(({ id }) => ids.includes(id)).map(({ place }) => place ?? 1),
    );
    return [first, ...ids.filter((id) => id !== first)].map((id, i) => ({ id, place: best + i }));
  };
  return (
    <div className={styles['tie']}>
      <p>
        <strong>{words[tie.known](names.join(', '))}</strong>{' '}
        {tie.shared ? words.shared : words.decide}
      </p>
      {isSettled ? null : (
        <div className={styles['steps']}>
          <Button
            size="large"
            onClick={(event) => {
              const amended = deadHeat(result.race, tie);
              if (amended === null)
                bring(placesShared(result.lines, new Set(ids)), event.timeStamp);
              else void result.raceDesk.bring(amended);
            }}
          >
            {words.deadHeat}
          </Button>
          {ids.length === 2
            ? ids.map((id, i) => (
                <Button
                  key={id}
                  size="large"
                  onClick={(event) => bring(order(id), event.timeStamp)}
                >
                  {words.keep(names[i] ?? id)}
                </Button>
              ))
            : null}
        </div>
      )}
    </div>
  );
}

function PlaceForm({ result, id }: { readonly result: Result; readonly id: string }) {
  const words = useWords().results.place;
  const desk = useDesk();
  const { race, lines, entries } = result;
  const roster = useRacePart(result.raceDesk, (state) => state.roster);
  const [behind, setBehind] = useState<string | null>(null);
  const [level, setLevel] = useState(false);
  const [place, setPlace] = useState('');
  const [opened] = useState(desk.now);
  const line = lines.find((one) => one.id === id);
  const isHome = line?.status === 'OK';
  const others = lines.filter((one) => one.place !== null && one.id !== id);
  const events = useMemo((): readonly RaceEvent[] => {
    const given = isHome
      ? behind === null
        ? []
        : placesMoved(lines, id, behind === FIRST ? null : behind, level)
      : Number.isInteger(Number(place)) && Number(place) > 0
        ? [{ id, place: Number(place) }]
        : [];
    return placed(given, opened);
  }, [isHome, behind, level, place, lines, id, opened]);
  const { consequence: foreseen } = useForeseen(result.raceDesk, events);
  const bring = (timeStamp: number) => {
    const { at } = desk.instantOf(timeStamp);
    const now = events.flatMap((event) =>
      event.type === 'entrantPlaced'
        ? [{ ...event, by: { basis: 'instant', at, digits: 0 } as const }]
        : [],
    );
    void result.raceDesk.bring(now);
    setBehind(null);
    setLevel(false);
    setPlace('');
  };
  const byHand = entries.filter(({ id: entry }) => {
    const event = race.holds(entry);
    return event?.type === 'entrantPlaced' && event.entrant === id;
  });
  return (
    <form
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        bring(event.timeStamp);
      }}
    >
      <h3 className={styles['small']}>{words.of(result.nameOf(id).name)}</h3>
      {isHome ? (
        <>
          <Select
            label={words.behind}
            value={behind ?? ''}
            options={[
              ['', '–'],
              [FIRST, words.first],
              ...others.map(
                (one) => [one.id, `${one.place}. ${result.nameOf(one.id).name}`] as const,
              ),
            ]}
            onChange={(chosen) => setBehind(chosen || null)}
          />
          {behind === null || behind === FIRST ? null : (
            <Switch label={words.level} on={level} onChange={setLevel} />
          )}
        </>
      ) : (
        <Field
          className={styles['narrow']}
          label={words.untimed}
          hint={words.untimedHint}
          hintInName
          inputMode="numeric"
          value={place}
          onChange={setPlace}
        />
      )}
      {events.length === 0 ? null : (
        <p role="status">
          <Then consequence={foreseen} race={race} roster={roster} />
        </p>
      )}
      <div className={styles['steps']}>
        <Button type="submit" size="large" look="strong" disabled={events.length === 0}>
          {isHome ? words.move : words.give}
        </Button>
        {byHand.length === 0 ? null : (
          <Button
            size="large"
            onClick={() =>
              void result.raceDesk.bring(
                byHand.map(({ id: target }) => ({ type: 'entryVoided', target })),
              )
            }
          >
            {words.back}
          </Button>
        )}
      </div>
    </form>
  );
}
