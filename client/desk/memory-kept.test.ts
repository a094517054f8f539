import { keptContract } from './kept.contract.ts';
import type { Kept } from './kept.ts';
import { memoryKept } from './memory-kept.ts';
import { safeKept } from './safe-kept.ts';

const known = new Map<string, Kept>();

function memoryOf(name: string): Kept {
  const kept = known.get(name) ?? memoryKept();
  known.set(name, kept);
  return kept;
}

keptContract('memory', async (name) => memoryOf(name));

keptContract('memory behind the spare', async (name) =>
  safeKept(memoryOf(name), { told() {}, spareName: 'spare' }),
);
