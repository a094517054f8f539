import { useEffect, useState } from 'react';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useWords } from '../../i18n/words.ts';
import styles from './ShareDialog.module.css';

/** The address of the moment on screen, copied where the browser lets us. */
export function ShareDialog({
  link,
  onClose,
}: {
  readonly link: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    copy(link).then(
      (done) => setCopied(done ? link : null),
      () => setCopied(null),
    );
  }, [link]);
  const isCopied = copied === link;
  return (
    <Dialog
      open
      title={isCopied ? words.watch.shared : words.watch.shareFailed}
      closeLabel={words.common.close}
      onClose={onClose}
    >
      <p className={styles['note']}>{words.watch.sharedNote}</p>
      <input
        className={styles['link']}
        readOnly
        aria-label={words.watch.share}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button look="strong" size="large" onClick={onClose}>
        {words.common.close}
      </Button>
    </Dialog>
  );
}

async function copy(text: string): Promise<boolean> {
  // Pages that are not served over TLS have no clipboard.
  if (!('clipboard' in navigator)) return false;
  await navigator.clipboard.writeText(text);
  return true;
}
