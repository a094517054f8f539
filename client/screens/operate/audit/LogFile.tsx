import { useId, useState } from 'react';
import { auditFileUrl } from '../../../connection/http-operate.ts';
import { Button, buttonLook } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Audit.module.css';
import { browserSha256, checkLog, type CheckedLog } from './check-log.ts';

type Checking =
  | { readonly is: 'idle' }
  | { readonly is: 'checking'; readonly count: number }
  | { readonly is: 'unread'; readonly why: string }
  | { readonly is: 'checked'; readonly log: CheckedLog };

/** The log to take home, and its chain checked here and anywhere. */
export function LogFile({ slug }: { readonly slug: string }) {
  const { audit } = useWords();
  const words = audit.export;
  const [checking, setChecking] = useState<Checking>({ is: 'idle' });
  const file = useId();
  const check = async (read: () => Promise<string>) => {
    setChecking({ is: 'checking', count: 0 });
    try {
      const text = await read();
      const log = await checkLog(text, browserSha256, (count) =>
        setChecking({ is: 'checking', count }),
      );
      setChecking({ is: 'checked', log });
    } catch (problem) {
      setChecking({
        is: 'unread',
        why: problem instanceof Error ? problem.message : String(problem),
      });
    }
  };
  return (
    <Panel title={words.title} panel="log-file">
      <div className={styles['file']}>
        <div className={styles['fileButtons']}>
          <a
            className={buttonLook({ look: 'strong', size: 'large' })}
            href={auditFileUrl(slug)}
            download
          >
            {words.download}
          </a>
          <Button
            size="large"
            disabled={checking.is === 'checking'}
            onClick={() => void check(() => fetchLog(slug))}
          >
            {words.check}
          </Button>
          <label htmlFor={file} className={buttonLook({ look: 'plain', size: 'large' })}>
            {words.checkFile}
          </label>
          <input
            id={file}
            type="file"
            accept=".ndjson,.jsonl,.json,.txt"
            className={styles['chooser']}
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen !== undefined) void check(() => chosen.text());
              event.currentTarget.value = '';
            }}
          />
        </div>
        <div role="status" className={styles['verdict']}>
          <Verdict checking={checking} />
        </div>
        <p className={styles['quiet']}>
          {words.offline} <code className={styles['code']}>{words.command}</code>
        </p>
      </div>
    </Panel>
  );
}

function Verdict({ checking }: { readonly checking: Checking }) {
  const { audit } = useWords();
  const words = audit.export;
  if (checking.is === 'idle') return null;
  if (checking.is === 'checking') return <>{words.checking(checking.count)}</>;
  if (checking.is === 'unread')
    return <p className={styles['broken']}>{words.unread(checking.why)}</p>;
  const { log } = checking;
  if (!log.ok)
    return <p className={styles['broken']}>{words.broken(log.line, words.problems[log.why])}</p>;
  if (log.count === 0) return <p className={styles['broken']}>{words.empty}</p>;
  return (
    <>
      <p className={styles['whole']}>✓ {words.whole(log.count)}</p>
      {log.hash === null ? (
        <p className={styles['ask']}>{words.insecure}</p>
      ) : (
        <p className={styles['quiet']}>
          {words.hash}: <code className={styles['code']}>{log.hash}</code>
        </p>
      )}
    </>
  );
}

async function fetchLog(slug: string): Promise<string> {
  const reply = await fetch(auditFileUrl(slug));
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  return reply.text();
}
