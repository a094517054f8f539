import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import styles from './Watch.module.css';

/** How far the race has been folded, while the server helps out. */
export function Folding() {
  const words = useWords().watch;
  const { session } = useRaceView();
  const percent = usePart(session.race, (state) => Math.floor((state.run?.progress ?? 0) * 50) * 2);
  return <p className={styles['folding']}>{words.folding(`${percent} %`)}</p>;
}
