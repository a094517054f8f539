import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { OperatorRace } from '../../../../shared/wire/operate-api.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button, buttonLook } from '../../../design/Button.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { dateText } from '../../dates.ts';
import { dateAtVenue } from '../start/venue-time.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { OperatorsPage } from '../OperatorsPage.tsx';
import styles from './Races.module.css';

/** Often enough to see who comes to work, seldom enough to cost nothing. */
const EVERY_MS = 5_000;

/** Every race an operator may touch, and how to make one. */
export function Races() {
  const words = useWords().setup.races;
  const me = useDeskPart((state) => state.me);
  const mayMake = me !== null && me.race === null && (me.role === 'admin' || me.role === 'referee');
  const { races, problem, ask } = useOperatorRaces();
  return (
    <OperatorsPage
      title={words.title}
      page="races"
      actions={
        mayMake && races !== null && races.length > 0 ? (
          <Link href="/operate/new" className={buttonLook({ look: 'strong', size: 'large' })}>
            {words.new}
          </Link>
        ) : null
      }
    >
      {races === null && problem === null ? (
        <div aria-busy="true" className={styles['cards']}>
          {['a', 'b', 'c'].map((key) => (
            <Skeleton key={key} width="100%" height="8.5rem" />
          ))}
        </div>
      ) : null}
      {races === null && problem !== null ? (
        <div role="alert" className={styles['empty']}>
          <h2>{words.failed}</h2>
          <p>{problem.message}</p>
          <Button look="strong" size="large" onClick={ask}>
            {words.retry}
          </Button>
        </div>
      ) : null}
      {races?.length === 0 ? <Empty mayMake={mayMake} /> : null}
      {races === null ? null : <Groups races={races} />}
    </OperatorsPage>
  );
}

function Empty({ mayMake }: { readonly mayMake: boolean }) {
  const words = useWords().setup.races;
  return (
    <section className={styles['empty']}>
      <h2>{words.emptyTitle}</h2>
      <p>{mayMake ? words.emptyNote : words.emptyReadOnly}</p>
      {mayMake ? (
        <Link href="/operate/new" className={buttonLook({ look: 'strong', size: 'large' })}>
          {words.emptyAction}
        </Link>
      ) : null}
    </section>
  );
}

type Group = 'today' | 'draft' | 'public' | 'archived' | 'hidden' | 'replays';
const GROUPS: readonly Group[] = ['today', 'draft', 'public', 'replays', 'archived', 'hidden'];

function Groups({ races }: { readonly races: readonly OperatorRace[] }) {
  const words = useWords().setup.races;
  const desk = useDesk();
  const now = desk.now();
  const groupOf = ({ editable, visibility, definition }: OperatorRace): Group => {
    if (!editable) return 'replays';
    if (visibility === 'archived' || visibility === 'hidden') return visibility;
    const isToday = definition !== null && definition.date === dateAtVenue(now, definition.zone);
    return isToday ? 'today' : visibility;
  };
  return GROUPS.map((group) => {
    const own = races.filter((race) => groupOf(race) === group).toSorted(byStart);
    return own.length === 0 ? null : (
      <section key={group} aria-labelledby={`races-${group}`} className={styles['group']}>
        <h2 id={`races-${group}`} className={styles['heading']}>
          {words[group]} <span className={styles['count']}>{own.length}</span>
        </h2>
        <ul className={styles['cards']}>
          {own.map((race) => (
            <li key={race.slug}>
              <RaceCard race={race} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function byStart(a: OperatorRace, b: OperatorRace): number {
  const at = ({ definition }: OperatorRace) => definition?.scheduledStart ?? Infinity;
  const [first, second] = [at(a), at(b)];
  if (first !== second) return first - second;
  return a.slug.localeCompare(b.slug, 'en', { numeric: true });
}

function RaceCard({ race }: { readonly race: OperatorRace }) {
  const words = useWords().setup.races;
  const me = useDeskPart((state) => state.me);
  const { slug, definition, visibility, rehearsal, editable, entrants, operators } = race;
  const { result = null, state = null } = race;
  const title = definition?.event ?? words.untitled;
  const setsUp = me?.role === 'admin' || me?.role === 'referee';
  const path = `/operate/race/${slug}`;
  return (
    <article className={styles['card']} data-rehearsal={rehearsal || undefined}>
      <div className={styles['top']}>
        <h3 className={styles['event']}>
          <Link href={path} className={styles['into']}>
            {[title, definition?.round, definition?.heat]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </Link>
        </h3>
        <span className={styles['badges']}>
          {rehearsal ? <Badge tone="behind">{words.rehearsal}</Badge> : null}
          {state === null || state === 'scheduled' ? null : (
            <Badge tone="behind">{words.state[state]}</Badge>
          )}
          {result === null ? null : (
            <Badge tone={result === 'provisional' ? 'behind' : 'known'}>
              {words.result[result]}
            </Badge>
          )}
          {editable ? (
            <Badge tone={visibility === 'public' ? 'known' : 'plain'}>
              {words.visibility[visibility]}
            </Badge>
          ) : null}
        </span>
      </div>
      <p className={styles['where']}>
        {definition === null ? slug : whereText(definition)} · {words.entrants(entrants)}
      </p>
      {state === 'rerun' && me !== null && me.race !== null ? (
        <p className={styles['again']}>
          <Icon name="warning" size={16} />
          {words.againBound}
        </p>
      ) : null}
      {operators.length === 0 ? null : (
        <p className={styles['present']}>
          <Icon name="viewers" size={16} />
          {words.present(operators.map(({ label }) => label).join(', '))}
        </p>
      )}
      <div className={styles['actions']}>
        <Link href={path} className={buttonLook({ look: 'plain', size: 'normal' })}>
          {words.open}
        </Link>
        {setsUp ? (
          <Link href={`${path}/setup`} className={buttonLook({ look: 'quiet', size: 'normal' })}>
            {words.setUp}
          </Link>
        ) : null}
        <Link href={`/race/${slug}`} className={buttonLook({ look: 'quiet', size: 'normal' })}>
          {words.watch}
        </Link>
      </div>
    </article>
  );
}

function whereText({
  meeting,
  date,
  scheduledStart,
  zone,
}: NonNullable<OperatorRace['definition']>): string {
  const clock =
    scheduledStart === undefined
      ? ''
      : new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          hour: '2-digit',
          minute: '2-digit',
        }).format(scheduledStart / 1000);
  return [meeting.name, [dateText(date), clock].filter(Boolean).join(' ')].join(' · ');
}

interface Asked {
  readonly races: readonly OperatorRace[] | null;
  readonly problem: Refused | null;
}

function useOperatorRaces(): Asked & { readonly ask: () => void } {
  const [asked, setAsked] = useState<Asked>({ races: null, problem: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    const look = async () => {
      const reply = await operateApi.races();
      if (left) return;
      setAsked((before) =>
        reply.ok
          ? { races: reply.value.races, problem: null }
          : { races: before.races, problem: reply.problem },
      );
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
  return { ...asked, ask: useCallback(() => setTurn((before) => before + 1), []) };
}
