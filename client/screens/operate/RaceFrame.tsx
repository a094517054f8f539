import { useEffect, useId, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { RaceDefinition } from '../../../shared/race/definition.ts';
import { buttonLook } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { SkipLink } from '../../design/SkipLink.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import { Banners } from './Banners.tsx';
import { DeskDialog } from './DeskDialog.tsx';
import { useDeskPart, useRaceDesk, useRacePart } from './desk-context.ts';
import { isRaceTab, tabsOf } from './race-screens.ts';
import { Standing } from './Standing.tsx';
import styles from './RaceFrame.module.css';

interface RaceFrameProps {
  readonly slug: string;
  readonly screen: string;
  readonly children: ReactNode;
}

/** What stands around every operator's screen of one race: its name, its tabs, the link, the clock, the queue. */
export function RaceFrame({ slug, screen, children }: RaceFrameProps) {
  const { common, operate } = useWords();
  const words = operate.frame;
  const main = useId();
  const race = useRaceDesk(slug);
  const me = useDeskPart((state) => state.me);
  const definition = useRacePart(race, (state) => state.race.definition);
  const [isOpen, setIsOpen] = useState(false);
  const title = definition === null ? slug : titleOf(definition);
  const tab = isRaceTab(screen) ? words.tab[screen] : screen;
  useEffect(() => {
    document.title = `${tab} · ${title} · ${common.product}`;
  }, [tab, title, common]);
  // What lies here unsent or refused stays within reach, also when the key is for another race now.
  const hasLeftovers = useRacePart(
    race,
    (state) => state.unsent > 0 || state.entries.some(({ where }) => where === 'refused'),
  );
  const own = me?.race ?? null;
  const isNowhere = useRacePart(race, (state) => state.gone === 'notFound') && !hasLeftovers;
  const isElsewhere = own !== null && own !== slug && !hasLeftovers;
  const tabs = me === null || isElsewhere ? [] : tabsOf(me.role);
  const isMine = tabs.some((one) => one === screen);
  return (
    <div className={styles['page']}>
      <SkipLink to={main}>{words.skip}</SkipLink>
      <header className={styles['header']}>
        <Link href="/operate" className={styles['back']} aria-label={words.races}>
          <Icon name="back" />
        </Link>
        <h1 className={styles['title']}>{title}</h1>
        <nav aria-label={words.tabs} className={styles['tabs']}>
          {tabs.map((one) => (
            <Link
              key={one}
              href={`/operate/race/${slug}/${one}`}
              className={styles['tab']}
              aria-current={one === screen ? 'page' : undefined}
            >
              {words.tab[one]}
            </Link>
          ))}
        </nav>
        <button
          type="button"
          className={styles['standing']}
          aria-haspopup="dialog"
          aria-label={words.menu}
          aria-describedby={`${main}-standing`}
          onClick={() => setIsOpen(true)}
        >
          <span id={`${main}-standing`} className={styles['signs']}>
            <Standing />
          </span>
          <span className={styles['who']}>{me?.label}</span>
        </button>
      </header>
      <div className={styles['banners']}>
        <Banners race={race} />
      </div>
      <main id={main} tabIndex={-1} className={styles['main']}>
        {isElsewhere ? (
          <OtherRace
            to={`/operate/race/${own}/${tabsOf(me?.role ?? 'viewer')[0] ?? ''}`}
            slug={slug}
          />
        ) : isNowhere ? (
          <NoRace />
        ) : isMine || me === null ? (
          children
        ) : (
          <NotMine role={words.roles[me.role]} />
        )}
      </main>
      <DeskDialog race={race} screen={screen} open={isOpen} onClose={() => setIsOpen(false)} />
    </div>
  );
}

function NotMine({ role }: { readonly role: string }) {
  const { notForYou } = useWords().operate.frame;
  return (
    <div className={styles['notMine']}>
      <h2>{notForYou.title}</h2>
      <p>{notForYou.note(role)}</p>
    </div>
  );
}

/** A key for one race opens no other: here nothing that is done would be taken. */
function OtherRace({ to, slug }: { readonly to: string; readonly slug: string }) {
  const { otherRace } = useWords().operate.frame;
  return (
    <div className={styles['notMine']} data-other-race>
      <h2>{otherRace.title}</h2>
      <p>{otherRace.note}</p>
      <p className={styles['ways']}>
        <Link href={to} className={buttonLook({ look: 'strong', size: 'large' })}>
          {otherRace.toOwn}
        </Link>
        <Link href={`/race/${slug}`} className={buttonLook({ look: 'plain', size: 'large' })}>
          {otherRace.watch}
        </Link>
      </p>
    </div>
  );
}

/** Mistyped, or a rehearsal that was wiped; that there is none the banner says. */
function NoRace() {
  const { noRace } = useWords().operate.frame;
  return (
    <div className={styles['notMine']}>
      <p>{noRace.note}</p>
      <p className={styles['ways']}>
        <Link href="/operate" className={buttonLook({ look: 'strong', size: 'large' })}>
          {noRace.toRaces}
        </Link>
      </p>
    </div>
  );
}

function titleOf({ event, round, heat }: RaceDefinition): string {
  return [event, round, heat].filter((part) => part !== undefined).join(' ');
}
