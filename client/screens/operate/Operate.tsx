import { lazy, Suspense, useState, type ComponentType } from 'react';
import { Route, Switch } from 'wouter';
import type { Desk } from '../../desk/desk.ts';
import { NotFound } from '../NotFound.tsx';
import { DeskContext, useDeskPart } from './desk-context.ts';
import { Framed } from './Framed.tsx';
import { isRaceTab, type RaceTab } from './race-screens.ts';
import { RaceFrame } from './RaceFrame.tsx';
import { takeInvitation } from './invitation.ts';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { SignIn } from './SignIn.tsx';

const Races = lazy(() => import('./setup/Races.tsx').then((chunk) => ({ default: chunk.Races })));
const NewRace = lazy(() =>
  import('./setup/NewRace.tsx').then((chunk) => ({ default: chunk.NewRace })),
);
const Setup = lazy(() => import('./setup/Setup.tsx').then((chunk) => ({ default: chunk.Setup })));
const Devices = lazy(() =>
  import('./devices/Devices.tsx').then((chunk) => ({ default: chunk.Devices })),
);
const Console = lazy(() =>
  import('./console/Console.tsx').then((chunk) => ({ default: chunk.Console })),
);
const StartScreen = lazy(() =>
  import('./start/StartScreen.tsx').then((chunk) => ({ default: chunk.StartScreen })),
);
const Judge = lazy(() => import('./judge/Judge.tsx').then((chunk) => ({ default: chunk.Judge })));
const Results = lazy(() =>
  import('./results/Results.tsx').then((chunk) => ({ default: chunk.Results })),
);
const AnnouncerDesk = lazy(() =>
  import('./announcer/AnnouncerDesk.tsx').then((chunk) => ({ default: chunk.AnnouncerDesk })),
);
const Feeds = lazy(() => import('./feeds/Feeds.tsx').then((chunk) => ({ default: chunk.Feeds })));
const Rehearsal = lazy(() =>
  import('./rehearsal/Rehearsal.tsx').then((chunk) => ({ default: chunk.Rehearsal })),
);
const AuditScreen = lazy(() =>
  import('./audit/AuditScreen.tsx').then((chunk) => ({ default: chunk.AuditScreen })),
);

const raceScreens: Readonly<Record<RaceTab, ComponentType<{ readonly slug: string }>>> = {
  console: Console,
  start: StartScreen,
  judge: Judge,
  results: Results,
  announcer: AnnouncerDesk,
  setup: Setup,
  feeds: Feeds,
  rehearsal: Rehearsal,
  audit: AuditScreen,
};

/** Every address under /operate. Nobody is let further than the sign-in without a session. */
export function Operate({ desk }: { readonly desk: Desk }) {
  // The server forbids frames by its headers; a page that came another way looks for itself.
  if (window.top !== window.self) return <Framed />;
  return (
    <DeskContext value={desk}>
      <Suspense fallback={null}>
        <Door />
      </Suspense>
    </DeskContext>
  );
}

function Door() {
  const phase = useDeskPart((state) => state.phase);
  // Somebody who is in already opens another link: it is theirs to say which they are.
  const [isInvited, setIsInvited] = useState(() => takeInvitation() !== null);
  if (phase === 'starting') return null;
  if (phase === 'signedOut' || isInvited)
    return <SignIn onDone={() => setIsInvited(false)} onStay={() => setIsInvited(false)} />;
  return (
    <Switch>
      <Route path="/operate">
        <Races />
      </Route>
      <Route path="/operate/new">
        <NewRace />
      </Route>
      <Route path="/operate/devices">
        <Devices />
      </Route>
      <Route path="/operate/race/:slug/:screen?">
        {({ slug, screen = 'console' }) => {
          if (!isRaceTab(screen)) return <NotFound />;
          const Screen = raceScreens[screen];
          return (
            <RaceFrame key={slug} slug={slug} screen={screen}>
              <ScreenBoundary key={screen}>
                <Suspense fallback={null}>
                  <Screen slug={slug} />
                </Suspense>
              </ScreenBoundary>
            </RaceFrame>
          );
        }}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
