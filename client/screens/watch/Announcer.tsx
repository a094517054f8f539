import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { useWords } from '../../i18n/words.ts';
import { announcer } from '../../store/announcements.ts';
import { usePart, useStations } from '../stations.ts';
import { useRaceView } from './race-view.ts';
import { sentence } from './story-lines.ts';

/** Speaks what happens, one sentence in five seconds; the newest replaces what was not said. */
export function Announcer() {
  const words = useWords();
  const { nowMs } = useStations();
  const view = useRaceView();
  const { session } = view;
  const items = usePart(session.story, (story) => story.items);
  const voice = useRef<ReturnType<typeof announcer> | null>(null);
  const status = useRef<HTMLSpanElement>(null);
  const said = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const made = announcer(
      (text) => {
        if (status.current !== null) status.current.textContent = text;
      },
      {
        nowMs,
        after(ms, call) {
          const timer = setTimeout(call, ms);
          return () => clearTimeout(timer);
        },
      },
    );
    voice.current = made;
    return made.stop;
  }, [nowMs]);
  useEffect(() => {
    const before = said.current;
    said.current = new Set(items.map((item) => item.key));
    // What was there on arrival, and what a jump brings, is in the story to be read.
    if (before === null) return;
    // The notice reads a recall out itself.
    const fresh = items.filter(({ key, says }) => !before.has(key) && says.kind !== 'recall');
    if (fresh.length === 0 || fresh.length > 4) return;
    for (const item of fresh) {
      voice.current?.say({
        text: sentence(item.says, { ...view, words }),
        urgent: item.says.kind === 'margin' || item.says.kind === 'declared',
      });
    }
  }, [items, view, words]);
  return (
    <VisuallyHidden>
      <span ref={status} role="status" />
    </VisuallyHidden>
  );
}
