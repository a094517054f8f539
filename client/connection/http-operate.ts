import type { ApiProblem, RosterReply } from '../../shared/wire/api.ts';
import type { Roster, RosterLine } from '../../shared/race/roster.ts';
import type {
  Audit,
  AuditQuery,
  BlindLocks,
  BlindReader,
  BlindRequest,
  ClaimRequest,
  Journal,
  KeyList,
  KeyMade,
  KeyRequest,
  OperatorRace,
  OperatorRaces,
  Pairing,
  PairingRequest,
  QueueTaken,
  RaceChange,
  RaceRequest,
  RosterPatch,
  SessionRequest,
  StripKept,
} from '../../shared/wire/operate-api.ts';
import type { QueueFile } from '../../shared/wire/queue-file.ts';
import type { Me, Submit, SubmitAnswer } from '../../shared/wire/operate.ts';

/** What came of a request to the operators' API: the answer, or why not, in the server's words. */
export type OperateReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Refused };

export interface Refused {
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  /** A `DoorCode` or a code of docs/protocol.md 10; `UNREACHABLE` without an answer. */
  readonly code: string;
  readonly message: string;
}

/** Every request under /api/operate that a page makes; none of them throws for what the world does. */
export const operateApi = {
  openSession: (request: SessionRequest) => ask<Me>('POST', '/session', request),
  endSession: () => ask<null>('DELETE', '/session'),
  me: () => ask<Me>('GET', '/me'),
  keys: () => ask<KeyList>('GET', '/keys'),
  makeKey: (request: KeyRequest) => ask<KeyMade>('POST', '/keys', request),
  revokeKey: (id: string) => ask<null>('DELETE', `/keys/${encode(id)}`),
  journal: () => ask<Journal>('GET', '/journal'),
  makePairing: (request: PairingRequest) => ask<Pairing>('POST', '/pairings', request),
  endPairing: (id: string) => ask<null>('DELETE', `/pairings/${encode(id)}`),
  claim: (request: ClaimRequest) => ask<Me>('POST', '/pairings/claim', request),
  races: () => ask<OperatorRaces>('GET', '/races'),
  makeRace: (request: RaceRequest) => ask<OperatorRace>('POST', '/races', request),
  changeRace: (slug: string, change: RaceChange) =>
    ask<OperatorRace>('PATCH', `/races/${encode(slug)}`, change),
  /** Rehearsals only. */
  wipeRace: (slug: string) => ask<null>('DELETE', `/races/${encode(slug)}`),
  submit: (slug: string, submissions: Submit['submissions']) =>
    ask<SubmitAnswer>('POST', `/races/${encode(slug)}/entries`, { submissions }),
  /** What another device saved as a file. */
  bringQueue: (slug: string, file: QueueFile) =>
    ask<QueueTaken>('POST', `/races/${encode(slug)}/queue`, file),
  roster: (slug: string) => ask<RosterReply>('GET', `/races/${encode(slug)}/roster`),
  putRoster: (slug: string, roster: Roster) =>
    ask<RosterReply>('PUT', `/races/${encode(slug)}/roster`, roster),
  patchName: (slug: string, entrant: string, patch: RosterPatch | RosterLine) =>
    ask<RosterReply>('PATCH', `/races/${encode(slug)}/roster/${encode(entrant)}`, patch),
  eraseName: (slug: string, entrant: string) =>
    ask<null>('DELETE', `/races/${encode(slug)}/roster/${encode(entrant)}`),
  /** A finish image; nobody sees it until an entry `stripReleased` names it. */
  keepStrip: (slug: string, image: Blob) =>
    ask<StripKept>('POST', `/races/${encode(slug)}/strips`, image),
  blind: (slug: string) => ask<BlindLocks>('GET', `/races/${encode(slug)}/blind`),
  lockBlind: (slug: string, reader: BlindReader, request: BlindRequest) =>
    ask<BlindLocks>('PUT', `/races/${encode(slug)}/blind/${reader}`, request),
  unlockBlind: (slug: string, reader: BlindReader, point: string) =>
    ask<BlindLocks>('DELETE', `/races/${encode(slug)}/blind/${reader}${queryOf({ point })}`),
  openBlind: (slug: string, point: string) =>
    ask<BlindLocks>('POST', `/races/${encode(slug)}/blind/open`, { point }),
  audit: (slug: string, query: AuditQuery) =>
    ask<Audit>('GET', `/races/${encode(slug)}/audit${queryOf(query)}`),
} as const;

/** Where the whole log of a race is fetched as a file. */
export function auditFileUrl(slug: string): string {
  return `/api/operate/races/${encode(slug)}/audit.ndjson`;
}

async function ask<T>(method: string, path: string, body?: object): Promise<OperateReply<T>> {
  let response: Response;
  try {
    response = await fetch(`/api/operate${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': body instanceof Blob ? body.type : 'application/json' } : {}),
      },
      ...(body ? { body: body instanceof Blob ? body : JSON.stringify(body) } : {}),
    });
    if (response.status === 204) return { ok: true, value: null as T };
    if (response.ok) return { ok: true, value: (await response.json()) as T };
  } catch {
    const message = 'the server cannot be reached';
    return { ok: false, problem: { status: 0, code: 'UNREACHABLE', message } };
  }
  return { ok: false, problem: await problemOf(response) };
}

async function problemOf(response: Response): Promise<Refused> {
  const { status } = response;
  try {
    const { error } = (await response.json()) as ApiProblem;
    return { status, code: error.code, message: error.message };
  } catch {
    return { status, code: String(status), message: response.statusText };
  }
}

function queryOf(query: object): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (said.length === 0) return '';
  return `?${new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()}`;
}

const encode = encodeURIComponent;
