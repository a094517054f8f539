import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packEntry } from '../shared/wire/codec.ts';
import { bundledRace } from './bundled-races.ts';

const protocol = readFileSync(join(import.meta.dirname, '../docs/protocol.md'), 'utf8');
const examples = protocol
  .split('\n')
  .filter((line) => line.startsWith('    [') && line.includes('"oslo-2024-1500m"'));

test('the tuples that docs/protocol.md shows are those of the Oslo log', () => {
  const { lines } = bundledRace('oslo-2024-1500m');
  const shown = examples.map((line) => JSON.parse(line) as [number, ...unknown[]]);
  const packed = shown
    .map(([seq]) => lines.find((entry) => entry.seq === seq))
    .map((entry) => entry && packEntry(entry));
  expect(shown.length).toBeGreaterThanOrEqual(2);
  expect(JSON.parse(JSON.stringify(packed))).toEqual(shown);
});
