import { useId, useMemo, useState } from 'react';
import type { QualifyingRule, RaceDefinition } from '../../../../shared/race/definition.ts';
import { qualify, type OpenPlace } from '../../../../shared/timeline/qualification.ts';
import { officialText } from '../../../components/result-text.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { awardsOf, drawLots, type Decision } from './qualifying.ts';
import { bringQualifying, qualifyingOf } from './race-rules.ts';
import styles from './Results.module.css';
import { NextRound } from './NextRound.tsx';
import { RuleField } from './RuleField.tsx';
import { useHeats, type Heat } from './use-heats.ts';

/** Who goes on to the next round, over all of its heats. */
export function QualifyPanel({
  slug,
  definition,
}: {
  readonly slug: string;
  readonly definition: RaceDefinition;
}) {
  const { results } = useWords();
  const words = results.qualify;
  const { heats, retry } = useHeats(slug, definition);
  return (
    <Panel title={words.title} note={definition.round} panel="qualify">
      {heats.state === 'loading' ? <p className={styles['quiet']}>{words.loading}</p> : null}
      {heats.state === 'unreachable' ? (
        <div className={styles['steps']}>
          <p className={styles['alarm']}>{words.unreachable}</p>
          <Button size="large" onClick={retry}>
            {words.retry}
          </Button>
        </div>
      ) : null}
      {heats.state === 'here' ? <Qualify heats={heats.heats} /> : null}
    </Panel>
  );
}

function Qualify({ heats }: { readonly heats: readonly Heat[] }) {
  const { results } = useWords();
  const words = results.qualify;
  const desk = useDesk();
  const maySet = useDeskPart(({ me }) => me?.role === 'referee' || me?.role === 'admin');
  const hint = useId();
  const { byPlace, byTime } = useMemo(
    () => qualifyingOf(heats.map(({ desk: one }) => one.state.getState().race.definition)),
    [heats],
  );
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map());
  const named = useNames(heats);
  const found = useMemo(() => qualify(heats, { byPlace, byTime }), [heats, byPlace, byTime]);
  const decisions = found.open.map((open) => decided.get(keyOf(open)));
  const awards = awardsOf(heats, found, { decisions, at: desk.now() });
  const count = [...awards.values()].reduce((sum, events) => sum + events.length, 0);
  const isOpen = decisions.includes(undefined);
  const keep = (part: Partial<QualifyingRule>) =>
    bringQualifying(
      heats.map((heat) => heat.desk),
      { byPlace, byTime, ...part },
    );
  const award = () => {
    for (const [heat, events] of awards)
      void heats.find((one) => one.heat === heat)?.desk.bring(events);
  };
  return (
    <div className={styles['stack']}>
      <p className={styles['quiet']}>
        {heats.length > 1 ? words.heats(heats.length) : words.alone}
      </p>
      <div className={styles['rules']}>
        <RuleField
          label={words.byPlace}
          value={byPlace}
          min={0}
          max={99}
          disabled={!maySet}
          describedBy={hint}
          onKeep={(next) => keep({ byPlace: next })}
        />
        <RuleField
          label={words.byTime}
          value={byTime}
          min={0}
          max={99}
          disabled={!maySet}
          describedBy={hint}
          onKeep={(next) => keep({ byTime: next })}
        />
      </div>
      <p id={hint} className={styles['quiet']}>
        {maySet ? words.ruleHint : results.protest.refereesSet}
      </p>
      <ul className={styles['issues']}>
        {heats
          .filter(({ announced, whole }) => whole && !announced)
          .map(({ heat, name }) => (
            <li key={heat}>{words.unfinished(name)}</li>
          ))}
        {found.mixedTiming ? <li>{words.mixed}</li> : null}
      </ul>
      {found.open.map((open, i) => (
        <Open
          key={keyOf(open)}
          open={open}
          names={(keys) => keys.map((key) => named.get(key) ?? key).join(', ')}
          decision={decisions[i]}
          onDecide={(decision) => setDecided(new Map(decided).set(keyOf(open), decision))}
        />
      ))}
      {found.qualified.length === 0 ? null : (
        <table className={styles['through']}>
          <caption className={styles['quiet']}>{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.column.mark}</th>
              <th scope="col">{words.column.name}</th>
              <th scope="col">{words.column.time}</th>
              <th scope="col">{words.column.heat}</th>
            </tr>
          </thead>
          <tbody>
            {found.qualified.map(({ heat, id, mark }) => {
              const of = heats.find((one) => one.heat === heat);
              const line = of?.lines.find((one) => one.id === id);
              return (
                <tr key={`${heat} ${id}`}>
                  <td>
                    <b>{mark}</b>
                  </td>
                  <th scope="row">{named.get(`${heat} ${id}`)}</th>
                  <td className={styles['number']}>{officialText(line?.official ?? null)}</td>
                  <td>{of?.name}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <Button
        look={count === 0 ? 'plain' : 'strong'}
        size="large"
        disabled={isOpen || count === 0}
        onClick={award}
      >
        {words.award(count)}
      </Button>
      <p className={styles['quiet']} role="status">
        {isOpen ? words.openFirst : count === 0 ? words.done : null}
      </p>
      {isOpen || count > 0 ? null : <NextRound heats={heats} />}
    </div>
  );
}

function useNames(heats: readonly Heat[]): ReadonlyMap<string, string> {
  const words = useWords();
  return useMemo(
    () =>
      new Map(
        heats.flatMap(({ heat, lines, desk }) => {
          const { race, roster } = desk.state.getState();
          return lines.map(({ id, entrant }): [string, string] => [
            `${heat} ${id}`,
            nameOf(race.entrants[entrant]?.entrant ?? { id }, roster, words).name,
          ]);
        }),
      ),
    [heats, words],
  );
}

function keyOf({ by, ids }: OpenPlace): string {
  return [by, ...ids.map(({ heat, id }) => `${heat} ${id}`)].join('|');
}

function Open({
  open,
  names,
  decision,
  onDecide,
}: {
  readonly open: OpenPlace;
  readonly names: (keys: readonly string[]) => string;
  readonly decision: Decision | undefined;
  readonly onDecide: (decision: Decision) => void;
}) {
  const { results } = useWords();
  const words = results.qualify;
  const keys = open.ids.map(({ heat, id }) => `${heat} ${id}`);
  const said = open.why === 'tie' ? words.openTie : words.openUnknown;
  return (
    <div className={styles['tie']}>
      <p>
        <strong>{said(names(keys), open.places)}</strong>{' '}
        {decision?.kind === 'lots' ? words.drawn(names(decision.drawn)) : null}
      </p>
      <div className={styles['steps']}>
        <Button
          size="large"
          aria-pressed={decision?.kind === 'all'}
          onClick={() => onDecide({ kind: 'all' })}
        >
          {words.all}
        </Button>
        <Button
          size="large"
          aria-pressed={decision?.kind === 'lots'}
          onClick={() =>
            onDecide({ kind: 'lots', drawn: drawLots(keys, open.places, randomBelow) })
          }
        >
          {words.lots}
        </Button>
      </div>
    </div>
  );
}

/** Even for every number below: what would favour the low ones is thrown away. */
function randomBelow(below: number): number {
  const limit = Math.floor(2 ** 32 / below) * below;
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return value % below;
  }
}
