import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../design/Button.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import { Wordmark } from '../Wordmark.tsx';
import { useDesk, useDeskPart } from './desk-context.ts';
import { spendInvitation, takeInvitation } from './invitation.ts';
import styles from './SignIn.module.css';

/** The door: opens a link's key or six digits, and says why it did not. */
export function SignIn({
  onDone,
  onStay,
}: {
  readonly onDone: () => void;
  /** Somebody who is in already keeps to that. */
  readonly onStay: () => void;
}) {
  const { operate } = useWords();
  const words = operate.signIn;
  const desk = useDesk();
  const ids = { code: useId(), device: useId(), hint: useId(), problem: useId() };
  const [invitation, setInvitation] = useState(takeInvitation);
  const [code, setCode] = useState(invitation?.kind === 'code' ? invitation.code : '');
  const [device, setDevice] = useState(invitation?.name ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = invitation?.kind === 'key' ? invitation.key : null;
  const me = useDeskPart((state) => state.me);
  // The first link of a server was made by nobody who could have said it.
  const isNamed = key === null || (invitation?.name ?? '') !== '';
  const isReady = (isNamed || device.trim() !== '') && (key !== null || code.length === 6);

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    setProblem(null);
    const signedIn = await desk.signIn(key === null ? { code } : { key }, device.trim());
    if (signedIn.ok) {
      spendInvitation();
      return onDone();
    }
    setBusy(false);
    setProblem(words.problems[signedIn.code] ?? signedIn.message);
    if (KEY_IS_SPENT.has(signedIn.code)) setInvitation(null);
  }

  return (
    <div className={styles['page']}>
      <header>
        <Wordmark />
      </header>
      <main className={styles['door']}>
        <h1 className={styles['title']}>{words.title}</h1>
        <form className={styles['form']} onSubmit={(event) => void open(event)}>
          {key === null ? (
            <>
              <p className={styles['note']}>{words.noWay}</p>
              <label className={styles['field']} htmlFor={ids.code}>
                <span>{words.codeLabel}</span>
                <input
                  id={ids.code}
                  className={styles['code']}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  value={code}
                  onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
                />
              </label>
            </>
          ) : (
            <p className={styles['note']}>{words.link}</p>
          )}
          <label className={styles['field']} htmlFor={ids.device}>
            <span>{words.deviceLabel}</span>
            <input
              id={ids.device}
              className={styles['device']}
              maxLength={80}
              autoComplete="off"
              aria-describedby={ids.hint}
              value={device}
              onChange={(event) => setDevice(event.target.value)}
            />
            <span id={ids.hint} className={styles['hint']}>
              {isNamed ? words.deviceNamed : words.deviceHint}
            </span>
          </label>
          <p role="alert" id={ids.problem} className={styles['problem']}>
            {problem}
          </p>
          <Button type="submit" look="strong" size="large" disabled={!isReady || busy}>
            {busy ? words.opening : words.open}
          </Button>
          {me === null ? null : (
            <Button size="large" onClick={onStay}>
              {words.stay(me.label)}
            </Button>
          )}
        </form>
      </main>
    </div>
  );
}

/** Nothing that is typed will make such a key open anything. */
const KEY_IS_SPENT: ReadonlySet<string> = new Set(['LINK_SPENT', 'EXPIRED', 'REVOKED', 'BAD_KEY']);
