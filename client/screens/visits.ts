import type { Visit } from './stations.ts';

/** Between two screens of one race, its link and its fold are kept. */
const KEPT_MS = 10_000;

export interface Opened extends Pick<Visit, 'session' | 'retry'> {
  readonly close: () => void;
}

/** Keeps one visit per race while any screen holds it, and a little longer. */
export function visits(
  open: (slug: string) => Opened,
  after: (ms: number, call: () => void) => () => void,
) {
  const known = new Map<string, Visit>();
  return (slug: string): Visit => {
    const present = known.get(slug);
    if (present !== undefined) return present;
    const opened = open(slug);
    let holders = 0;
    let cancel = after(KEPT_MS, leave);

    function leave(): void {
      if (holders > 0) return;
      known.delete(slug);
      opened.close();
    }

    const visit: Visit = {
      session: opened.session,
      retry: opened.retry,
      hold() {
        holders += 1;
        cancel();
        return () => {
          holders -= 1;
          cancel();
          cancel = after(KEPT_MS, leave);
        };
      },
    };
    known.set(slug, visit);
    return visit;
  };
}
