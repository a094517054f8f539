import { randomBytes } from 'node:crypto';
import type { Submission } from '../../shared/race/entry.ts';
import type { ReadingTaken } from '../../shared/race/events.ts';
import { parseSubmission } from '../../shared/race/parse-event.ts';
import { instant } from '../../shared/time/time.ts';
import type { BlindLock, BlindReader, BlindRequest } from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import { deviceOf } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import type { Room } from '../room/room.ts';
import type { Done, OperatorRaces, Undone } from './operator-races.ts';
import { readRaceNote, type HeldReadings } from './race-note.ts';

/**
 * Two who read the same finish without seeing each other. What the first has locked is held beside the
 * log, and is no entry: nobody can see there what is not there. When the second locks, or a referee
 * opens it, all goes into the log at once, signed with a part of each reader's own device.
 *
 *   A locks ──▶ held ──┐
 *   B locks ──▶ held ──┴─ both: into the log, then held no more ──▶ compared by everybody
 *
 * Device and counters are given when it is locked, so that a server that died between the log and the
 * note brings the same again, and the log stores it once.
 */
export interface BlindReadings {
  locks(room: Room, operator: OperatorKey): readonly BlindLock[];
  lock(room: Room, operator: OperatorKey, reader: BlindReader, asked: BlindRequest): Promise<Done>;
  unlock(room: Room, operator: OperatorKey, reader: BlindReader, point: string): Promise<Done>;
  open(room: Room, operator: OperatorKey, point: string): Promise<Done>;
}

export function openBlindReadings({
  access,
  races,
}: {
  readonly access: Access;
  readonly races: Pick<OperatorRaces, 'changeNote'>;
}): BlindReadings {
  let turn: Promise<unknown> = Promise.resolve();

  return {
    locks: (room, operator) =>
      heldIn(room).map(({ reader, point, by, at, entries }) => ({
        reader,
        point,
        by: { id: by, label: access.keys.get(by)?.label ?? by },
        at,
        count: entries.length,
        readings: by === operator.id ? entries.flatMap(readingOf) : null,
      })),
    lock: (room, operator, reader, asked) =>
      inTurn(async () => {
        const made = heldReadings(operator, reader, asked, access.now());
        if (!made.ok) return made;
        if (!room.race.points.some(({ id }) => id === asked.point))
          return no('NO_POINT', `${room.slug} has no point ${asked.point}`);
        const kept = await races.changeNote(room, operator.id, (note) => {
          const before = (note.blind ?? []).find((one) => isOf(one, asked.point, reader));
          if (before !== undefined && before.by !== operator.id) return otherReader(before);
          const others = (note.blind ?? []).filter((one) => one !== before);
          return { ...note, blind: [...others, made.held] };
        });
        const readers = heldIn(room).filter(({ point }) => point === asked.point);
        return kept.ok && readers.length === 2 ? release(room, operator, asked.point) : kept;
      }),
    unlock: (room, operator, reader, point) =>
      inTurn(() =>
        races.changeNote(room, operator.id, (note) => {
          const before = (note.blind ?? []).find((one) => isOf(one, point, reader));
          if (before === undefined)
            return no('NOT_LOCKED', `reader ${reader} has nothing locked at ${point}`);
          if (before.by !== operator.id) return otherReader(before);
          return { ...note, blind: (note.blind ?? []).filter((one) => one !== before) };
        }),
      ),
    open: (room, operator, point) =>
      inTurn(async () => {
        const isHeld = heldIn(room).some((one) => one.point === point);
        return isHeld
          ? release(room, operator, point)
          : no('NOT_LOCKED', `nobody has locked anything at ${point}`);
      }),
  };

  async function release(room: Room, operator: OperatorKey, point: string): Promise<Done> {
    const held = heldIn(room).filter((one) => one.point === point);
    const answers = await room.submit(held.flatMap(({ entries }) => entries));
    const refused = answers.find(({ ok }) => !ok);
    if (refused && !refused.ok) return no('NOT_STORED', refused.message);
    return races.changeNote(room, operator.id, (note) => ({
      ...note,
      blind: (note.blind ?? []).filter((one) => one.point !== point),
    }));
  }

  function otherReader({ reader, by }: HeldReadings): Undone {
    const label = access.keys.get(by)?.label ?? by;
    return no('OTHER_READER', `${label} is reader ${reader} at this point`);
  }

  /** One lock after the other: the second of two at once sees the first. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = turn.then(step);
    turn = done.catch(() => undefined);
    return done;
  }
}

function heldIn(room: Room): readonly HeldReadings[] {
  return readRaceNote(room.note)?.blind ?? [];
}

function isOf(held: HeldReadings, point: string, reader: BlindReader): boolean {
  return held.point === point && held.reader === reader;
}

function heldReadings(
  operator: OperatorKey,
  reader: BlindReader,
  { point, readings }: BlindRequest,
  at: number,
): { readonly ok: true; readonly held: HeldReadings } | Undone {
  const device = `${deviceOf(operator.id)}.blind-${randomBytes(4).toString('hex')}`;
  const entries: Submission[] = [];
  for (const [index, reading] of readings.entries()) {
    const event = { ...reading, type: 'readingTaken', point, reader };
    const submission = { device, n: index + 1, recordedAt: instant(at), event };
    const parsed = parseSubmission(submission);
    if (!parsed.ok) return no('REFUSED', parsed.refusal.message);
    entries.push(parsed.submission);
  }
  return { ok: true, held: { reader, point, by: operator.id, at, entries } };
}

function readingOf({ event }: Submission): readonly Pick<ReadingTaken, 'who' | 'time' | 'kind'>[] {
  if (event.type !== 'readingTaken') return [];
  const { who, time, kind } = event;
  return [{ who, time, kind }];
}

function no(code: Undone['code'], message: string): Undone {
  return { ok: false, code, message };
}
