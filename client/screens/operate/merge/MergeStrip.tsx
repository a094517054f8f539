import { useMemo, useState } from 'react';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { sourcesOf, streamsToMarry } from './marriage-events.ts';
import { Merge } from './MergePanel.tsx';
import styles from './Merge.module.css';

/**
 * On a phone, while taps of one person and calls of another wait to be brought together: how many, and
 * the way there. Nothing is solved until it is opened: one taps while it shows.
 */
export function MergeStrip({
  slug,
  line,
  rows,
}: {
  readonly slug: string;
  readonly line: string;
  readonly rows: readonly TapRow[];
}) {
  const { merge } = useWords();
  const [open, setOpen] = useState(false);
  const { taps, calls } = useMemo(() => streamsToMarry(rows, sourcesOf(rows)), [rows]);
  if ((taps === 0 || calls === 0) && !open) return null;
  return (
    <div className={styles['strip']} data-merge-strip>
      <span>{merge.strip(taps, calls)}</span>
      <Button aria-label={merge.openStrip} onClick={() => setOpen(true)}>
        {merge.open}
      </Button>
      <Dialog
        open={open}
        title={merge.title}
        closeLabel={merge.close}
        onClose={() => setOpen(false)}
      >
        <Merge slug={slug} line={line} />
      </Dialog>
    </div>
  );
}
