import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacOf } from './hmac.ts';

test.each(['', 'a tap', 'Nordås – 3:29.74'.repeat(40)])(
  '%j is sealed as everybody else does',
  (text) => {
    const key = '0f'.repeat(32);
    const wanted = createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
    expect(hmacOf(key, text)).toBe(wanted);
  },
);
