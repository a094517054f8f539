import type { Score } from '../../../../shared/feeding/score.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Rehearsal.module.css';

/** How the operator did. */
export function ScoreCard({ score, race }: { readonly score: Score; readonly race: Race }) {
  const words = useWords().rehearsal.score;
  const { happened, right, errorUs, missed, wrong, unassigned, invented, points } = score;
  const bibOf = (entrant: number) => {
    const { bib, id } = race.entrants[entrant]?.entrant ?? { bib: undefined, id: '' };
    return bib ?? id;
  };
  const lines = [
    words.right(String(right), String(happened)),
    errorUs === null ? null : words.error(seconds(errorUs.p50), seconds(errorUs.p95)),
    missed.length === 0
      ? null
      : words.missed(missed.map(({ entrant }) => bibOf(entrant)).join(', ')),
    wrong.length === 0
      ? null
      : words.wrong(
          wrong
            .map(({ crossing, byUs }) => words.wrongOne(bibOf(crossing.entrant), signed(byUs)))
            .join(', '),
        ),
    unassigned === 0 ? null : words.unassigned(unassigned),
    invented <= 0 ? null : words.invented(invented),
    points === 100 ? words.perfect : null,
  ];
  return (
    <section className={styles['score']} aria-label={words.title(String(points))}>
      <p className={styles['points']}>{words.title(String(points))}</p>
      <ul className={styles['facts']}>
        {lines.flatMap((line) => (line === null ? [] : [<li key={line}>{line}</li>]))}
      </ul>
    </section>
  );
}

function seconds(us: number): string {
  return (us / 1_000_000).toFixed(2);
}

function signed(us: number): string {
  return `${us < 0 ? '−' : '+'}${seconds(Math.abs(us))}`;
}
