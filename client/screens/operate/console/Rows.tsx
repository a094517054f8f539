import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { Row } from './Row.tsx';
import type { RowView } from './row-view.ts';
import styles from './Rows.module.css';
import type { ConsoleView } from './use-console.ts';
import { useShownRows } from './use-panels.ts';

/** So many rows are drawn until older ones are asked for: two thousand would slow the next tap. */
const DRAWN = 60;

/** The passings of a line, newest last; it stays with the newest unless the operator looks elsewhere. */
export function Rows({
  view,
  phone = false,
}: {
  readonly view: ConsoleView;
  readonly phone?: boolean;
}) {
  const { rows, model } = view;
  const { show, selected, target } = useShownRows(view);
  const words = useWords().console.assign;
  const [drawn, setDrawn] = useState(DRAWN);
  const list = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const wanted = Math.max(drawn, reach(rows, selected));
  const shown = rows.slice(-wanted).map(show);
  const newest = rows.at(-1)?.id;
  const isEmpty = rows.length === 0;
  // Who has tapped wants to see that tap, wherever one looked before.
  const ownNewest = newest !== undefined && view.entries.safety(newest).own ? newest : null;
  const [seenOwn, setSeenOwn] = useState(ownNewest);
  if (seenOwn !== ownNewest) {
    setSeenOwn(ownNewest);
    if (ownNewest !== null && selected === null) setAway(false);
  }

  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && !away) element.scrollTop = element.scrollHeight;
  }, [newest, rows.length, away]);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const chosen = () =>
      selected === null ? null : element.querySelector(`[data-row="${CSS.escape(selected)}"]`);
    chosen()?.scrollIntoView({ block: 'nearest' });
    // When a row grows or the keys make way for a correction, what one looks at stays whole.
    const room = new ResizeObserver(() => {
      const row = chosen();
      if (row !== null) row.scrollIntoView({ block: 'nearest' });
      else if (!away) element.scrollTop = element.scrollHeight;
    });
    room.observe(element);
    for (const child of element.children) room.observe(child);
    return () => room.disconnect();
  }, [selected, away, isEmpty]);

  function scrolled(): void {
    const element = list.current;
    if (element === null) return;
    setAway(element.scrollHeight - element.scrollTop - element.clientHeight > 40);
  }

  if (rows.length === 0)
    return (
      <div className={styles['empty']}>
        <p>{words.empty}</p>
        <p>{words.emptyNote}</p>
      </div>
    );
  return (
    <div className={styles['frame']}>
      <div
        className={styles['list']}
        data-phone={phone ? '' : undefined}
        ref={list}
        onScroll={scrolled}
      >
        {shown.length < rows.length ? (
          <Button
            look="quiet"
            className={styles['older']}
            onClick={() => setDrawn(drawn + 10 * DRAWN)}
          >
            {words.older(Math.min(rows.length - shown.length, 10 * DRAWN))}
          </Button>
        ) : null}
        <ol className={styles['rows']} aria-label={words.title} style={clockWidth(shown)}>
          {shown.map((row) => (
            <Row
              key={row.id}
              row={row}
              selected={row.id === selected}
              target={row.id === target}
              phone={phone}
              onSelect={model.select}
              onKeepBoth={model.keepBoth}
              onMerge={model.merge}
              onDismiss={view.raceDesk.dismiss}
            />
          ))}
        </ol>
      </div>
      {away ? (
        <Button className={styles['newest']} onClick={() => setAway(false)}>
          {words.toNewest}
        </Button>
      ) : null}
    </div>
  );
}

/** One width for all clocks of the list, hours or not. */
function clockWidth(rows: readonly RowView[]): CSSProperties {
  const widest = Math.max(...rows.map(({ clock }) => clock.length));
  // Colons and points are narrower than figures.
  return { '--clock-width': `${widest * 0.88}ch` } as CSSProperties;
}

/** How many of the newest rows have to be drawn for this one to be among them. */
function reach(rows: readonly TapRow[], id: EntryId | null): number {
  if (id === null) return 0;
  const at = rows.findLastIndex((row) => row.id === id);
  return at < 0 ? 0 : rows.length - at + 2;
}
