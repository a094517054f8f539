import type { Me } from '../../shared/wire/operate.ts';
import { sealedText, type QueueFile, type QueueOfRace } from '../../shared/wire/queue-file.ts';
import { hmacOf } from './hmac.ts';
import type { KeptEntry } from './kept.ts';

/**
 * What is not stored, as a file that a referee brings in from any browser, sealed by whoever is signed
 * in here. What was refused is in it too: somebody will look at it.
 */
export function unsentFile(
  unsent: readonly KeptEntry[],
  { me, now, race }: { readonly me: Me | null; readonly now: number; readonly race?: string },
): Blob {
  const content = {
    v: 1 as const,
    by: me?.id ?? null,
    savedAt: now,
    races: queuesOf(unsent.filter((each) => race === undefined || each.race === race)),
  };
  // A page that resumed with what an older one kept knows no seal yet.
  const key: unknown = me?.seal;
  const seal = typeof key === 'string' ? hmacOf(key, sealedText(content)) : null;
  const file: QueueFile = { ...content, seal };
  return new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' });
}

function queuesOf(unsent: readonly KeptEntry[]): readonly QueueOfRace[] {
  const queues = new Map<
    string,
    QueueOfRace & { readonly submissions: KeptEntry['submission'][] }
  >();
  for (const { race, epoch, submission } of unsent) {
    const name = JSON.stringify([race, epoch]);
    const queue = queues.get(name) ?? { race, epoch, submissions: [] };
    queue.submissions.push(submission);
    queues.set(name, queue);
  }
  return [...queues.values()];
}
