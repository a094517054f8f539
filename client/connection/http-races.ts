import type { BoardReply, RaceList, RacePage, RosterReply } from '../../shared/wire/api.ts';
import { ask, type Reply } from './http.ts';

export function fetchRaces(signal?: AbortSignal): Promise<Reply<RaceList>> {
  return ask<RaceList>('/api/races', signal);
}

/** Races that were put away. */
export function fetchArchive(): Promise<Reply<RaceList>> {
  return ask<RaceList>('/api/races?archived');
}

export function fetchRacePage(slug: string, signal?: AbortSignal): Promise<Reply<RacePage>> {
  return ask<RacePage>(`/api/races/${encodeURIComponent(slug)}`, signal);
}

export function fetchRoster(slug: string, signal?: AbortSignal): Promise<Reply<RosterReply>> {
  return ask<RosterReply>(`/api/races/${encodeURIComponent(slug)}/roster`, signal);
}

export interface BoardQuestion {
  /** Race time as the server reads it, `3:12.4`; null for the live edge. */
  readonly t: string | null;
  readonly from: number;
  readonly count: number;
  readonly find?: string;
}

/** A window of the board as the server sees it. */
export function fetchBoard(
  slug: string,
  question: BoardQuestion,
  signal?: AbortSignal,
): Promise<Reply<BoardReply>> {
  const query = new URLSearchParams({ from: String(question.from), count: String(question.count) });
  if (question.t !== null) query.set('t', question.t);
  if (question.find !== undefined && question.find !== '') query.set('find', question.find);
  return ask<BoardReply>(
    `/api/races/${encodeURIComponent(slug)}/standings?${query.toString()}`,
    signal,
  );
}
