import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { makeMomentLink, readMomentLink } from '../../store/moment-link.ts';
import { followForNow } from '../../store/prefs.ts';
import { SkipLink } from '../../design/SkipLink.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { classes } from '../../design/classes.ts';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Session } from '../../store/session.ts';
import { NotFound } from '../NotFound.tsx';
import { usePart, useStations, useVisit } from '../stations.ts';
import { BoardPanel } from './BoardPanel.tsx';
import { GapsPanel } from './GapsPanel.tsx';
import { Header } from './Header.tsx';
import { RaceViewContext, sinceZero, useRaceOf, useRaceView, type RaceView } from './race-view.ts';
import { stepsOf } from './steps.ts';
import { Tabs, type Tab } from './Tabs.tsx';
import { TrackPanel } from './TrackPanel.tsx';
import { TransportBar } from './TransportBar.tsx';
import { usePlace } from './use-place.ts';
import { useServerBoard } from './use-server-board.ts';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './Watch.module.css';

// The board, the track and the clock come first.
const StoryPanel = lazyPart(() =>
  import('./StoryPanel.tsx').then((chunk) => ({ default: chunk.StoryPanel })),
);
const PhotoPanel = lazyPart(() =>
  import('./PhotoPanel.tsx').then((chunk) => ({ default: chunk.PhotoPanel })),
);
const Announcer = lazyPart(() =>
  import('./Announcer.tsx').then((chunk) => ({ default: chunk.Announcer })),
);
const LinkBanner = lazyPart(() =>
  import('./LinkBanner.tsx').then((chunk) => ({ default: chunk.LinkBanner })),
);
const NotCome = lazyPart(() =>
  import('./NotCome.tsx').then((chunk) => ({ default: chunk.NotCome })),
);
const TitleAndKeys = lazyPart(() =>
  import('./TitleAndKeys.tsx').then((chunk) => ({ default: chunk.TitleAndKeys })),
);
const RaceNotice = lazyPart(() =>
  import('./RaceNotice.tsx').then((chunk) => ({ default: chunk.RaceNotice })),
);
const HelpDialog = lazyPart(() =>
  import('./HelpDialog.tsx').then((chunk) => ({ default: chunk.HelpDialog })),
);
const ShareDialog = lazyPart(() =>
  import('./ShareDialog.tsx').then((chunk) => ({ default: chunk.ShareDialog })),
);

const Tv = lazyPart(() => import('./Tv.tsx').then((chunk) => ({ default: chunk.Tv })));

/** `?tv=1` is for a wall. */
function isTv(): boolean {
  return new URLSearchParams(location.search).get('tv') === '1';
}

/** One race, live or any time after. */
export function Watch({ slug }: { readonly slug: string }) {
  const words = useWords();
  const { prefs } = useStations();
  const visit = useVisit(slug);
  const { session } = visit;
  const gone = usePart(session.race, (state) => state.gone);
  const view = useRaceOf(session);

  usePlace(session, slug);
  useEffect(() => {
    const { followed } = readMomentLink(location.search);
    if (followed.length > 0) followForNow(prefs, slug, followed);
  }, [prefs, slug]);

  const whole = usePart(session.race, (state) => state.run?.whole === true);
  // A run that was dropped stays with those who have it; one that was hidden does not.
  if (gone !== null && (gone === 'hidden' || !whole)) return <NotFound ended={gone === 'ended'} />;
  return (
    <RaceViewContext value={view}>
      <SkipLink to="race">{words.common.skipToContent}</SkipLink>
      {view === null ? (
        <Coming session={session} onRetry={visit.retry} />
      ) : isTv() ? (
        <Wall />
      ) : (
        <Race slug={slug} onRetry={visit.retry} />
      )}
    </RaceViewContext>
  );
}

/** Most races simply run, and need no words about it. */
function mayHaveNotice({ race, ready, definition }: RaceView): boolean {
  if (!ready) return false;
  if (race.state !== null || race.startChanges.length > 0) return true;
  return race.zero === null && definition.scheduledStart !== undefined;
}

function Race({ slug, onRetry }: { readonly slug: string; readonly onRetry: () => void }) {
  const view = useRaceView();
  const { session, race, zero, followed } = view;
  const [tab, setTab] = useState<Tab>(() =>
    readMomentLink(location.search).photo ? 'photo' : 'board',
  );
  const [help, setHelp] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const steps = useMemo(() => stepsOf(session, race, zero), [session, race, zero]);
  const share = useCallback(() => {
    const { at } = session.moment();
    const page = new URL(`/race/${slug}`, location.href).href;
    setLink(
      makeMomentLink(page, {
        time: sinceZero(at, zero),
        followed: [...followed],
        photo: tab === 'photo',
      }),
    );
  }, [session, slug, zero, followed, tab]);
  useServerBoard(view);
  return (
    <div className={styles['page']}>
      <Header onHelp={() => setHelp(true)} onShare={share} />
      <Suspense fallback={null}>
        <LinkBanner session={session} zero={zero} onRetry={onRetry} />
      </Suspense>
      {mayHaveNotice(view) ? (
        <Suspense fallback={null}>
          <RaceNotice />
        </Suspense>
      ) : null}
      <main id="race" tabIndex={-1} className={styles['main']} data-tab={tab}>
        <div className={styles['column']}>
          <BoardPanel />
          <Suspense fallback={null}>
            <StoryPanel />
          </Suspense>
        </div>
        <div className={styles['column']}>
          <TrackPanel />
          <GapsPanel />
          <Suspense fallback={null}>
            <PhotoPanel />
          </Suspense>
        </div>
      </main>
      <div className={styles['dock']}>
        <TransportBar steps={steps} />
        <Tabs tab={tab} onTab={setTab} onMore={() => setHelp(true)} />
      </div>
      <Suspense fallback={null}>
        <TitleAndKeys
          view={view}
          steps={steps}
          slug={slug}
          onTab={setTab}
          onHelp={() => setHelp(true)}
          onShare={share}
        />
      </Suspense>
      <Suspense fallback={null}>
        <Announcer />
      </Suspense>
      <Suspense fallback={null}>
        {help ? <HelpDialog onShare={share} onClose={() => setHelp(false)} /> : null}
        {link === null ? null : <ShareDialog link={link} onClose={() => setLink(null)} />}
      </Suspense>
    </div>
  );
}

/** The same panels, with nothing to press. */
function Wall() {
  useServerBoard(useRaceView());
  return (
    <Suspense fallback={null}>
      <Tv board={<BoardPanel />}>
        <TrackPanel />
        <GapsPanel />
        <PhotoPanel />
      </Tv>
    </Suspense>
  );
}

/** Until the race is here; when it does not come at the first attempt, that is said. */
function Coming({ session, onRetry }: { readonly session: Session; readonly onRetry: () => void }) {
  const failed = usePart(session.race, ({ link }) => link.state === 'offline' || !link.online);
  const [missed, setMissed] = useState(failed);
  if (failed && !missed) setMissed(true);
  return (
    <Suspense fallback={<Waiting />}>
      {missed ? (
        <NotCome session={session} onRetry={onRetry} />
      ) : (
        <>
          <LinkBanner session={session} zero={null} onRetry={onRetry} />
          <Waiting />
        </>
      )}
    </Suspense>
  );
}

/** The page in its sizes, before there is anything in it. */
function Waiting() {
  const words = useWords().common;
  return (
    <div className={styles['page']} aria-busy="true">
      <main
        id="race"
        tabIndex={-1}
        className={classes(styles['main'], styles['waiting'])}
        data-tab="board"
      >
        <VisuallyHidden role="status">{words.loading}</VisuallyHidden>
        <div className={styles['board']}>
          <Skeleton width="100%" height="38rem" />
        </div>
        <div className={styles['column']}>
          <Skeleton width="100%" height="24rem" />
          <Skeleton width="100%" height="18rem" />
        </div>
      </main>
    </div>
  );
}
