import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { StartClock } from './StartClock.tsx';
import styles from './Start.module.css';
import { nextGroup } from './start-state.ts';
import type { Starting } from './use-start.ts';

/** The waves in their order: which are away, for how long, and which is next. */
export function WaveChoice({ starting }: { readonly starting: Starting }) {
  const { start: words } = useWords();
  const { groups, group, armed, choose } = starting;
  const next = nextGroup(groups);
  return (
    <ol className={styles['waves']} aria-label={words.waves}>
      {groups.map((each, i) => (
        <li key={each.wave ?? ''}>
          <button
            type="button"
            className={classes(styles['waveButton'], each.wave === group.wave && styles['current'])}
            aria-current={each.wave === group.wave ? 'step' : undefined}
            disabled={armed}
            onClick={() => choose(each.wave)}
          >
            <span>{each.name}</span>
            <span className={styles['waveTime']}>
              {each.gun === null ? i === next && words.waveNext : <StartClock gun={each.gun} />}
            </span>
          </button>
        </li>
      ))}
      {groups.filter(({ gun }) => gun !== null).length > 1 ? (
        <li className={styles['quiet']}>{words.waveTaps}</li>
      ) : null}
      {next === -1 ? <li className={styles['quiet']}>{words.allAway}</li> : null}
    </ol>
  );
}

/** Under the thumb as soon as one is away: the next to be armed. */
export function NextWave({ starting }: { readonly starting: Starting }) {
  const { start: words } = useWords();
  const { groups, group, choose } = starting;
  const next = groups[nextGroup(groups)];
  if (next === undefined || next.wave === group.wave) return null;
  return (
    <Button
      look="strong"
      size="large"
      className={styles['nextWave']}
      onClick={() => choose(next.wave)}
    >
      {words.waveReady(next.name ?? '')}
    </Button>
  );
}
