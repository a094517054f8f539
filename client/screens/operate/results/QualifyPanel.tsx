import { useMemo, useState } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { qualify, type OpenPlace } from '../../../../shared/timeline/qualification.ts';
import { officialText } from '../../../components/result-text.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useDesk } from '../desk-context.ts';
import { awardsOf, drawLots, type Decision } from './qualifying.ts';
import styles from './Results.module.css';
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
      {heats.state === 'here' ? (
        <Qualify heats={heats.heats} keptAs={`${definition.event} ${definition.round ?? ''}`} />
      ) : null}
    </Panel>
  );
}

function Qualify({ heats, keptAs }: { readonly heats: readonly Heat[]; readonly keptAs: string }) {
  const { results } = useWords();
  const words = results.qualify;
  const desk = useDesk();
  const [rule, setRule] = useState(() => ruleKept(keptAs));
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map());
  const named = useNames(heats);
  const found = useMemo(() => qualify(heats, rule), [heats, rule]);
  const decisions = found.open.map((open) => decided.get(keyOf(open)));
  const awards = awardsOf(heats, found, { decisions, at: desk.now() });
  const count = [...awards.values()].reduce((sum, events) => sum + events.length, 0);
  const isOpen = decisions.includes(undefined);
  const change = (part: Partial<typeof rule>) => {
    const next = { ...rule, ...part };
    setRule(next);
    keepRule(keptAs, next);
  };
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
        <NumberField
          label={words.byPlace}
          value={rule.byPlace}
          onChange={(byPlace) => change({ byPlace })}
        />
        <NumberField
          label={words.byTime}
          value={rule.byTime}
          onChange={(byTime) => change({ byTime })}
        />
      </div>
      <ul className={styles['issues']}>
        {heats
          .filter(({ announced }) => !announced)
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
      <Button look="strong" size="large" disabled={isOpen || count === 0} onClick={award}>
        {words.award(count)}
      </Button>
      <p className={styles['quiet']} role="status">
        {isOpen ? words.openFirst : count === 0 ? words.done : null}
      </p>
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

function NumberField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label className={styles['number-field']}>
      <input
        className={styles['input']}
        data-narrow=""
        type="number"
        min={0}
        max={99}
        value={value}
        onChange={(event) => {
          const next = event.currentTarget.valueAsNumber;
          if (Number.isInteger(next) && next >= 0) onChange(next);
        }}
      />
      {label}
    </label>
  );
}

const nameKept = (of: string): string => `hairline.qualify.${of}`;

/** As this device was told last for the round; the first two and the next two otherwise. */
function ruleKept(of: string): { readonly byPlace: number; readonly byTime: number } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameKept(of)) ?? 'null');
    if (Array.isArray(kept) && kept.every((one) => Number.isInteger(one)))
      return { byPlace: Number(kept[0]), byTime: Number(kept[1]) };
  } catch {
    // Forbidden or not ours: begin anew.
  }
  return { byPlace: 2, byTime: 2 };
}

function keepRule(of: string, rule: { readonly byPlace: number; readonly byTime: number }): void {
  try {
    localStorage.setItem(nameKept(of), JSON.stringify([rule.byPlace, rule.byTime]));
  } catch {
    // A browser may forbid it; the screen goes on with what it was told.
  }
}
