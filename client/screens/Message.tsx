import type { ReactNode } from 'react';
import { Wordmark } from './Wordmark.tsx';
import styles from './Message.module.css';

/** A whole page that says one thing: not found, no longer shown, did not come. */
export function Message({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['page']}>
      <header>
        <Wordmark />
      </header>
      <main className={styles['message']}>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['note']}>{note}</p>
        <div className={styles['actions']}>{children}</div>
      </main>
    </div>
  );
}
