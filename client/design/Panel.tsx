import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Panel.module.css';

interface PanelProps {
  /** The name of the region, for eyes and for screen readers. */
  readonly title: string;
  /** A few quiet words beside the title. */
  readonly note?: ReactNode;
  /** Controls at the right end of the head. */
  readonly actions?: ReactNode;
  /** The content goes to the edges. */
  readonly flush?: boolean;
  /** The content fills the panel and scrolls in itself. */
  readonly fill?: boolean;
  /** A name for scripts and tests to find it by. */
  readonly panel?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A named region of a screen. */
export function Panel({
  title,
  note,
  actions,
  flush,
  fill,
  panel,
  className,
  children,
}: PanelProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      data-panel={panel}
      className={classes(styles['panel'], className)}
    >
      <div className={styles['head']}>
        <div className={styles['title']}>
          <h2 id={heading} className={styles['title']}>
            {title}
          </h2>
          {note === undefined ? null : <span className={styles['note']}>{note}</span>}
        </div>
        {actions}
      </div>
      <div
        className={classes(
          styles['body'],
          flush === true && styles['flush'],
          fill === true && styles['fill'],
        )}
      >
        {children}
      </div>
    </section>
  );
}
