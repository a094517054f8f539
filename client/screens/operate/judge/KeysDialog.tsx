import { Dialog } from '../../../design/Dialog.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './KeysDialog.module.css';

/** What the keys of the image do. */
export function KeysDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const words = useWords().judge.keys;
  return (
    <Dialog open={props.open} title={words.title} closeLabel={words.close} onClose={props.onClose}>
      <dl className={styles['keys']}>
        {words.rows.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
