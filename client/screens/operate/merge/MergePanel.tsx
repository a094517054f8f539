import { useMemo, useState } from 'react';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { isOf } from '../../../../shared/feeding/pairing-devices.ts';
import { tapRows, type TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Select } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { DevicesMerge } from './DevicesMerge.tsx';
import { sourcesOf } from './marriage-events.ts';
import styles from './Merge.module.css';
import { PeopleMerge } from './PeopleMerge.tsx';

interface MergePanelProps {
  readonly slug: string;
  /** The line that the screen around it is at; else it is chosen here. */
  readonly line?: string | null;
  /** Shut at first: nothing is computed until it is opened. */
  readonly folded?: boolean;
}

/** Two people at one line (one taps, one calls), or two devices (primary and backup): made one. */
export function MergePanel({ slug, line = null, folded = false }: MergePanelProps) {
  const { merge: words } = useWords();
  const [open, setOpen] = useState(!folded);
  return (
    <Panel
      title={words.title}
      note={open ? undefined : words.note}
      panel="merge"
      actions={
        folded ? (
          <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.fold : words.open}
          </Button>
        ) : null
      }
    >
      {open ? <Merge slug={slug} line={line} /> : null}
    </Panel>
  );
}

/** What the panel holds. A tapper brings taps and calls together, and takes out only what is its own. */
export function Merge({ slug, line }: { readonly slug: string; readonly line: string | null }) {
  const { merge: words } = useWords();
  const me = useDeskPart((state) => state.me);
  if (me === null || me.role === 'viewer') return <p className={styles['quiet']}>{words.mayNot}</p>;
  return <Lines slug={slug} line={line} device={me.role === 'tapper' ? me.device : null} />;
}

function Lines({
  slug,
  line,
  device,
}: {
  readonly slug: string;
  readonly line: string | null;
  /** Of a tapper. */
  readonly device: string | null;
}) {
  const { merge: words } = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const [chosen, setChosen] = useState<string | null>(null);
  const [what, setWhat] = useState<'people' | 'devices'>('people');
  const lines = [...new Set(race.definition?.points.map((point) => point.line))];
  const at = line ?? chosen ?? lines.at(-1) ?? null;
  const rows = useTapRows(raceDesk, at ?? '');
  if (at === null) return <p className={styles['quiet']}>{words.noLines}</p>;
  const mayVoid = (id: string): boolean =>
    device === null || rows.some((row) => row.id === id && isOf(row, device));
  const parts = { raceDesk, race, line: at, rows, sources: sourcesOf(rows), mayVoid };
  return (
    <div className={styles['merge']}>
      <div className={styles['head']}>
        {device === null ? (
          <Choice
            label={words.what}
            options={[
              ['people', words.people],
              ['devices', words.devices],
            ]}
            value={what}
            onChange={setWhat}
            className={styles['choice']}
          />
        ) : null}
        {line === null && lines.length > 1 ? (
          <Select
            className={styles['field']}
            label={words.line}
            value={at}
            options={lines.map((each) => [each, each])}
            onChange={setChosen}
          />
        ) : null}
      </div>
      {what === 'people' ? (
        <PeopleMerge key={at} {...parts} />
      ) : (
        <DevicesMerge key={at} {...parts} />
      )}
    </div>
  );
}

/** All taps at a line, as feeding sees them. */
function useTapRows(raceDesk: RaceDesk, line: string): readonly TapRow[] {
  const race = useRacePart(raceDesk, (state) => state.race);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  const [log] = useState(() => new FeedLog());
  return useMemo(() => {
    log.update(entries);
    return tapRows(race, log, line);
  }, [race, entries, log, line]);
}
