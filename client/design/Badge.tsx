import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Badge.module.css';

export type BadgeTone = 'plain' | 'known' | 'reported' | 'drawn' | 'record' | 'live' | 'behind';

/** A word in a frame. The tone only underlines what the word says. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles['badge'], tone !== 'plain' && styles[tone])}>{children}</span>
  );
}
