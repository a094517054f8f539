import { createRace } from '../../shared/race/apply.ts';
import type { Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { parseSubmission } from '../../shared/race/parse-event.ts';
import type { Roster, RosterLine } from '../../shared/race/roster.ts';
import { instant } from '../../shared/time/time.ts';
import type { RaceRequest, RosterPatch, Visibility } from '../../shared/wire/operate-api.ts';
import { deviceOf } from '../access/device.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { isForEveryone, readRaceNote, writeRaceNote, type RaceNote } from './race-note.ts';

/**
 * Races that operators make: logs and rooms like any other. What they decide beside the log, who may
 * see the race and what people are called, is kept beside it and can be changed; the log cannot.
 */
export interface OperatorRaces {
  /** Every stored race, whoever made it. */
  list(): Promise<readonly Room[]>;
  find(slug: string): Promise<Room | undefined>;
  create(request: RaceRequest, madeBy: string): Promise<Made>;
  show(room: Room, visibility: Visibility, by: string): Promise<Done>;
  /** Changes what is kept beside the log; what the step answers is given back once it is on disk. */
  changeNote(room: Room, by: string, step: (note: RaceNote) => RaceNote | Undone): Promise<Done>;
  /** Wipes a rehearsal. */
  wipe(room: Room): Promise<Done>;
  setRoster(room: Room, roster: Roster): Promise<Done>;
  patchLine(room: Room, entrant: string, patch: RosterPatch): Promise<Done>;
  /** Takes the line away for good: viewers and files know this entrant by its bib from now on. */
  eraseLine(room: Room, entrant: string): Promise<Done>;
}

export type Done = { readonly ok: true } | Undone;
export type Made = { readonly ok: true; readonly room: Room } | Undone;

export interface Undone {
  readonly ok: false;
  readonly code:
    | 'RACE_EXISTS'
    | 'REFUSED'
    | 'NOT_STORED'
    | 'NOT_YOURS'
    | 'NOT_A_REHEARSAL'
    | 'NO_ENTRANT'
    | 'NO_POINT'
    | 'OTHER_READER'
    | 'NOT_LOCKED';
  readonly message: string;
}

export interface OperatorRacesOptions {
  readonly rooms: Rooms;
  /** Slugs that are taken by what is not stored: past races, runs to come. */
  readonly isTaken: (slug: string) => boolean;
  /** Told when a race's names or its being shown changed; `hidden`: viewers are to be sent away. */
  readonly onChange: (slug: string, change: 'stage' | 'hidden') => void;
  readonly now: () => number;
  readonly report: (message: string) => void;
}

export function openOperatorRaces(options: OperatorRacesOptions): OperatorRaces {
  const { rooms, onChange, now, report } = options;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    async list() {
      const heads = await rooms.list();
      const found = await Promise.all(heads.map(({ slug }) => find(slug)));
      return found.filter((room) => room !== undefined);
    },
    find,
    create: (request, madeBy) => inTurn(() => create(request, madeBy)),
    changeNote: (room, by, step) => inTurn(() => changeNote(room, by, step)),
    show: (room, visibility, by) =>
      inTurn(async () => {
        const done = await changeNote(room, by, (note) => ({ ...note, visibility }));
        if (done.ok) onChange(room.slug, isForEveryone(visibility) ? 'stage' : 'hidden');
        return done;
      }),
    wipe: (room) =>
      inTurn(async () => {
        if (readRaceNote(room.note)?.rehearsal !== true)
          return no('NOT_A_REHEARSAL', `${room.slug} was no rehearsal; hide it instead`);
        const dropped = await rooms.drop(room.slug);
        return dropped.ok ? DONE : no('NOT_STORED', dropped.message);
      }),
    setRoster: (room, roster) => inTurn(() => keepRoster(room, roster)),
    patchLine: (room, entrant, patch) =>
      inTurn(async () => {
        const line = patched(room.roster[entrant], patch);
        if (line === null) return no('NO_ENTRANT', `${entrant} has no name yet; give one`);
        return keepRoster(room, { ...room.roster, [entrant]: line });
      }),
    eraseLine: (room, entrant) =>
      inTurn(async () => {
        if (!Object.hasOwn(room.roster, entrant))
          return no('NO_ENTRANT', `${entrant} has no line in the roster`);
        const rest = Object.entries(room.roster).filter(([id]) => id !== entrant);
        return keepRoster(room, Object.fromEntries(rest));
      }),
  };

  async function find(slug: string): Promise<Room | undefined> {
    const opened = await rooms.open(slug);
    if (opened.ok) return opened.room;
    if (opened.code !== 'NOT_FOUND') report(`${slug}: ${opened.message}`);
    return undefined;
  }

  async function create(request: RaceRequest, madeBy: string): Promise<Made> {
    const { definition, entrants = [], roster = {}, visibility = 'draft' } = request;
    const entries = firstEntries(
      [
        { type: 'raceDefined', definition },
        ...(entrants.length > 0 ? [{ type: 'entrantsListed', entrants } as const] : []),
      ],
      { device: `${deviceOf(madeBy)}.setup`, recordedAt: instant(now()) },
    );
    if (!entries.ok) return no('REFUSED', entries.message);
    const taken = new Set((await rooms.list()).map(({ slug }) => slug));
    const isFree = (slug: string) => !taken.has(slug) && !options.isTaken(slug);
    const slug = request.slug ?? freeSlug(request, isFree);
    if (!isFree(slug)) return no('RACE_EXISTS', `there is a race called ${slug} already`);
    const note = { visibility, rehearsal: request.rehearsal ?? false, madeBy, madeAt: now() };
    const opened = await rooms.create(slug, {
      roster,
      note: writeRaceNote(note),
      entries: entries.entries,
    });
    return opened.ok ? { ok: true, room: opened.room } : no('NOT_STORED', opened.message);
  }

  async function changeNote(
    room: Room,
    by: string,
    step: (note: RaceNote) => RaceNote | Undone,
  ): Promise<Done> {
    const note = readRaceNote(room.note);
    if (room.note !== null && note === null)
      return no('NOT_YOURS', `${room.slug} is a recording on air, and belongs to nobody here`);
    const madeOf: RaceNote = note ?? {
      visibility: 'public',
      rehearsal: false,
      madeBy: by,
      madeAt: now(),
    };
    const changed = step(madeOf);
    if ('code' in changed) return changed;
    const kept = await room.setNote(writeRaceNote(changed));
    return kept.ok ? DONE : no('NOT_STORED', kept.message);
  }

  async function keepRoster(room: Room, roster: Roster): Promise<Done> {
    const kept = await room.setRoster(roster);
    if (!kept.ok) return no('NOT_STORED', kept.message);
    onChange(room.slug, 'stage');
    return DONE;
  }

  /** What is read, changed and written back happens one after the other. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = turn.then(step);
    turn = done.catch(() => undefined);
    return done;
  }
}

const DONE = { ok: true } as const;

function no(code: Undone['code'], message: string): Undone {
  return { ok: false, code, message };
}

/** Read and tried out before anything is stored: a race begins with a definition that holds. */
function firstEntries(
  events: readonly RaceEvent[],
  signed: Pick<Submission, 'device' | 'recordedAt'>,
):
  | { readonly ok: true; readonly entries: readonly Submission[] }
  | { readonly ok: false; readonly message: string } {
  const race = createRace();
  const entries: Submission[] = [];
  for (const [index, event] of events.entries()) {
    const parsed = parseSubmission({ ...signed, n: index + 1, event });
    if (!parsed.ok) return { ok: false, message: parsed.refusal.message };
    const applied = race.apply(parsed.submission);
    if (!applied.ok) return { ok: false, message: applied.refusal.message };
    entries.push(parsed.submission);
  }
  return { ok: true, entries };
}

function freeSlug({ definition }: RaceRequest, isFree: (slug: string) => boolean): string {
  const { event, round, heat, date } = definition;
  const words = [date, event, round, heat].filter((word) => word !== undefined).join(' ');
  const base = slugOf(words);
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (isFree(slug)) return slug;
  }
}

function slugOf(words: string): string {
  const plain = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'race' : slug;
}

/** Null where there is neither a line nor a name to begin one with. */
function patched(line: RosterLine | undefined, patch: RosterPatch): RosterLine | null {
  const parts = Object.entries({ ...line, ...patch }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const next: Partial<RosterLine> = Object.fromEntries(parts);
  return next.name === undefined ? null : { ...next, name: next.name };
}
