import type { Kept } from './kept.ts';
import { byDeviceAndCounter, memoryKept } from './memory-kept.ts';

/**
 * A tap is never refused because a disk is full: what the browser would not keep is held in the
 * page's memory and sent from there, under a device of its own so that no counter is given twice.
 * `told` hears why, in words.
 */
export function safeKept(
  kept: Kept,
  { told, spareName }: { readonly told: (reason: string) => void; readonly spareName: string },
): Kept {
  const spare = memoryKept();

  async function attempt<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      told(reasonOf(error));
      return otherwise();
    }
  }

  const nothing = async () => {};
  return {
    add: (brought) =>
      attempt(
        () => kept.add(brought),
        () => spare.add({ ...brought, part: `${brought.part}-${spareName}` }),
      ),
    async unsent() {
      const all = await attempt(kept.unsent, async () => []);
      return [...all, ...(await spare.unsent())].sort(byDeviceAndCounter);
    },
    async stored(ids) {
      await spare.stored(ids);
      // Kept as unsent although it is stored: it is sent once more, and answered with its number.
      await attempt(() => kept.stored(ids), nothing);
    },
    async refused(whys) {
      await spare.refused(whys);
      await attempt(() => kept.refused(whys), nothing);
    },
    async dismissed(id) {
      await spare.dismissed(id);
      await attempt(() => kept.dismissed(id), nothing);
    },
    note: (name) =>
      attempt(
        () => kept.note(name),
        () => spare.note(name),
      ),
    setNote: (name, value) =>
      attempt(
        () => kept.setNote(name, value),
        () => spare.setNote(name, value),
      ),
    keepEntries: (slug, epoch, entries) =>
      attempt(() => kept.keepEntries(slug, epoch, entries), nothing),
    keepRoster: (slug, roster) => attempt(() => kept.keepRoster(slug, roster), nothing),
    race: (slug) =>
      attempt(
        () => kept.race(slug),
        async () => null,
      ),
    forgetRaces: () => attempt(kept.forgetRaces, nothing),
    close: () => kept.close(),
  };
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
