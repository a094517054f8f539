import { useRef, useState } from 'react';
import type { KeyMade } from '../../../../shared/wire/operate-api.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { withName } from '../invitation.ts';
import { QrCode } from './QrCode.tsx';
import styles from './Devices.module.css';

/** A key or link that is shown this once. */
export function Secret({ made }: { readonly made: KeyMade }) {
  const { devices: words } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const url = made.url === null ? null : withName(made.url, made.key.label);
  const text = url ?? made.secret;

  async function copy(): Promise<void> {
    box.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.secret.copied);
    } catch {
      // Not on plain http: it is selected, and copied by hand.
      setSaid(words.secret.cannotCopy);
    }
  }

  return (
    <div className={styles['secret']}>
      <p>{made.url === null ? words.secret.program : words.secret.link}</p>
      <div className={styles['secretRow']}>
        <input
          ref={box}
          readOnly
          aria-label={made.key.label}
          className={styles['secretText']}
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <Button look="strong" size="large" onClick={() => void copy()}>
          {words.secret.copy}
        </Button>
      </div>
      <p role="status" className={styles['note']}>
        {said}
      </p>
      {url === null ? null : (
        <div className={styles['qr']}>
          <QrCode text={url} label={words.code.qr(made.key.label)} />
        </div>
      )}
    </div>
  );
}
