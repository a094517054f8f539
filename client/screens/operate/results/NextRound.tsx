import { useState } from 'react';
import { useLocation } from 'wouter';
import { nextRound, type RoundHeat } from '../../../../shared/setup/next-round.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart } from '../desk-context.ts';
import styles from './Results.module.css';
import type { Heat } from './use-heats.ts';

/** Makes the next round of those who came through, as drafts, and goes to its set-up. */
export function NextRound({ heats }: { readonly heats: readonly Heat[] }) {
  const { results, setup } = useWords();
  const words = results.qualify.next;
  const me = useDeskPart((state) => state.me);
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | null>(null);
  const mayMake = me !== null && me.race === null && (me.role === 'admin' || me.role === 'referee');
  const races = nextRound(heats.flatMap(roundHeatOf), { seed: 0, names: words.names });
  if (!mayMake || races.length === 0) return null;

  async function make(): Promise<void> {
    setBusy(true);
    const refused = await makeAll();
    setBusy(false);
    setProblem(refused);
  }

  async function makeAll(): Promise<Refused | null> {
    const listed = await operateApi.races();
    if (!listed.ok) return listed.problem;
    const rehearsal = listed.value.races.some(
      (one) => one.rehearsal && heats.some(({ heat }) => heat === one.slug),
    );
    const known: RoundHeat[] = [];
    for (const heat of heats) {
      // What is hidden comes with it, and a page that was opened long ago may not know.
      const names = await operateApi.roster(heat.heat);
      if (!names.ok) return names.problem;
      known.push(...roundHeatOf(heat).map((one) => ({ ...one, roster: names.value.roster })));
    }
    const lot = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000;
    const made: string[] = [];
    for (const request of nextRound(known, { seed: lot, names: words.names })) {
      const reply = await operateApi.makeRace({ ...request, rehearsal });
      if (!reply.ok) return reply.problem;
      made.push(reply.value.slug);
    }
    const [first = ''] = made;
    navigate(made.length === 1 ? `/operate/race/${first}/setup` : '/operate', { state: { lot } });
    return null;
  }

  return (
    <>
      <Button look="strong" size="large" disabled={busy} onClick={() => void make()}>
        {busy
          ? words.making
          : races.length === 1
            ? words.final(races[0]?.entrants.length ?? 0)
            : words.semifinals(races.length)}
      </Button>
      <p className={styles['quiet']}>{words.hint}</p>
      <p role="alert" className={styles['alarm']}>
        {problem === null ? null : `${setup.fault[problem.code] ?? ''} ${problem.message}`}
      </p>
    </>
  );
}

/** What a heat brings to the next round, by the marks that stand in it; nothing without a definition. */
function roundHeatOf({ desk, lines }: Heat): RoundHeat[] {
  const { race, roster } = desk.state.getState();
  if (race.definition === null) return [];
  return [
    {
      definition: race.definition,
      entrants: race.entrants.map(({ entrant }) => entrant),
      roster,
      through: lines.flatMap(({ id, place, official, qualified }) =>
        qualified === null
          ? []
          : [
              {
                id,
                place,
                us: official?.time ?? null,
                digits: official?.digits ?? 0,
                mark: qualified,
              },
            ],
      ),
    },
  ];
}
