import type { Entry } from '../../shared/race/entry.ts';
import { readSegment } from '../../shared/wire/segment.ts';

/** A stretch of a log that will never change, to be read one by one; the browser's cache may answer. */
export async function fetchSegment(url: string): Promise<Iterable<Entry>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return readSegment(new Uint8Array(await response.arrayBuffer()));
}
