import type { Race } from '../../../../shared/race/race.ts';
import { columnAt, timeAt } from '../../../../shared/strip/axis.ts';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import type { BlindLock, BlindReader, BlindReading } from '../../../../shared/wire/operate-api.ts';
import type { Words } from '../../../i18n/operate-words.ts';
import { entrantOf, heldReadings, readingEvent } from './judge-rows.ts';
import type { Draft, JudgeSheet } from './judge-sheet.ts';
import type { Blind } from './use-blind.ts';

interface BlindMovesOf {
  readonly blind: Blind;
  readonly race: Race;
  readonly point: string;
  readonly talk: Words['judge'];
  readonly say: (words: string) => void;
  readonly sheet: JudgeSheet;
  readonly setSheet: (sheet: JudgeSheet) => void;
}

export interface BlindMoves {
  /** Hands the marks to the server, which shows them to nobody before the other reader has locked. */
  readonly lock: (
    reader: BlindReader,
    marks: readonly Draft[],
    at: { readonly axis: StripAxis; readonly digits: number; readonly own: BlindLock | null },
  ) => Promise<void>;
  /** What was locked is marked again, as it was. */
  readonly takeBack: (lock: BlindLock, axis: StripAxis | null) => Promise<void>;
  /** Into the log with what only one has locked. */
  readonly open: () => Promise<void>;
}

/** What a blind reader does with the server; marks stay on the machine where it does not take them. */
export function blindMoves(given: BlindMovesOf): BlindMoves {
  const { blind, race, point, talk, say, sheet, setSheet } = given;
  const words = talk.reader;
  return {
    async lock(reader, marks, { axis, digits, own }) {
      const marked = marks.map((draft) => readingOf(race, draft, { axis, digits, point, reader }));
      const again = new Set(marked.map(({ who }) => entrantOf(race, who)));
      const before = (own?.readings ?? []).filter(({ who }) => !again.has(entrantOf(race, who)));
      const reply = await blind.lock(reader, point, [...before, ...marked]);
      if (!reply.ok) return say(words.notLocked(reply.problem.message));
      setSheet({
        active: null,
        target: null,
        drafts: sheet.drafts.filter((one) => !marks.includes(one)),
      });
      say(talk.says.locked(reader, before.length + marked.length));
    },
    async takeBack(lock, axis) {
      const reply = await blind.unlock(lock.reader, point);
      if (!reply.ok) return say(words.notTakenBack(reply.problem.message));
      if (axis === null) return;
      const first = Math.max(0, ...sheet.drafts.map(({ id }) => id)) + 1;
      const marks = heldReadings(race, lock).map(({ us, who, entrant }, index): Draft => ({
        id: first + index,
        column: columnAt(axis, us),
        row: null,
        entrant,
        bib: entrant === null && 'bib' in who ? who.bib : '',
        confirmed: true,
      }));
      setSheet({ ...sheet, drafts: [...sheet.drafts, ...marks] });
      say(words.takenBack(marks.length));
    },
    async open() {
      const reply = await blind.open(point);
      say(reply.ok ? words.opened : words.notOpened(reply.problem.message));
    },
  };
}

function readingOf(
  race: Race,
  { entrant, bib, column }: Draft,
  at: {
    readonly axis: StripAxis;
    readonly digits: number;
    readonly point: string;
    readonly reader: BlindReader;
  },
): BlindReading {
  const index = bib === '' ? entrant : entrantOf(race, { bib });
  const id = index === null ? undefined : race.entrants[index]?.entrant.id;
  const who =
    id !== undefined ? { entrant: id } : bib === '' ? ({ unknown: true } as const) : { bib };
  const { point, digits, reader } = at;
  const { time, kind } = readingEvent({ who, point, us: timeAt(at.axis, column), digits, reader });
  return { who, time, kind };
}
