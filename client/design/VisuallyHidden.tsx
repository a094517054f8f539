import type { HTMLAttributes } from 'react';
import styles from './VisuallyHidden.module.css';

/** Said by a screen reader, not shown. */
export function VisuallyHidden(props: HTMLAttributes<HTMLSpanElement>) {
  return <span {...props} className={styles['hidden']} />;
}
