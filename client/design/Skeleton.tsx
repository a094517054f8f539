import styles from './Skeleton.module.css';

/** Where something will be, in its size, so that nothing moves when it comes. */
export function Skeleton({ width, height }: { readonly width: string; readonly height: string }) {
  return <span aria-hidden="true" className={styles['skeleton']} style={{ width, height }} />;
}
