import type { Margin } from '../../shared/timeline/answers.ts';
import { useWords } from '../i18n/words.ts';
import { marginText } from './strip-words.ts';
import styles from './PhotoFinish.module.css';

/** The margin in words: seconds, how sure they are, and metres. */
export function PhotoMargin({ margin }: { readonly margin: Margin }) {
  const words = useWords().photo;
  const { seconds, band, metres } = marginText(margin, words);
  return (
    <div className={styles.margin}>
      <span className={styles.caption}>{words.margin}</span>
      {margin.tooClose ? <strong>{words.tooClose}</strong> : <strong>{seconds}</strong>}
      <span className={styles.bands}>
        {band && <span>{band}</span>}
        {metres && <span>{metres}</span>}
      </span>
    </div>
  );
}
