import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from './sha256.ts';

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
  'the sum of %i bytes is that of everybody else',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
    const sum = new Sha256();
    sum.add(bytes.subarray(0, 64 * Math.floor(length / 128)));
    sum.add(bytes.subarray(64 * Math.floor(length / 128)));
    expect(Buffer.from(sum.end()).toString('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
  },
);
