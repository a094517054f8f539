import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MICROS_PER_SECOND } from '../../shared/time/time.ts';
import type { KeyInfo } from '../../shared/wire/operate-api.ts';
import type { DoorCode } from '../../shared/wire/operate.ts';
import { readKept, replaceFile } from './kept-file.ts';
import { parseKeys, parseLink } from './keys-text.ts';
import { hashOf, idOf, keyNamed, makeKey, matches } from './secret.ts';

/**
 * Who may feed races. Only hashes of keys are kept, in `operators.json` beside the logs, so that a
 * copied data folder opens nothing; a key itself is shown once, when it is made.
 *
 *   make ──▶ link ──openSession, once──▶ session ──▶ revoked or expired: kept, so that the audit
 *        └─▶ program (a key in a header)          ──▶   still knows whose entries those were
 *
 * `npm run operator-link` leaves a link in a file of its own, which is taken in when its key comes,
 * so that it works beside a running server.
 */
export interface OperatorKey extends Omit<KeyInfo, 'device' | 'sockets'> {
  /** SHA-256 of the key, or of the session's secret once a link was opened. */
  readonly hash: string;
  /** Ids of the sessions that the same browser had before; it may still send what they left unsent. */
  readonly formerly: readonly string[];
}

export type Rights = Pick<OperatorKey, 'role' | 'race' | 'points' | 'label'>;

export interface OperatorKeys {
  /** Revoked and expired ones too. */
  list(): readonly OperatorKey[];
  get(id: string): OperatorKey | undefined;
  /** The session or program of this secret, as of now. */
  check(secret: string, kind: 'session' | 'program'): FoundKey;
  /** Why a key that was good when it came is good no more; null while it is. */
  ended(id: string): 'revoked' | 'expired' | null;
  make(request: KeyToMake): Promise<{ readonly key: OperatorKey; readonly secret: string }>;
  /** Opens the session of a link, once. `before`: the session's secret that the browser had until now. */
  openSession(
    secret: string,
    options: { readonly device?: string; readonly before?: string },
  ): Promise<OpenedSession>;
  /** A session at once, without a link: a pairing. */
  makeSession(
    request: Omit<KeyToMake, 'kind'>,
    before?: string,
  ): Promise<{ readonly key: OperatorKey; readonly secret: string }>;
  /** Something was asked with this key just now. On disk it may be a few minutes old. */
  seen(id: string): void;
  /** False where there is no such key. */
  revoke(id: string): Promise<boolean>;
  /** Told of each key that is revoked. Returns the way out. */
  subscribe(listener: (key: OperatorKey) => void): () => void;
}

export interface KeyToMake extends Rights {
  readonly kind: OperatorKey['kind'];
  readonly madeBy: string | null;
  /** µs from now; null for ever. */
  readonly livesUs?: number | null;
}

export type FoundKey =
  | { readonly ok: true; readonly key: OperatorKey }
  | { readonly ok: false; readonly code: Extract<DoorCode, 'BAD_KEY' | 'EXPIRED' | 'REVOKED'> };

export type OpenedSession =
  | { readonly ok: true; readonly key: OperatorKey; readonly secret: string }
  | { readonly ok: false; readonly code: 'BAD_KEY' | 'EXPIRED' | 'REVOKED' | 'LINK_SPENT' };

export interface OpenedKeys {
  readonly keys: OperatorKeys;
  /** The key of the link that a new data folder starts with; null when it has keys already. */
  readonly firstKey: string | null;
}

const HOUR_US = 3_600 * MICROS_PER_SECOND;
const LINK_LIVES_US = 7 * 24 * HOUR_US;
const SESSION_LIVES_US = 30 * 24 * HOUR_US;
/** So much of when keys were last seen may be lost with the server. */
const SEEN_KEPT_US = 5 * 60 * MICROS_PER_SECOND;
/** Of a file that `npm run operator-link` left. */
const LEFT_LINK_LIVES_US = 24 * HOUR_US;

export async function openOperatorKeys(options: {
  readonly folder: string;
  /** µs since the Unix epoch. */
  readonly now: () => number;
}): Promise<OpenedKeys> {
  const { folder, now } = options;
  const file = join(folder, 'operators.json');
  await mkdir(folder, { recursive: true });
  const text = await readKept(file);
  let kept = new Map(parseKeys(text, file).map((key) => [key.id, key]));
  let turn: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(key: OperatorKey) => void>();
  const seenAt = new Map<string, number>();
  let seenKeptAt = now();

  const keys: OperatorKeys = {
    list: () =>
      [...kept.values()].map((key) => ({ ...key, seenAt: seenAt.get(key.id) ?? key.seenAt })),
    get: (id) => kept.get(id),
    check,
    ended(id) {
      const key = kept.get(id);
      const problem = key ? endOf(key) : 'REVOKED';
      return problem === null ? null : problem === 'EXPIRED' ? 'expired' : 'revoked';
    },
    make: (request) => change((draft) => put(draft, request)),
    async openSession(secret, { device, before }) {
      await takeInLink(secret);
      return change((draft): OpenedSession => {
        const link = draft.get(idOf(secret) ?? '');
        if (link?.kind === 'session' && link.revokedAt === null)
          return { ok: false, code: 'LINK_SPENT' };
        const found = check(secret, 'link');
        if (!found.ok) return found;
        const { id, key: opened, hash } = keyNamed(found.key.id);
        const session: OperatorKey = {
          ...found.key,
          id,
          hash,
          kind: 'session',
          label: device ?? found.key.label,
          expiresAt: now() + SESSION_LIVES_US,
          formerly: formerlyOf(before),
        };
        draft.set(id, session);
        return { ok: true, key: session, secret: opened };
      });
    },
    makeSession: (request, before) =>
      change((draft) => put(draft, { ...request, kind: 'session' }, formerlyOf(before))),
    revoke: (id) =>
      change((draft) => {
        const key = draft.get(id);
        if (!key) return false;
        if (key.revokedAt === null) draft.set(id, { ...key, revokedAt: now() });
        return true;
      }),
    seen(id) {
      if (!kept.has(id)) return;
      const at = now();
      seenAt.set(id, at);
      if (at - seenKeptAt < SEEN_KEPT_US) return;
      seenKeptAt = at;
      // It is told to people only; a disk that would not have it is none of the asker's business.
      void change(withSeen).catch(() => undefined);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const first = kept.size === 0 ? await keys.make(FIRST) : null;
  return { keys, firstKey: first?.secret ?? null };

  /** One change after the other; it counts once it is on disk, and the disk's refusal is thrown. */
  function change<T>(step: (draft: Map<string, OperatorKey>) => T): Promise<T> {
    const done = turn.then(async () => {
      const draft = new Map(kept);
      const result = step(draft);
      if (![...draft].some(([id, key]) => kept.get(id) !== key)) return result;
      withSeen(draft);
      await replaceFile(file, textOf([...draft.values()]));
      const before = kept;
      kept = draft;
      for (const key of draft.values())
        if (key.revokedAt !== null && before.get(key.id)?.revokedAt === null) tell(key);
      return result;
    });
    turn = done.catch(() => undefined);
    return done;
  }

  /** Whatever is written down takes along who was seen when. */
  function withSeen(draft: Map<string, OperatorKey>): void {
    for (const [id, at] of seenAt) {
      const key = draft.get(id);
      if (key && key.seenAt !== at) draft.set(id, { ...key, seenAt: at });
    }
  }

  function tell(key: OperatorKey): void {
    for (const listener of listeners) listener(key);
  }

  function put(
    draft: Map<string, OperatorKey>,
    { kind, role, race, points, label, madeBy, livesUs }: KeyToMake,
    formerly: readonly string[] = [],
  ) {
    let { id, key: secret, hash } = makeKey();
    while (draft.has(id)) ({ id, key: secret, hash } = makeKey());
    const lives = livesUs === undefined ? USUAL_LIFE_US[kind] : livesUs;
    const key: OperatorKey = {
      id,
      kind,
      role,
      race,
      points,
      label,
      madeBy,
      madeAt: now(),
      expiresAt: lives === null ? null : now() + lives,
      revokedAt: null,
      seenAt: null,
      hash,
      formerly,
    };
    draft.set(id, key);
    return { key, secret };
  }

  function check(secret: string, kind: OperatorKey['kind']): FoundKey {
    const key = kept.get(idOf(secret) ?? '');
    // Compared also where nothing is kept, so that the answer takes as long.
    const same = matches(secret, key?.hash ?? NOTHING);
    if (!key || !same || key.kind !== kind) return { ok: false, code: 'BAD_KEY' };
    const problem = endOf(key);
    return problem === null ? { ok: true, key } : { ok: false, code: problem };
  }

  function endOf({ revokedAt, expiresAt }: OperatorKey): 'REVOKED' | 'EXPIRED' | null {
    if (revokedAt !== null) return 'REVOKED';
    return expiresAt !== null && expiresAt <= now() ? 'EXPIRED' : null;
  }

  /** Whoever holds the secret of a session that has ended was that operator. */
  function formerlyOf(before: string | undefined): readonly string[] {
    const key = before === undefined ? undefined : kept.get(idOf(before) ?? '');
    if (before === undefined || !key || !matches(before, key.hash)) return [];
    return [key.id, ...key.formerly].slice(0, 20);
  }

  async function takeInLink(secret: string): Promise<void> {
    const id = idOf(secret);
    if (id === undefined || kept.has(id)) return;
    const path = join(folder, 'operator-links', `${id}.json`);
    const left = await readKept(path);
    if (left === undefined) return;
    const link = parseLink(left);
    if (link && link.hash === hashOf(secret)) {
      await change((draft) => {
        if (draft.has(id)) return;
        draft.set(id, {
          id,
          ...FIRST,
          hash: link.hash,
          madeAt: link.madeAt,
          expiresAt: link.madeAt + LEFT_LINK_LIVES_US,
          revokedAt: null,
          seenAt: null,
          formerly: [],
        });
      });
      await rm(path, { force: true });
    }
  }
}

/** The key stands in the fragment, which no browser sends and no server writes down. */
export function operatorLink(url: string, key: string): string {
  return `${url}/operate#key=${key}`;
}

const FIRST = {
  kind: 'link',
  role: 'admin',
  race: null,
  points: null,
  label: 'First operator',
  madeBy: null,
} as const;

const USUAL_LIFE_US: Readonly<Record<OperatorKey['kind'], number | null>> = {
  link: LINK_LIVES_US,
  session: SESSION_LIVES_US,
  program: null,
};

const NOTHING = '0'.repeat(64);

function textOf(keys: readonly OperatorKey[]): string {
  return `${JSON.stringify({ v: 1, keys }, null, 1)}\n`;
}
