import type { SourceHealth } from '../../../../shared/wire/operate.ts';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { ageText, offsetText, rangesText, stateOf, type SourceState } from './source-view.ts';
import styles from './Feeds.module.css';

interface SourceProps {
  readonly source: SourceHealth;
  readonly name: string;
  /** Its key, from 1. */
  readonly number: number;
  /** The server's clock, µs. */
  readonly nowUs: number;
  readonly chosenAt: readonly string[];
  /** Null for who may not choose. */
  readonly onChoose: ((line: string) => void) | null;
}

/** One device that feeds a race. */
export function Source({ source, name, number, nowUs, chosenAt, onChoose }: SourceProps) {
  const words = useWords().feeds;
  const state = stateOf(source, nowUs);
  const { operator, lines, lastRefused, missing, holes } = source;
  return (
    <article className={styles['source']} aria-label={name}>
      <header className={styles['head']}>
        <span className={styles['number']} aria-hidden="true">
          {number}
        </span>
        <div className={styles['who']}>
          <h2 className={styles['name']}>{name}</h2>
          <p className={styles['device']}>
            {operator === null ? null : `${words.roles[operator.role]} · `}
            {source.source}
          </p>
        </div>
        <span className={classes(styles['state'], styles[state])}>
          <span aria-hidden="true">{SIGNS[state]}</span> {stateText(state, source, nowUs, words)}
        </span>
      </header>
      <Figures source={source} nowUs={nowUs} />
      {missing > 0 && holes.length > 0 ? (
        <p className={styles['trouble']}>{words.holes(rangesText(holes))}</p>
      ) : null}
      {lastRefused === null ? null : (
        <details className={styles['refused']}>
          <summary>
            {words.lastRefused(ageText(nowUs - lastRefused.at))}: {lastRefused.message}
          </summary>
          <p className={styles['device']}>
            {words.raw} · {lastRefused.code}
          </p>
          <pre className={styles['raw']}>{lastRefused.raw}</pre>
        </details>
      )}
      {chosenAt.length > 0 ? (
        <p className={styles['chosen']}>✓ {words.chosen(chosenAt.join(', '))}</p>
      ) : null}
      {onChoose === null ? null : (
        <div className={styles['actions']}>
          {lines
            .filter((line) => !chosenAt.includes(line))
            .map((line) => (
              <Button key={line} onClick={() => onChoose(line)}>
                {words.choose(line)}
              </Button>
            ))}
        </div>
      )}
    </article>
  );
}

/** By whom it posts without a socket, the age of the last post says more than a word. */
function stateText(
  state: SourceState,
  { lastAt }: SourceHealth,
  nowUs: number,
  words: Words['feeds'],
): string {
  if (lastAt === null || (state !== 'posting' && state !== 'silent')) return words.states[state];
  return words.posted[state](ageText(nowUs - lastAt));
}

const SIGNS: Readonly<Record<SourceState, string>> = {
  ok: '✓',
  quiet: '○',
  posting: '✓',
  over: '✖',
  gone: '✖',
  silent: '○',
  holes: '▲',
  refused: '▲',
};

function Figures({ source, nowUs }: Pick<SourceProps, 'source' | 'nowUs'>) {
  const words = useWords().feeds;
  const { columns } = words;
  const { lastAt, offsetUs, errorUs, unsent, lines } = source;
  const heard = lastAt === null ? words.never : words.ago(ageText(nowUs - lastAt));
  const clock =
    offsetUs === null || errorUs === null
      ? words.clockUnknown
      : words.clock(offsetText(offsetUs), (errorUs / 1_000).toFixed(1));
  const figures: readonly (readonly [string, string, boolean])[] = [
    [columns.heard, heard, false],
    [columns.rate, String(source.perMinute), false],
    [columns.stored, String(source.stored), false],
    [columns.missing, String(source.missing), source.missing > 0],
    [columns.refused, String(source.refused), source.refused > 0],
    [columns.unsent, unsent === null ? words.clockUnknown : String(unsent), (unsent ?? 0) > 0],
    [columns.clock, clock, false],
    [columns.bytes, words.bytes((source.bytes / 1_000).toFixed(1)), false],
    [columns.lines, lines.length === 0 ? '–' : lines.join(', '), false],
  ];
  return (
    <dl className={styles['figures']}>
      {figures.map(([name, figure, isTrouble]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isTrouble ? styles['trouble'] : undefined}>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
