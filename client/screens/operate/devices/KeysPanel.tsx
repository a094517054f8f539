import { useState } from 'react';
import type { KeyInfo } from '../../../../shared/wire/operate-api.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { ageText } from '../feeds/source-view.ts';
import { momentText } from './moment-text.ts';
import styles from './Devices.module.css';

interface KeysPanelProps {
  readonly keys: readonly KeyInfo[];
  readonly onChange: () => void;
}

/** Every key: whose, for what, and whether it is here now. */
export function KeysPanel({ keys, onChange }: KeysPanelProps) {
  const { devices: words } = useWords();
  const desk = useDesk();
  const me = useDeskPart((state) => state.me);
  const [asked, setAsked] = useState<KeyInfo | null>(null);
  const [showOver, setShowOver] = useState(false);
  const [problem, setProblem] = useState<Refused | null>(null);
  const now = desk.now();
  const isOver = ({ revokedAt, expiresAt }: KeyInfo) =>
    revokedAt !== null || (expiresAt !== null && expiresAt <= now);
  const open = keys.filter((key) => !isOver(key));
  const over = keys.filter(isOver);
  const shown = [...open, ...(showOver ? over : [])].toSorted(
    (a, b) => Number(isOver(a)) - Number(isOver(b)) || b.madeAt - a.madeAt,
  );

  async function revoke(key: KeyInfo): Promise<void> {
    const reply = await operateApi.revokeKey(key.id);
    setAsked(null);
    setProblem(reply.ok ? null : reply.problem);
    onChange();
  }

  return (
    <Panel
      title={words.keys.title}
      panel="keys"
      note={open.length}
      actions={
        over.length === 0 ? null : (
          <Button look="quiet" aria-pressed={showOver} onClick={() => setShowOver(!showOver)}>
            {words.keys.showOver}
          </Button>
        )
      }
    >
      <p role="alert" className={styles['problem']}>
        {problem === null ? null : words.failed(problem.message)}
      </p>
      <div className={styles['scroll']}>
        <table className={styles['keys']}>
          <thead>
            <tr>
              <th scope="col">{words.keys.who}</th>
              <th scope="col">{words.keys.may}</th>
              <th scope="col">{words.keys.where}</th>
              <th scope="col">{words.keys.state}</th>
              <td>{null}</td>
            </tr>
          </thead>
          <tbody>
            {shown.map((key) => (
              <tr key={key.id} data-over={isOver(key) || undefined}>
                <th scope="row">
                  {key.label}{' '}
                  {key.id === me?.id ? <Badge tone="known">{words.keys.here}</Badge> : null}
                </th>
                <td>{words.roles[key.role]}</td>
                <td>
                  {key.race ?? words.allRaces}
                  {key.points === null ? '' : ` · ${key.points.join(', ')}`}
                </td>
                <td className={styles['state']} data-here={key.sockets > 0 || undefined}>
                  {stateText(key, now, words)}
                </td>
                <td className={styles['revoke']}>
                  {isOver(key) ? null : (
                    <Button
                      aria-label={words.keys.revokeOf(key.label)}
                      onClick={() => setAsked(key)}
                    >
                      {words.keys.revoke}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        open={asked !== null}
        title={words.keys.revokeTitle(asked?.label ?? '')}
        closeLabel={words.close}
        onClose={() => setAsked(null)}
      >
        <p>{words.keys.revokeNote}</p>
        {asked?.id === me?.id ? <p className={styles['problem']}>{words.keys.revokeOwn}</p> : null}
        <div className={styles['buttons']}>
          <Button
            look="strong"
            size="large"
            onClick={() => {
              if (asked !== null) void revoke(asked);
            }}
          >
            {words.keys.revokeDo}
          </Button>
        </div>
      </Dialog>
    </Panel>
  );
}

function stateText(
  key: KeyInfo,
  now: number,
  words: ReturnType<typeof useWords>['devices'],
): string {
  const { keys } = words;
  if (key.revokedAt !== null) return keys.revoked(momentText(key.revokedAt));
  if (key.expiresAt !== null && key.expiresAt <= now)
    return keys.expired(momentText(key.expiresAt));
  const kind = keys.kind[key.kind];
  if (key.kind === 'link') return `${kind}, ${keys.made(momentText(key.madeAt))}`;
  const until = key.expiresAt === null ? '' : `, ${words.expires(momentText(key.expiresAt))}`;
  const here =
    key.sockets > 0
      ? keys.open(key.sockets)
      : key.seenAt === null
        ? keys.never
        : `${keys.closed}, ${keys.seen(ageText(now - key.seenAt))}`;
  return `${kind}, ${here}${until}`;
}
