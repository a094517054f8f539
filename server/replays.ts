import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Submission } from '../shared/race/entry.ts';
import { MICROS_PER_MILLI, MICROS_PER_SECOND, instant, type Instant } from '../shared/time/time.ts';
import { raceInstantAt } from '../shared/wire/clock-map.ts';
import type { ClockMap } from '../shared/wire/messages.ts';
import type { ReplayCommand } from './http/replays-api.ts';
import type { ServerClock, Stage } from './broadcast/show.ts';
import { firstGunOf, releaseMoments, type Recording } from './ingest/recording.ts';
import { playRecording, type Replay } from './ingest/replay.ts';
import { readNote, writeNote, type ReplayNote } from './replay-note.ts';
import type { Room } from './room/room.ts';
import type { Rooms } from './room/rooms.ts';

/**
 * Recordings on air. Each run is a live race of its own: a new log, fed through the same door as any
 * other source. Where its clock stands is kept beside its log, so that a server that was stopped
 * continues the run and browsers notice nothing but the pause.
 *
 *   the demo   Oslo, always on air under one slug; each run is a new epoch, with a countdown between
 *   replays    started by anyone, steered by whoever holds the key, dropped when they are over
 */
export interface Replays {
  /** Takes up what was on air when the server stopped, and puts the demo on air if there is one. */
  start(): Promise<void>;
  /** The stage of a run; undefined for races that are no runs. */
  stage(slug: string): Stage | undefined;
  create(request: {
    readonly recording: string;
    readonly rate: number;
  }): Promise<CreatedReplay | NoReplay>;
  steer(slug: string, key: string, command: ReplayCommand): Promise<Steered | NoReplay>;
  close(): void;
}

export interface CreatedReplay {
  readonly ok: true;
  readonly race: string;
  /** Shown once; whoever has it steers. */
  readonly key: string;
}

export interface Steered {
  readonly ok: true;
  readonly clock: ClockMap;
}

export interface NoReplay {
  readonly ok: false;
  readonly code:
    | 'NO_RECORDING'
    | 'TOO_MANY'
    | 'NOT_STORED'
    | 'NOT_FOUND'
    | 'NOT_YOURS'
    | 'ONLY_FORWARD';
  readonly message: string;
}

export interface ReplaysOptions {
  readonly rooms: Rooms;
  /** A past race to put on air; undefined where there is none of that name. */
  readonly recording: (slug: string) => Promise<Recording | undefined>;
  readonly now: ServerClock;
  readonly report: (message: string) => void;
  /** Told when a run's clock or phase changed. */
  readonly onStage: (slug: string) => void;
  /** What is always on air, and under which slug. */
  readonly demo?: { readonly recording: string; readonly slug: string };
  readonly restMs?: number;
}

const LEAD_IN_US = 5 * MICROS_PER_SECOND;
const REST_MS = 20_000;
const RETRY_MS = 10_000;
const MOST_REPLAYS = 16;
/** Of all replays together: each is a race in memory, and one mass race is as many as there should be. */
const MOST_ENTRIES = 100_000;
/** A run that is over stays this long for those who watch it; a forgotten one no longer than that. */
const KEPT_AFTER_END_MS = 5 * 60_000;
const LONGEST_LIFE_MS = 12 * 3_600_000;
const REPLAY_SLUG = /-replay-[a-z0-9]{8}$/;

/** Whether a race of this name would be taken for a replay. */
export function isReplaySlug(slug: string): boolean {
  return REPLAY_SLUG.test(slug);
}

interface Run {
  readonly room: Room;
  readonly recording: Recording;
  readonly replay: Replay;
  readonly keyHash: string | null;
  rate: number;
  nextAt: Instant | null;
}

export function openReplays(options: ReplaysOptions): Replays {
  const { rooms, now, report, onStage, demo } = options;
  const restMs = options.restMs ?? REST_MS;
  const runs = new Map<string, Run>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  return {
    async start() {
      for (const { slug } of await rooms.list()) if (REPLAY_SLUG.test(slug)) await takeUp(slug);
      if (demo) await putOnAir(demo);
    },
    stage(slug) {
      const run = runs.get(slug);
      return run && stageOf(slug, run);
    },
    create,
    steer,
    close() {
      closed = true;
      for (const { replay } of runs.values()) replay.stop();
      for (const timer of timers) clearTimeout(timer);
    },
  };

  /** The demo's run under way goes on; one that is over, or was while nobody served it, makes room for the next. */
  async function putOnAir({
    slug,
    recording: name,
  }: {
    slug: string;
    recording: string;
  }): Promise<void> {
    const recording = await options.recording(name);
    if (!recording) {
      report(`there is no recording ${name} to put on air`);
      return;
    }
    const present = await rooms.open(slug);
    const note = present.ok ? readNote(present.room.note) : null;
    if (present.ok && note && isUnderWay(recording, note)) play(present.room, recording, note);
    else await newRun(slug, recording);
  }

  function isUnderWay(recording: Recording, note: ReplayNote): boolean {
    const end = releaseMoments(recording.entries).at(-1) ?? 0;
    return note.recording === recording.slug && raceInstantAt(note.clock, now()) < end;
  }

  async function newRun(slug: string, recording: Recording): Promise<void> {
    const note: ReplayNote = {
      recording: recording.slug,
      clock: openingClock(recording, 1),
      keyHash: null,
    };
    const opened = await rooms.replace(slug, { roster: recording.roster, note: writeNote(note) });
    if (closed) return;
    if (opened.ok) play(opened.room, recording, note);
    else {
      report(`${slug}: ${opened.message}; trying again`);
      later(RETRY_MS, () => newRun(slug, recording));
    }
  }

  /** A replay that was under way when the server stopped. */
  async function takeUp(slug: string): Promise<void> {
    const opened = await rooms.open(slug);
    if (!opened.ok) {
      report(`${slug}: ${opened.message}`);
      return;
    }
    const note = readNote(opened.room.note);
    const recording = note && (await options.recording(note.recording));
    if (note && recording) play(opened.room, recording, note);
    else await drop(slug);
  }

  async function create({
    recording: name,
    rate,
  }: {
    recording: string;
    rate: number;
  }): Promise<CreatedReplay | NoReplay> {
    const recording = await options.recording(name);
    if (!recording) return no('NO_RECORDING', `there is no recording called ${name}`);
    const own = [...runs.values()].filter((run) => run.keyHash !== null);
    if (own.length >= MOST_REPLAYS)
      return no(
        'TOO_MANY',
        `${MOST_REPLAYS} replays are under way already; wait until one is over`,
      );
    const underWay = own.reduce((sum, run) => sum + run.recording.entries.length, 0);
    if (underWay > 0 && underWay + recording.entries.length > MOST_ENTRIES) {
      return no('TOO_MANY', 'the replays under way fill this server; wait until one is over');
    }
    const slug = `${name.slice(0, 60)}-replay-${randomName()}`;
    const key = randomBytes(18).toString('base64url');
    const note: ReplayNote = {
      recording: name,
      clock: openingClock(recording, rate),
      keyHash: sha256(key),
    };
    const opened = await rooms.create(slug, { roster: recording.roster, note: writeNote(note) });
    if (!opened.ok) return no('NOT_STORED', opened.message);
    play(opened.room, recording, note);
    return { ok: true, race: slug, key };
  }

  async function steer(
    slug: string,
    key: string,
    command: ReplayCommand,
  ): Promise<Steered | NoReplay> {
    const run = runs.get(slug);
    if (!run || run.keyHash === null) return no('NOT_FOUND', `no replay is under way as ${slug}`);
    if (!sameHash(run.keyHash, sha256(key)))
      return no('NOT_YOURS', 'this is not the key of this replay');
    const { replay } = run;
    if (command.do === 'pause') replay.pause();
    if (command.do === 'resume') replay.setRate(run.rate);
    if (command.do === 'rate') {
      run.rate = command.rate;
      replay.setRate(command.rate);
    }
    if (command.do === 'seek') {
      const gun = firstGunOf(run.recording.entries) ?? instant(0);
      if (!replay.seek(instant(gun + command.to)))
        return no('ONLY_FORWARD', 'what is out is out: a live replay goes forward only');
    }
    const { clock } = replay;
    if (command.do === 'stop') await drop(slug);
    return { ok: true, clock };
  }

  function play(room: Room, recording: Recording, note: ReplayNote): void {
    const { slug } = room;
    runs.get(slug)?.replay.stop();
    const replay = playRecording({
      recording,
      fed: room.seq,
      clock: note.clock,
      now,
      submit: (submissions) => feed(room, submissions),
      onChange: () => changed(run),
    });
    const run: Run = {
      room,
      recording,
      replay,
      keyHash: note.keyHash,
      rate: note.clock.rate || 1,
      nextAt: null,
    };
    runs.set(slug, run);
    if (note.keyHash !== null) later(LONGEST_LIFE_MS, () => dropRun(slug, run));
    if (replay.ended) changed(run);
  }

  async function feed(room: Room, submissions: readonly Submission[]): Promise<number> {
    const answers = await room.submit(submissions);
    const refused = answers.findIndex((answer) => !answer.ok);
    const answer = answers[refused];
    if (answer && !answer.ok && !room.closed) report(`${room.slug}: ${answer.message}`);
    return refused === -1 ? answers.length : refused;
  }

  function changed(run: Run): void {
    if (closed) return;
    const { slug } = run.room;
    if (run.replay.ended && run.nextAt === null) atEnd(slug, run);
    const note = writeNote({
      recording: run.recording.slug,
      clock: run.replay.clock,
      keyHash: run.keyHash,
    });
    run.room.setNote(note).then(
      (kept) => {
        if (!kept.ok) report(`${slug}: ${kept.message}`);
      },
      (error: unknown) => report(`${slug}: ${String(error)}`),
    );
    onStage(slug);
  }

  function atEnd(slug: string, run: Run): void {
    if (run.keyHash === null) {
      run.nextAt = instant(now() + restMs * MICROS_PER_MILLI);
      later(restMs, () => newRun(slug, run.recording));
    } else {
      later(KEPT_AFTER_END_MS, () => dropRun(slug, run));
    }
  }

  async function dropRun(slug: string, run: Run): Promise<void> {
    if (runs.get(slug) === run) await drop(slug);
  }

  async function drop(slug: string): Promise<void> {
    runs.get(slug)?.replay.stop();
    runs.delete(slug);
    const dropped = await rooms.drop(slug);
    if (!dropped.ok) report(`${slug}: ${dropped.message}`);
  }

  function openingClock(recording: Recording, rate: number): ClockMap {
    const gun = firstGunOf(recording.entries) ?? releaseMoments(recording.entries)[0] ?? now();
    return { race: gun - LEAD_IN_US, server: now(), rate };
  }

  function later(ms: number, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!closed) act().catch((error: unknown) => report(String(error)));
    }, ms);
    timers.add(timer);
  }
}

function stageOf(slug: string, { replay, keyHash, nextAt }: Run): Stage {
  const { clock } = replay;
  if (!replay.ended) return { phase: 'live', clock };
  if (keyHash !== null || nextAt === null) return { phase: 'finished', clock };
  return { phase: 'countdown', clock, next: { race: slug, at: nextAt } };
}

function no(code: NoReplay['code'], message: string): NoReplay {
  return { ok: false, code, message };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Nobody finds a replay by guessing, and nobody needs to: 36^8 names. */
function randomName(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('');
}
