import { useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { Library } from './screens/library/Library.tsx';
import { NotFound } from './screens/NotFound.tsx';
import { StationsContext, usePart, type Stations } from './screens/stations.ts';
import { Watch } from './screens/watch/Watch.tsx';

/** Every address of the client. */
export function App({ stations }: { readonly stations: Stations }) {
  const theme = usePart(stations.prefs, (prefs) => prefs.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <StationsContext value={stations}>
      <Switch>
        <Route path="/">
          <Library />
        </Route>
        <Route path="/race/:slug">{({ slug }) => <Watch key={slug} slug={slug} />}</Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </StationsContext>
  );
}
