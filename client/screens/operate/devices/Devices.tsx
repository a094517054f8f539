import { useCallback, useEffect, useState } from 'react';
import type { Journal, KeyList, OperatorRace } from '../../../../shared/wire/operate-api.ts';
import { operateApi, type OperateReply, type Refused } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart } from '../desk-context.ts';
import { OperatorsPage } from '../OperatorsPage.tsx';
import { InsecureNote } from './AddressNotes.tsx';
import { JournalPanel } from './JournalPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { LetIn } from './LetIn.tsx';
import { momentText } from './moment-text.ts';
import styles from './Devices.module.css';

const EVERY_MS = 4_000;

interface Known {
  readonly keys: KeyList['keys'];
  readonly journal: Journal['rows'];
  readonly races: readonly OperatorRace[];
}

/** Keys, pairings and who is signed in. */
export function Devices() {
  const words = useWords().devices;
  const isAdmin = useDeskPart((state) => state.me?.role === 'admin');
  return (
    <OperatorsPage title={words.title} page="devices">
      {window.isSecureContext ? null : <InsecureNote />}
      {isAdmin ? (
        <Admin />
      ) : (
        <>
          <You />
          <p className={styles['note']}>{words.adminOnly}</p>
        </>
      )}
    </OperatorsPage>
  );
}

function You() {
  const words = useWords().devices;
  const me = useDeskPart((state) => state.me);
  if (me === null) return null;
  const where = [
    me.race ?? words.allRaces,
    me.points?.join(', ') ?? words.everyPoint,
    me.expiresAt === null ? words.forEver : words.expires(momentText(me.expiresAt)),
  ];
  return (
    <Panel title={words.you} panel="you">
      <p className={styles['me']}>{me.label}</p>
      <p className={styles['note']}>
        {words.youAre(words.roles[me.role])} · {where.join(' · ')}
      </p>
      <p className={styles['note']}>{words.signedAs(me.device)}</p>
    </Panel>
  );
}

function Admin() {
  const words = useWords().devices;
  const { known, problem, ask } = useKnown();
  return (
    <>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {words.failed(problem.message)} <Button onClick={ask}>{words.retry}</Button>
        </p>
      )}
      <div className={styles['two']}>
        <LetIn races={known.races} keys={known.keys} onMade={ask} />
        <You />
      </div>
      <KeysPanel keys={known.keys} onChange={ask} />
      <JournalPanel rows={known.journal} />
    </>
  );
}

const NOTHING: Known = { keys: [], journal: [], races: [] };

/** Asked again and again: who comes in shows without anybody reloading. */
function useKnown(): {
  readonly known: Known;
  readonly problem: Refused | null;
  readonly ask: () => void;
} {
  const [known, setKnown] = useState(NOTHING);
  const [problem, setProblem] = useState<Refused | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    const look = async () => {
      const [keys, journal, races] = await Promise.all([
        operateApi.keys(),
        operateApi.journal(),
        operateApi.races(),
      ]);
      if (left) return;
      const all: readonly OperateReply<unknown>[] = [keys, journal, races];
      const failed = all.find((reply) => !reply.ok);
      setProblem(failed?.ok === false ? failed.problem : null);
      setKnown((before) => ({
        keys: keys.ok ? keys.value.keys : before.keys,
        journal: journal.ok ? journal.value.rows : before.journal,
        races: races.ok ? races.value.races : before.races,
      }));
    };
    void look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look();
    }, EVERY_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [turn]);
  return { known, problem, ask: useCallback(() => setTurn((before) => before + 1), []) };
}
