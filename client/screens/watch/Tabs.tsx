import { useWords } from '../../i18n/words.ts';
import styles from './Tabs.module.css';

export type Tab = 'board' | 'track' | 'gaps' | 'photo' | 'story';

const order: readonly Tab[] = ['board', 'track', 'gaps', 'photo', 'story'];

interface TabsProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onMore: () => void;
}

/**
 * On a phone one panel at a time: which one. Wider screens show them all and hide this. Each tab is a
 * stop of its own for the Tab key: the arrows move view time here, as everywhere on the page.
 */
export function Tabs({ tab, onTab, onMore }: TabsProps) {
  const words = useWords().watch;
  return (
    <nav aria-label={words.tabs} className={styles['bar']}>
      <div role="tablist" aria-label={words.tabs} className={styles['tabs']}>
        {order.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className={styles['tab']}
            aria-selected={one === tab}
            onClick={() => onTab(one)}
          >
            {words.tab[one]}
          </button>
        ))}
      </div>
      <button type="button" className={styles['tab']} aria-label={words.more} onClick={onMore}>
        <span aria-hidden="true">⋯</span>
      </button>
    </nav>
  );
}
