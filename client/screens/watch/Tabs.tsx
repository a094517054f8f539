import { useWords } from '../../i18n/words.ts';
import styles from './Tabs.module.css';

export type Tab = 'board' | 'track' | 'gaps' | 'photo' | 'story';

const order: readonly Tab[] = ['board', 'track', 'gaps', 'photo', 'story'];

/** On a phone one panel at a time: which one. Wider screens show them all and hide this. */
export function Tabs({
  tab,
  onTab,
  onMore,
}: {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onMore: () => void;
}) {
  const words = useWords().watch;
  return (
    <nav aria-label={words.tabs} className={styles['tabs']}>
      {order.map((one) => (
        <button
          key={one}
          type="button"
          className={styles['tab']}
          aria-current={one === tab ? 'true' : undefined}
          onClick={() => onTab(one)}
        >
          {words.tab[one]}
        </button>
      ))}
      <button type="button" className={styles['tab']} aria-label={words.more} onClick={onMore}>
        <span aria-hidden="true">⋯</span>
      </button>
    </nav>
  );
}
