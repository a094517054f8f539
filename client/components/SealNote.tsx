import { useState } from 'react';
import type { ResultSeal } from '../../shared/wire/api.ts';
import { Button } from '../design/Button.tsx';
import { useWords } from '../i18n/words.ts';
import styles from './SealNote.module.css';

export type SealCheck =
  | { readonly state: 'holds'; readonly entries: number }
  | { readonly state: 'broken' | 'cannot' | 'noLog' };

/** The seal of an official result, and a button that computes it again from the log. */
export function SealNote({
  seal,
  official,
  verify,
}: {
  readonly official: boolean;
  readonly seal: ResultSeal | null;
  readonly verify: (seal: ResultSeal) => Promise<SealCheck>;
}) {
  const words = useWords().result;
  const [checked, setChecked] = useState<{ hash: string; check: SealCheck | null } | null>(null);
  if (seal === null) return <p className={styles['quiet']}>{words.unsealed(official)}</p>;
  const of = checked?.hash === seal.hash ? checked : null;
  const run = async () => {
    setChecked({ hash: seal.hash, check: null });
    setChecked({ hash: seal.hash, check: await verify(seal) });
  };
  return (
    <div className={styles['seal']}>
      <code className={styles['hash']}>{seal.hash}</code>
      <p className={styles['quiet']}>
        {words.sealNote(String(seal.seq))}{' '}
        {seal.entriesSince > 0 ? words.since(seal.entriesSince) : null}
      </p>
      <div className={styles['check']}>
        <Button size="large" onClick={() => void run()} disabled={of !== null && of.check === null}>
          {words.verify}
        </Button>
        <span role="status" data-check={of?.check?.state} className={styles['said']}>
          {of === null ? null : sayOf(of.check, words)}
        </span>
      </div>
    </div>
  );
}

function sayOf(check: SealCheck | null, words: ReturnType<typeof useWords>['result']): string {
  if (check === null) return words.verifying;
  switch (check.state) {
    case 'holds':
      return words.verified(String(check.entries));
    case 'broken':
      return words.broken;
    case 'cannot':
      return words.unverifiable;
    case 'noLog':
      return words.noLog;
  }
}
