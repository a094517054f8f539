import { expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import { browserKept } from './browser-kept.ts';
import { keptContract } from './kept.contract.ts';

keptContract('the browser’s database', (name) => browserKept(name, { lost() {} }));

test('a tap lies in the browser’s database within 50 ms in the median', async () => {
  const kept = await browserKept(`quick ${String(Date.now())}`, { lost() {} });
  const took: number[] = [];
  for (let tap = 1; tap <= 100; tap += 1) {
    const before = performance.now();
    await kept.add({
      race: 'oslo',
      epoch: null,
      device: 'op-a.1',
      at: instant(tap),
      events: [{ type: 'entryVoided', target: 'op-a.1:1' }],
    });
    took.push(performance.now() - before);
  }
  kept.close();
  took.sort((a, b) => a - b);
  expect(took[50]).toBeLessThan(50);
});
