import styles from './SkipLink.module.css';

/** The first stop of Tab on a page: past the header, to what it is for. `to` is that element's id. */
export function SkipLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a href={`#${to}`} className={styles['skip']}>
      {children}
    </a>
  );
}
