/**
 * What operators did and viewers read while a server was ended again and again, and what of it cannot
 * be explained by one log that only grows (R21). Moments are ms of one clock.
 */
export interface History {
  /** The first time an entry was sent, by its id. */
  readonly sent: ReadonlyMap<string, number>;
  /** The first answer that an entry got. */
  readonly acknowledged: ReadonlyMap<string, { readonly seq: number; readonly at: number }>;
  /** What each viewer read, in the order of reading. */
  readonly reads: readonly (readonly Read[])[];
  /** The ids in the log at the end, by seq. */
  readonly stored: readonly string[];
}

export interface Read {
  readonly seq: number;
  readonly id: string;
}

export function anomaliesOf(history: History): readonly string[] {
  return [
    ...lostOrMoved(history),
    ...phantoms(history),
    ...outOfDeviceOrder(history),
    ...outOfTime(history),
    ...history.reads.flatMap((reads, viewer) => noPrefix(reads, history.stored, viewer)),
  ];
}

function lostOrMoved({ acknowledged, stored }: History): readonly string[] {
  return [...acknowledged].flatMap(([id, { seq }]) =>
    stored[seq - 1] === id ? [] : [`${id} was acknowledged as ${seq}, where ${stored[seq - 1]} is`],
  );
}

function phantoms({ sent, stored }: History): readonly string[] {
  const twice = stored.filter((id, index) => stored.indexOf(id) !== index);
  const unsent = stored.filter((id) => !sent.has(id));
  return [
    ...twice.map((id) => `${id} is stored twice`),
    ...unsent.map((id) => `${id} is stored and nobody sent it`),
  ];
}

function outOfDeviceOrder({ stored }: History): readonly string[] {
  const last = new Map<string, number>();
  return stored.flatMap((id) => {
    const [device = '', n = ''] = id.split(':');
    const before = last.get(device) ?? 0;
    last.set(device, Number(n));
    return Number(n) === before + 1 ? [] : [`${id} follows ${device}:${before}`];
  });
}

/** Who was answered before another was sent is before it in the log. */
function outOfTime({ sent, acknowledged }: History): readonly string[] {
  const answered = [...acknowledged].sort(([, a], [, b]) => a.at - b.at);
  const anomalies: string[] = [];
  let next = 0;
  let highest = { seq: 0, id: '' };
  for (const [id, at] of [...sent].sort(([, a], [, b]) => a - b)) {
    for (let one = answered[next]; one !== undefined && one[1].at < at; one = answered[++next])
      if (one[1].seq > highest.seq) highest = { seq: one[1].seq, id: one[0] };
    const own = acknowledged.get(id)?.seq ?? Number.POSITIVE_INFINITY;
    if (own < highest.seq)
      anomalies.push(`${id} was sent after ${highest.id} was answered and is before it`);
  }
  return anomalies;
}

function noPrefix(
  reads: readonly Read[],
  stored: readonly string[],
  viewer: number,
): readonly string[] {
  return reads.flatMap(({ seq, id }, index) =>
    seq === index + 1 && stored[index] === id
      ? []
      : [`viewer ${viewer} read ${id} as ${seq} in place ${index + 1}, where ${stored[index]} is`],
  );
}
