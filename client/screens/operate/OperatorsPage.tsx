import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../../design/Button.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import { Wordmark } from '../Wordmark.tsx';
import { useDesk, useDeskPart } from './desk-context.ts';
import styles from './OperatorsPage.module.css';

interface OperatorsPageProps {
  readonly title: string;
  /** Which of the pages beside each other this is. */
  readonly page: 'races' | 'new' | 'devices';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around an operator's screens that are of no one race. */
export function OperatorsPage({ title, page, actions, children }: OperatorsPageProps) {
  const { common, operate, setup } = useWords();
  const words = setup.page;
  const desk = useDesk();
  const me = useDeskPart((state) => state.me);
  const shut = useDeskPart((state) => state.shut);
  const offline = useDeskPart((state) => state.link === 'offline');
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common]);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <Wordmark />
        <nav aria-label={words.nav} className={styles['nav']}>
          <Link href="/operate" aria-current={page === 'devices' ? undefined : 'page'}>
            {words.races}
          </Link>
          <Link href="/operate/devices" aria-current={page === 'devices' ? 'page' : undefined}>
            {words.devices}
          </Link>
        </nav>
        {me === null ? null : (
          <span className={styles['who']}>{words.you(me.label, operate.frame.roles[me.role])}</span>
        )}
        <Button look="quiet" onClick={() => void desk.signOut()}>
          {words.signOut}
        </Button>
      </header>
      {shut !== null && shut !== 'oldWire' ? (
        <p role="alert" className={styles['banner']}>
          <span>{operate.banner[shut]}</span>
          <Button onClick={desk.comeInAgain}>{operate.banner.comeIn}</Button>
        </p>
      ) : null}
      {shut === null && offline ? (
        <p role="status" className={styles['banner']}>
          {operate.frame.link.offline}
        </p>
      ) : null}
      <main className={styles['main']}>
        <div className={styles['top']}>
          <h1 className={styles['title']}>{title}</h1>
          {actions}
        </div>
        {children}
      </main>
    </div>
  );
}
