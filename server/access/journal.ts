import type { JournalRow } from '../../shared/wire/operate-api.ts';

/** Who came in and who was refused: for the admin, since the server started. No key is ever in it. */
export interface AccessJournal {
  /** Newest first. */
  rows(): readonly JournalRow[];
  write(row: JournalNote): void;
}

export type JournalNote = Pick<JournalRow, 'what' | 'message'> &
  Partial<Pick<JournalRow, 'operator' | 'race' | 'address'>>;

const KEPT = 500;
const ROW_LETTERS = 300;

export function openJournal(options: {
  readonly now: () => number;
  /** Told in a sentence of what whoever runs the server should know. */
  readonly report: (message: string) => void;
}): AccessJournal {
  let rows: readonly JournalRow[] = [];
  return {
    rows: () => rows,
    write({ what, message, operator = null, race = null, address = null }) {
      const row = { at: options.now(), what, operator, race, address };
      rows = [{ ...row, message: message.slice(0, ROW_LETTERS) }, ...rows].slice(0, KEPT);
      const from = address === null ? '' : `, from ${address}`;
      if (WORTH_REPORTING.has(what)) options.report(message.slice(0, ROW_LETTERS) + from);
    },
  };
}

/** Refusals can be had by the thousand; these cannot. */
const WORTH_REPORTING: ReadonlySet<JournalRow['what']> = new Set(['keyRevoked', 'lockedOut']);
