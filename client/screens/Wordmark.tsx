import { Link } from 'wouter';
import { useWords } from '../i18n/words.ts';
import styles from './Wordmark.module.css';

/** The name with its thin line; leads home. */
export function Wordmark({ small }: { readonly small?: boolean }) {
  const words = useWords().common;
  return (
    <Link
      href="/"
      className={styles['wordmark']}
      data-small={small || undefined}
      aria-label={`${words.product}: ${words.toLibrary}`}
    >
      <svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24">
        <path d="M3 9h7M3 15h11" stroke="var(--muted)" strokeWidth="2.4" strokeLinecap="round" />
        <path d="M17 2.5v19" stroke="var(--live)" strokeWidth="1.8" strokeLinecap="round" />
      </svg>
      <span className={styles['name']}>{words.product}</span>
    </Link>
  );
}
