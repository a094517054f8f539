import type { ReactNode } from 'react';

interface RaceFrameProps {
  readonly slug: string;
  readonly screen: string;
  readonly children: ReactNode;
}

/** What stands around every operator's screen of one race: its name, its tabs, the link, the clock, the queue. */
export function RaceFrame({ slug, screen, children }: RaceFrameProps) {
  return (
    <div>
      <header>
        {slug} {screen}
      </header>
      <main>{children}</main>
    </div>
  );
}
