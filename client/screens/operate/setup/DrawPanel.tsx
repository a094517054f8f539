import { without } from '../../../../shared/setup/without.ts';
import { useState } from 'react';
import {
  bySeed,
  drawLanes,
  laneMethodFor,
  LANE_METHODS,
  splitIntoHeats,
  type LaneMethodId,
} from '../../../../shared/setup/draw-lanes.ts';
import { heatsOf } from '../../../../shared/setup/entrants.ts';
import type { Format } from '../../../../shared/setup/preset.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Field, Select } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { LaneBoard } from './LaneBoard.tsx';
import { isSaid, type DraftLine } from './race-draft.ts';
import styles from './Setup.module.css';

interface DrawPanelProps {
  readonly format: Format;
  readonly lines: readonly DraftLine[];
  /** False where a race is there already: it is one heat. */
  readonly mayHeats: boolean;
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** Who runs in which heat and lane. */
export function DrawPanel({ format, lines, mayHeats, onChange }: DrawPanelProps) {
  const words = useWords().setup.draw;
  const [method, setMethod] = useState<LaneMethodId>(() => laneMethodFor(format));
  const [heatMethod, setHeatMethod] = useState<'serpentine' | 'timed'>('serpentine');
  const [lanesText, setLanesText] = useState(
    String('lanes' in format.course ? format.course.lanes : 8),
  );
  const [lot, setLot] = useState<number | null>(null);
  const [roundLot] = useState(lotOfNextRound);
  const said = lines.filter(isSaid);
  const lanes = Math.min(Math.max(Math.trunc(Number(lanesText)) || 1, 1), 1000);
  const heats = Math.ceil(said.length / lanes);
  const inHeats = said.some(({ heat }) => heat !== undefined);
  const hasLanes = said.some(({ lane }) => lane !== undefined);
  const { rule } = LANE_METHODS[method];
  const without = hasLanes ? said.filter(({ lane }) => lane === undefined).length : 0;
  const twice = lanesTwice(said);

  function draw(): void {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    setLot(seed % 1_000_000);
    const laneOf = new Map<number, number | null>();
    for (const [index, [, heat]] of heatsOf(said).entries())
      for (const [line, lane] of drawLanes(bySeed(heat as readonly DraftLine[]), method, {
        lanes,
        seed: (seed % 1_000_000) + index,
      }))
        laneOf.set(line.key, lane);
    onChange(said.map((line) => withLane(line, laneOf.get(line.key) ?? null)));
  }

  function split(): void {
    const split_ = splitIntoHeats(bySeed(said), lanes, heatMethod);
    onChange(
      split_.flatMap((heat, i) =>
        heat.map((line) => ({ ...withLane(line, null), heat: String(i + 1) })),
      ),
    );
  }

  // Who goes in waves has no lane.
  if (format.start.kind === 'waves') return null;
  if (format.start.kind === 'interval') return <StartTimes lines={said} onChange={onChange} />;
  return (
    <Panel title={words.title} panel="draw">
      <div className={styles['fields']}>
        <Select
          className={styles['wide']}
          label={words.method}
          hint={rule === null ? words.rank : `${words.rule(rule)} ${words.rank}`}
          value={method}
          options={Object.entries(words.methods) as [LaneMethodId, string][]}
          onChange={setMethod}
        />
        <Field label={words.lanes} inputMode="numeric" value={lanesText} onChange={setLanesText} />
      </div>
      <div className={styles['buttons']}>
        <Button disabled={said.length === 0} onClick={draw}>
          {words.draw}
        </Button>
        {hasLanes ? (
          <Button look="quiet" onClick={() => onChange(said.map((line) => withLane(line, null)))}>
            {words.clear}
          </Button>
        ) : null}
        {mayHeats && heats > 1 ? (
          <>
            <Button onClick={split}>{words.heats(heats)}</Button>
            <Choice
              label={words.heatMethod}
              options={[
                ['serpentine', words.heatMethods.serpentine],
                ['timed', words.heatMethods.timed],
              ]}
              value={heatMethod}
              onChange={setHeatMethod}
            />
          </>
        ) : null}
        {mayHeats && inHeats ? (
          <Button look="quiet" onClick={() => onChange(said.map(withoutHeat))}>
            {words.oneRace}
          </Button>
        ) : null}
      </div>
      <p role="status" className={styles['note']}>
        {method === 'spearhead' || method === 'centre'
          ? ''
          : lot !== null
            ? words.lot(lot)
            : roundLot !== null
              ? words.lotOfRound(roundLot)
              : ''}
        {without > 0 ? ` ${words.noLane(without)}` : ''}
        {without > 0 && heats > 1 && !inHeats
          ? ` ${mayHeats ? words.tooMany : words.tooManyHere}`
          : ''}
        {twice.length > 0 ? ` ${words.twice(twice.join(', '))}` : ''}
        {mayHeats && inHeats ? ` ${words.each}` : ''}
        {mayHeats && inHeats && !hasLanes ? ` ${words.noLanesYet}` : ''}
      </p>
      {hasLanes ? <LaneBoard lanes={lanes} lines={said} onChange={onChange} /> : null}
    </Panel>
  );
}

/** One after the other: in the order of the list, so many seconds apart. */
function StartTimes({
  lines,
  onChange,
}: {
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}) {
  const words = useWords().setup.draw;
  const [apart, setApart] = useState('30');
  const seconds = Number(apart.replace(',', '.'));
  const isKnown = seconds > 0 && seconds <= 3_600;
  const startless = lines.filter(({ offsetUs }) => offsetUs === undefined).length;
  return (
    <Panel title={words.startTimes} panel="draw">
      <div className={styles['fields']}>
        <Field
          label={words.apart}
          hint={words.apartNote}
          inputMode="decimal"
          value={apart}
          onChange={setApart}
        />
      </div>
      <div className={styles['buttons']}>
        <Button
          disabled={!isKnown || lines.length === 0}
          onClick={() =>
            onChange(lines.map((line, i) => ({ ...line, offsetUs: Math.round(i * seconds * 1e6) })))
          }
        >
          {words.giveStarts}
        </Button>
      </div>
      <p role="status" className={styles['problem']}>
        {startless === 0 ? null : words.startless(startless, lines.length)}
      </p>
    </Panel>
  );
}

function withoutHeat(line: DraftLine): DraftLine {
  return without(line, 'heat');
}

function withLane(line: DraftLine, lane: number | null): DraftLine {
  return lane === null ? without(line, 'lane') : { ...line, lane };
}

/** Lanes of a heat in which more than one stands, each once. */
function lanesTwice(lines: readonly DraftLine[]): number[] {
  const found = heatsOf(lines).flatMap(([, heat]) =>
    heat.flatMap(({ lane }, i) =>
      lane !== undefined && heat.findIndex((one) => one.lane === lane) !== i ? [lane] : [],
    ),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The lot of a round that was drawn as it was made, so that anybody can draw it again. */
function lotOfNextRound(): number | null {
  const { lot } = (history.state ?? {}) as { readonly lot?: unknown };
  return typeof lot === 'number' ? lot : null;
}
