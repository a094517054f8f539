/**
 * A stream of numbers in [0, 1) that depends on nothing but its seed: the same on every machine,
 * from whole-number steps only (a 32-bit counter, each count scrambled).
 */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let count = seed >>> 0;
  return () => {
    count = (count + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(count ^ (count >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}

/** About normal, mean 0 and deviation 1, within ±3.5: sums only, so that no machine differs. */
export function bell(random: Random): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += random();
  // Four uniform numbers have mean 2 and variance 1/3.
  return (sum - 2) * Math.sqrt(3);
}

/** One of a list that is not empty. */
export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
