import type { Entry } from '../../shared/race/entry.ts';
import { decodeSegment } from '../../shared/wire/segment.ts';

/** A stretch of a log that will never change; the browser's cache may answer. */
export async function fetchSegment(url: string): Promise<readonly Entry[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return decodeSegment(new Uint8Array(await response.arrayBuffer()));
}
