/**
 * SQLite drops whatever follows the first bad frame of its write-ahead file, and says nothing. That
 * is right for a commit that a power cut tore, which nobody was told about, and wrong for one that
 * rotted after it was acknowledged. So the file is looked at before SQLite opens it.
 *
 *   header 32 B │ frame: 24 B + page │ frame: 24 B + page │ …   (format: sqlite.org/fileformat2.html#walformat)
 *
 * Frames of the present generation carry the header's salts; a frame with other salts is a leftover.
 * Since each commit is synced before the next begins, only the last one can be torn by a cut.
 */
export type WalCheck =
  | { readonly kind: 'whole' }
  /** Good frames of a commit that was never finished, the last perhaps cut short, as a kill leaves them: SQLite will drop them. */
  | { readonly kind: 'unfinished'; readonly byte: number; readonly frames: number }
  /** The last commit has bad frames: torn by a power cut, or rotten and once acknowledged. SQLite will drop it. */
  | { readonly kind: 'tornTail'; readonly byte: number; readonly frames: number }
  /** Later commits follow the bad frame; opening the file would drop them all. */
  | {
      readonly kind: 'damagedMiddle';
      readonly byte: number;
      readonly frames: number;
      readonly reason: string;
    };

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;

export function checkWal(bytes: Uint8Array): WalCheck {
  // Nothing was ever committed to a file without a frame.
  if (bytes.byteLength <= HEADER_BYTES) return { kind: 'whole' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  if (!header) {
    const reason = 'its header is damaged';
    return { kind: 'damagedMiddle', byte: 0, frames: 0, reason };
  }
  return checkFrames(view, header);
}

interface Header {
  readonly little: boolean;
  readonly pageBytes: number;
  readonly salt1: number;
  readonly salt2: number;
  readonly sum: Sum;
}

type Sum = readonly [number, number];

interface Frame {
  readonly index: number;
  readonly ours: boolean;
  readonly page: number;
  readonly commits: boolean;
  readonly valid: boolean;
  readonly sum: Sum;
}

function readHeader(view: DataView): Header | null {
  const magic = view.getUint32(0);
  if (magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) return null;
  const little = magic === MAGIC_LITTLE;
  const sum = addToSum(view, [0, 0], 0, 24, little);
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return null;
  return {
    little,
    pageBytes: view.getUint32(8),
    salt1: view.getUint32(16),
    salt2: view.getUint32(20),
    sum,
  };
}

function checkFrames(view: DataView, header: Header): WalCheck {
  const frameBytes = FRAME_HEADER_BYTES + header.pageBytes;
  const byteOf = (index: number) => HEADER_BYTES + index * frameBytes;
  const count = Math.floor((view.byteLength - HEADER_BYTES) / frameBytes);
  let { sum } = header;
  let committed = 0;
  let index = 0;
  let before: Frame | null = null;
  for (; index < count; index++) {
    const frame = readFrame(view, header, byteOf(index), index, sum);
    if (!frame.valid) break;
    sum = frame.sum;
    before = frame;
    if (frame.commits) committed = index + 1;
  }
  // What follows the last good frame: leftovers of an earlier generation, or ours and bad.
  const rest = Array.from({ length: count - index }, (_, at) =>
    readFrame(view, header, byteOf(index + at), index + at, [0, 0]),
  );
  const lastOurs = rest.findLastIndex(({ ours }) => ours) + index;
  const cutShort = index === count && beginsFrame(view, header, byteOf(count)) ? 1 : 0;
  const frames = Math.max(lastOurs + 1, index) + cutShort - committed;
  if (frames <= 0) return { kind: 'whole' };
  const endOfTorn = endOfCommit(afterFilling(before, rest)) ?? lastOurs;
  if (lastOurs > endOfTorn) {
    const reason = `frame ${index + 1} is damaged and ${lastOurs - index} later ones follow it`;
    return { kind: 'damagedMiddle', byte: byteOf(index), frames, reason };
  }
  const kind = lastOurs < index ? 'unfinished' : 'tornTail';
  return { kind, byte: byteOf(committed), frames };
}

/** Whether the file ends within a frame of this generation: its writer was stopped there. */
function beginsFrame(view: DataView, { salt1, salt2 }: Header, at: number): boolean {
  const left = view.byteLength - at;
  if (left < 16) return left > 0;
  return view.getUint32(at + 8) === salt1 && view.getUint32(at + 12) === salt2;
}

/**
 * The rest of the last filling frame is written after the sync and is safe only with the next
 * commit's: when it is the bad one, the commit that follows it was not acknowledged either.
 */
function afterFilling(before: Frame | null, frames: readonly Frame[]): readonly Frame[] {
  const [first] = frames;
  const fills = first?.ours && first.commits && before?.commits && before.page === first.page;
  return fills ? frames.slice(1) : frames;
}

/**
 * The last frame of the commit that `frames` begin in. Where the disk may tear its sectors, SQLite
 * fills a commit up by writing its last page again, so that one commit can end in several such frames.
 */
function endOfCommit(frames: readonly Frame[]): number | null {
  const first = frames.findIndex(({ ours, commits }) => ours && commits);
  const end = frames[first];
  if (!end) return null;
  let last = end.index;
  for (const frame of frames.slice(first + 1)) {
    if (!frame.ours || frame.page !== end.page || !frame.commits) break;
    last = frame.index;
  }
  return last;
}

function readFrame(view: DataView, header: Header, at: number, index: number, before: Sum): Frame {
  const { little, pageBytes, salt1, salt2 } = header;
  const salts = [view.getUint32(at + 8), view.getUint32(at + 12)];
  let sum = addToSum(view, before, at, 8, little);
  sum = addToSum(view, sum, at + FRAME_HEADER_BYTES, pageBytes, little);
  const summed = sum[0] === view.getUint32(at + 16) && sum[1] === view.getUint32(at + 20);
  return {
    index,
    // One salt is enough: a leftover differs in both, a flipped bit in one.
    ours: salts[0] === salt1 || salts[1] === salt2,
    page: view.getUint32(at),
    commits: view.getUint32(at + 4) !== 0,
    valid: summed && salts[0] === salt1 && salts[1] === salt2,
    sum,
  };
}

function addToSum(view: DataView, [a, b]: Sum, from: number, length: number, little: boolean): Sum {
  let s0 = a;
  let s1 = b;
  for (let at = from; at < from + length; at += 8) {
    s0 = (s0 + view.getUint32(at, little) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, little) + s0) >>> 0;
  }
  return [s0, s1];
}
