/** A label that wants to stand beside its line, in the tiers over an image. */
export interface LabelWanted {
  readonly px: number;
  /** Widths in px of its forms, the longest first. */
  readonly widths: readonly number[];
  /** It is seen whatever happens to the others. */
  readonly first?: boolean;
}

export interface PlacedLabel {
  /** 0 is the topmost. The line begins here and runs down through all tiers below. */
  readonly tier: number;
  readonly left: number;
  /** Index of the form that fits. */
  readonly form: number;
}

interface Room {
  readonly widthPx: number;
  readonly tiers: number;
}

/** Between a label and its own line, and between two labels. */
const GAP_PX = 6;

/**
 * Where labels stand so that none covers another and no line runs through one; null for whom there is
 * no room. All have the form that lets most of them stand, and a longer one where most can have it.
 */
export function placeLabels(
  wanted: readonly LabelWanted[],
  room: Room,
): readonly (PlacedLabel | null)[] {
  const forms = Math.max(0, ...wanted.map(({ widths }) => widths.length));
  let best: readonly (PlacedLabel | null)[] = wanted.map(() => null);
  let most = -1;
  for (let form = 0; form < forms; form++) {
    const placed = placeAll(wanted, room, form);
    const count = placed.filter((each) => each !== null).length;
    if (count > most) [best, most] = [placed, count];
  }
  const longer = lengthened(wanted, room, best);
  const many = longer.filter((each, i) => each && each.form < (best[i]?.form ?? 0)).length;
  return many * 2 >= wanted.length ? longer : best;
}

/** The same places, with longer forms for whom there is room, from left to right. */
function lengthened(
  wanted: readonly LabelWanted[],
  room: Room,
  placed: readonly (PlacedLabel | null)[],
): readonly (PlacedLabel | null)[] {
  const now = [...placed];
  const widthOf = (i: number, form: number) => wanted[i]?.widths[form] ?? 0;
  const inTurn = wanted
    .map((_, i) => i)
    .sort((a, b) => (wanted[a]?.px ?? 0) - (wanted[b]?.px ?? 0));
  for (const i of inTurn) {
    const own = now[i];
    const px = wanted[i]?.px ?? 0;
    if (!own) continue;
    const taken = now.flatMap((each, k) => {
      if (!each || k === i) return [];
      const { tier, left } = each;
      return [{ px: wanted[k]?.px ?? 0, tier, left, right: left + widthOf(k, each.form) }];
    });
    for (let form = 0; form < own.form; form++) {
      const found = firstFree(px, widthOf(i, form), { taken, room });
      // To the left of its line only where the screen ends: elsewhere it would belong to another.
      if (found === null || (found.left < px && px < room.widthPx * 0.8)) continue;
      now[i] = { tier: found.tier, left: found.left, form };
      break;
    }
  }
  return now;
}

interface Taken {
  readonly px: number;
  readonly tier: number;
  readonly left: number;
  readonly right: number;
}

function placeAll(
  wanted: readonly LabelWanted[],
  room: Room,
  form: number,
): readonly (PlacedLabel | null)[] {
  const taken: Taken[] = [];
  const placed = new Map<LabelWanted, PlacedLabel>();
  const inTurn = wanted.toSorted(
    (a, b) => Number(b.first ?? false) - Number(a.first ?? false) || a.px - b.px,
  );
  for (const label of inTurn) {
    const own = label.first === true ? 0 : Math.min(form, label.widths.length - 1);
    const width = label.widths[own] ?? 0;
    const found = firstFree(label.px, width, { taken, room });
    if (found === null) continue;
    taken.push(found);
    placed.set(label, { tier: found.tier, left: found.left, form: own });
  }
  return wanted.map((label) => placed.get(label) ?? null);
}

function firstFree(
  px: number,
  width: number,
  { taken, room }: { readonly taken: readonly Taken[]; readonly room: Room },
): Taken | null {
  const tiers = Array.from({ length: room.tiers }, (_, tier) => tier);
  // Stairs go down to the right of their lines, and up to the left of them.
  const tries = [
    ...tiers.map((tier) => ({ tier, left: px + GAP_PX })),
    ...tiers.toReversed().map((tier) => ({ tier, left: px - GAP_PX - width })),
  ];
  for (const { tier, left } of tries) {
    const one = { px, tier, left, right: left + width };
    if (left < 0 || one.right > room.widthPx) continue;
    if (taken.every((other) => areApart(one, other))) return one;
  }
  return null;
}

function areApart(a: Taken, b: Taken): boolean {
  const overlap = a.left < b.right + GAP_PX && b.left < a.right + GAP_PX;
  if (a.tier === b.tier && overlap) return false;
  return !crosses(a, b) && !crosses(b, a);
}

/** Whether the line of one runs through the label of the other. */
function crosses(line: Taken, label: Taken): boolean {
  return line.tier <= label.tier && line.px > label.left - 2 && line.px < label.right + 2;
}
