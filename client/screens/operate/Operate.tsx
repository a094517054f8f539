import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import type { Desk } from '../../desk/desk.ts';
import { NotFound } from '../NotFound.tsx';
import { DeskContext, useDeskPart } from './desk-context.ts';
import { RaceFrame } from './RaceFrame.tsx';
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
const Judge = lazy(() => import('./judge/Judge.tsx').then((chunk) => ({ default: chunk.Judge })));
const Results = lazy(() =>
  import('./results/Results.tsx').then((chunk) => ({ default: chunk.Results })),
);
const AnnouncerDesk = lazy(() =>
  import('./announcer/AnnouncerDesk.tsx').then((chunk) => ({ default: chunk.AnnouncerDesk })),
);
const Feeds = lazy(() => import('./feeds/Feeds.tsx').then((chunk) => ({ default: chunk.Feeds })));
const StartScreen = lazy(() =>
  import('./start/StartScreen.tsx').then((chunk) => ({ default: chunk.StartScreen })),
);
const AuditScreen = lazy(() =>
  import('./audit/AuditScreen.tsx').then((chunk) => ({ default: chunk.AuditScreen })),
);

const raceScreens = {
  console: Console,
  judge: Judge,
  results: Results,
  announcer: AnnouncerDesk,
  setup: Setup,
  feeds: Feeds,
  start: StartScreen,
  audit: AuditScreen,
};

/** Every address under /operate. Nobody is let further than the sign-in without a session. */
export function Operate({ desk }: { readonly desk: Desk }) {
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
  if (phase === 'starting') return null;
  if (phase === 'signedOut') return <SignIn />;
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
          const Screen =
            screen in raceScreens ? raceScreens[screen as keyof typeof raceScreens] : null;
          if (Screen === null) return <NotFound />;
          return (
            <RaceFrame key={slug} slug={slug} screen={screen}>
              <Screen slug={slug} />
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
