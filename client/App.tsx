import { Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from './screens/NotFound.tsx';
import { PageBoundary } from './screens/PageBoundary.tsx';
import { StationsContext, usePart, type Stations } from './screens/stations.ts';
import { lazyPart } from './design/lazy-part.ts';

const Library = lazyPart(() =>
  import('./screens/library/Library.tsx').then((chunk) => ({ default: chunk.Library })),
);
const Watch = lazyPart(() =>
  import('./screens/watch/Watch.tsx').then((chunk) => ({ default: chunk.Watch })),
);
const ResultsPage = lazyPart(() =>
  import('./screens/results/ResultsPage.tsx').then((chunk) => ({ default: chunk.ResultsPage })),
);
const OperatorsHouse = lazyPart(() =>
  import('./operate.tsx').then((chunk) => ({ default: chunk.OperatorsHouse })),
);

/** Every address of the client. */
export function App({ stations }: { readonly stations: Stations }) {
  const theme = usePart(stations.prefs, (prefs) => prefs.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <StationsContext value={stations}>
      <PageBoundary>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/">
              <Library />
            </Route>
            <Route path="/race/:slug">{({ slug }) => <Watch key={slug} slug={slug} />}</Route>
            <Route path="/race/:slug/results">
              {({ slug }) => <ResultsPage key={slug} slug={slug} />}
            </Route>
            <Route path="/operate/*?">
              <OperatorsHouse />
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </PageBoundary>
    </StationsContext>
  );
}
