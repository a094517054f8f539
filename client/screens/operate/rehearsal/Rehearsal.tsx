import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { OperatorRace } from '../../../../shared/wire/operate-api.ts';
import type {
  SimulatedFaults,
  SimulateOptions,
} from '../../../../shared/feeding/simulated-field.ts';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Select } from '../../../design/Field.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { useDesk, useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { FieldView } from './FieldView.tsx';
import { ScoreCard } from './ScoreCard.tsx';
import { startRehearsal } from './rehearsal-run.ts';
import styles from './Rehearsal.module.css';

const Console = lazy(() =>
  import('../console/Console.tsx').then((chunk) => ({ default: chunk.Console })),
);

type Running = ReturnType<typeof startRehearsal>;

/** Practising: a race of its own, a field that nobody runs, the console as it is, and a score. */
export function Rehearsal({ slug }: { readonly slug: string }) {
  const words = useWords().rehearsal;
  const race = useRaceDesk(slug);
  const own = useOperatorRace(slug);
  const [running, setRunning] = useState<Running | null>(null);
  // What was started ends with the screen: nobody would see it.
  useEffect(() => () => running?.end(), [running]);
  if (own?.rehearsal !== true) return <Intro slug={slug} race={race} known={own !== null} />;
  return (
    <div className={styles['page']}>
      <section className={styles['panel']} aria-label={words.title}>
        {running === null ? (
          <Settings race={race} onStart={setRunning} />
        ) : (
          <Run race={race} running={running} onAgain={() => setRunning(null)} />
        )}
        <Wipe slug={slug} />
      </section>
      <Suspense fallback={null}>
        <Console slug={slug} />
      </Suspense>
    </div>
  );
}

function Intro({
  slug,
  race,
  known,
}: {
  readonly slug: string;
  readonly race: RaceDesk;
  readonly known: boolean;
}) {
  const words = useWords().rehearsal;
  const mayMake = useDeskPart(
    ({ me }) => me !== null && me.race === null && (me.role === 'referee' || me.role === 'admin'),
  );
  const definition = useRacePart(race, (state) => state.race.definition);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();

  async function make(): Promise<void> {
    if (definition === null) return;
    setBusy(true);
    const { race: folded, roster } = race.state.getState();
    const copy: { scheduledStart?: Instant } & RaceDefinition = { ...definition };
    delete copy.scheduledStart;
    const reply = await operateApi.makeRace({
      slug: `rehearsal-${slug}`.slice(0, 60) + `-${Math.floor(Math.random() * 10_000)}`,
      definition: copy,
      entrants: folded.entrants.filter(({ listed }) => listed).map(({ entrant }) => entrant),
      roster,
      rehearsal: true,
    });
    setBusy(false);
    if (reply.ok) go(`/operate/race/${reply.value.slug}/rehearsal`);
    else setProblem(words.problem(reply.problem.message));
  }

  return (
    <section className={styles['intro']} aria-label={words.title}>
      <p>{words.intro}</p>
      {mayMake ? (
        <Button
          look="strong"
          size="large"
          disabled={busy || definition === null || !known}
          onClick={() => void make()}
        >
          {busy ? words.making : words.make}
        </Button>
      ) : (
        <p className={styles['note']}>{words.notYours}</p>
      )}
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
    </section>
  );
}

const FAULTS = ['droppedLink', 'lateGun', 'mat'] as const;

function Settings({
  race,
  onStart,
}: {
  readonly race: RaceDesk;
  readonly onStart: (running: Running) => void;
}) {
  const words = useWords().rehearsal;
  const desk = useDesk();
  const definition = useRacePart(race, (state) => state.race.definition);
  const isReady = useRacePart(race, (state) => state.whole && state.race.entrants.length > 0);
  const lines = [...new Set(definition?.points.map(({ line }) => line) ?? [])];
  const [line, setLine] = useState<string | null>(null);
  const [beginAt, setBeginAt] = useState<SimulateOptions['beginAt']>('end');
  const [faults, setFaults] = useState<SimulatedFaults>({
    droppedLink: true,
    lateGun: false,
    mat: false,
  });
  const chosen = line ?? definition?.points.at(-1)?.line ?? '';

  function start(): void {
    const after = (ms: number, call: () => void) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    };
    const seed = Math.floor(Math.random() * 2 ** 31);
    onStart(startRehearsal({ line: chosen, seed, faults, beginAt }, { desk, race, after }));
  }

  return (
    <div className={styles['settings']}>
      {lines.length > 1 ? (
        <Select
          label={words.line}
          value={chosen}
          options={lines.map((one) => [one, one])}
          onChange={setLine}
        />
      ) : null}
      <Choice
        label={words.begin}
        value={beginAt}
        onChange={setBeginAt}
        options={[
          ['end', words.beginAt.end],
          ['gun', words.beginAt.gun],
        ]}
      />
      <fieldset className={styles['faults']}>
        <legend>{words.faults}</legend>
        {FAULTS.map((fault) => (
          <Switch
            key={fault}
            label={words.fault[fault]}
            on={faults[fault]}
            onChange={(on) => setFaults({ ...faults, [fault]: on })}
          />
        ))}
      </fieldset>
      <Button look="strong" size="large" disabled={!isReady || definition === null} onClick={start}>
        {words.start}
      </Button>
    </div>
  );
}

function Run({
  race,
  running,
  onAgain,
}: {
  readonly race: RaceDesk;
  readonly running: Running;
  readonly onAgain: () => void;
}) {
  const words = useWords().rehearsal;
  const rehearsal = usePart(running.state, (state) => state);
  const isOffline = useDeskPart(({ link }) => link !== 'live');
  if (rehearsal.score !== null)
    return (
      <>
        <ScoreCard score={rehearsal.score} race={race.state.getState().race} />
        <Button onClick={onAgain}>{words.again}</Button>
      </>
    );
  return (
    <>
      <FieldView race={race} rehearsal={rehearsal} />
      <div className={styles['bar']}>
        <Button onClick={running.end}>{words.end}</Button>
        <p role="status" className={styles['note']}>
          {isOffline ? words.linkGone : words.running}
        </p>
      </div>
    </>
  );
}

function Wipe({ slug }: { readonly slug: string }) {
  const words = useWords().rehearsal;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [, go] = useLocation();
  async function wipe(): Promise<void> {
    setBusy(true);
    const reply = await operateApi.wipeRace(slug);
    setBusy(false);
    if (reply.ok) go('/operate');
    else setProblem(reply.problem.message);
  }
  return (
    <p className={styles['wipe']}>
      <Button look="quiet" disabled={busy} onClick={() => void wipe()}>
        {busy ? words.wiping : words.wipe}
      </Button>
      <span role="alert">{problem}</span>
    </p>
  );
}

/** What the server says of the race beside its log; null until it has. */
function useOperatorRace(slug: string): OperatorRace | null {
  const [races, setRaces] = useState<readonly OperatorRace[]>([]);
  const link = useDeskPart((state) => state.link);
  useEffect(() => {
    let left = false;
    void operateApi.races().then((reply) => {
      if (!left && reply.ok) setRaces(reply.value.races);
    });
    return () => {
      left = true;
    };
  }, [slug, link]);
  return races.find((race) => race.slug === slug) ?? null;
}
