import { useEffect, useState } from 'react';
import type { KeyInfo, Pairing } from '../../../../shared/wire/operate-api.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk } from '../desk-context.ts';
import { withName } from '../invitation.ts';
import { UnreachableNote } from './AddressNotes.tsx';
import { QrCode } from './QrCode.tsx';
import styles from './Devices.module.css';

interface PairingCodeProps {
  readonly pairing: Pairing;
  /** What the device was called when the code was asked for. */
  readonly name: string;
  /** All keys, as they come: one made since is whoever claimed the code. */
  readonly keys: readonly KeyInfo[];
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** Six digits and their QR code, until somebody has come in or the time is up. */
export function PairingCode({ pairing, name, keys, onAgain, onClose }: PairingCodeProps) {
  const words = useWords().devices.code;
  const desk = useDesk();
  const [shownAt] = useState(() => desk.now());
  const [leftUs, setLeftUs] = useState(() => pairing.expiresAt - shownAt);
  useEffect(() => {
    const timer = setInterval(() => setLeftUs(pairing.expiresAt - desk.now()), 500);
    return () => clearInterval(timer);
  }, [desk, pairing]);
  const cameIn = keys.find(
    ({ kind, madeAt }) => kind === 'session' && madeAt >= shownAt - 1_000_000,
  );
  const seconds = Math.max(0, Math.ceil(leftUs / 1_000_000));
  const isOver = seconds === 0;

  function withdraw(): void {
    if (!isOver && cameIn === undefined) void operateApi.endPairing(pairing.id);
    onClose();
  }

  if (cameIn !== undefined)
    return (
      <div className={styles['code']}>
        <p role="status" className={styles['in']}>
          {words.used(cameIn.label)}
        </p>
        <Button look="strong" size="large" onClick={onClose}>
          {words.done}
        </Button>
      </div>
    );
  return (
    <div className={styles['code']}>
      {pairing.reachable ? null : <UnreachableNote />}
      {isOver ? (
        <p role="status" className={styles['in']}>
          {words.over}
        </p>
      ) : (
        <>
          <p className={styles['how']}>
            {words.title} <span className={styles['note']}>{words.at(placeOf(pairing.url))}</span>
          </p>
          <div className={styles['pair']}>
            <div className={styles['qr']}>
              <QrCode text={withName(pairing.url, name)} label={words.qr(placeOf(pairing.url))} />
            </div>
            <div className={styles['typed']}>
              <output className={styles['digits']} data-testid="pairing-code">
                {pairing.code.slice(0, 3)} {pairing.code.slice(3)}
              </output>
              <p className={styles['note']}>
                {words.left(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)}{' '}
                · {words.once}
              </p>
            </div>
          </div>
        </>
      )}
      <div className={styles['buttons']}>
        {isOver ? (
          <Button look="strong" size="large" onClick={onAgain}>
            {words.again}
          </Button>
        ) : null}
        <Button size="large" onClick={withdraw}>
          {isOver ? words.done : words.withdraw}
        </Button>
      </div>
    </div>
  );
}

/** The address as a person types it, without the code. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
