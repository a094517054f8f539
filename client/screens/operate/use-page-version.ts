import { useSyncExternalStore } from 'react';
import { pageVersion, type PageVersion } from '../../page-version.ts';

/** Whether the server has a newer page than this, and how to take it. */
export function usePageVersion(): PageVersion {
  return useSyncExternalStore(pageVersion.subscribe, pageVersion.getState);
}
