import { expect, test } from 'vitest';
import { anomaliesOf, type History } from './history.fixture.ts';

// R21. The judge of histories is itself judged: each kind of anomaly is made once, and found.

const fine: History = {
  sent: new Map([
    ['a:1', 0],
    ['b:1', 1],
    ['a:2', 10],
  ]),
  acknowledged: new Map([
    ['a:1', { seq: 1, at: 5 }],
    ['b:1', { seq: 2, at: 6 }],
    ['a:2', { seq: 3, at: 15 }],
  ]),
  reads: [[{ seq: 1, id: 'a:1' }], []],
  stored: ['a:1', 'b:1', 'a:2'],
};

test('R21 a log that only grows explains everything', () => {
  expect(anomaliesOf(fine)).toEqual([]);
});

test.each<[string, Partial<History>, string]>([
  ['lost', { stored: ['a:1', 'b:1'] }, 'a:2 was acknowledged as 3, where undefined is'],
  ['twice', { stored: [...fine.stored, 'b:1'] }, 'b:1 is stored twice'],
  ['phantom', { stored: [...fine.stored, 'c:1'] }, 'c:1 is stored and nobody sent it'],
  ['device order', { stored: ['a:2', 'b:1', 'a:1'] }, 'a:2 follows a:0'],
  [
    'order of time',
    {
      acknowledged: new Map([
        ['a:1', { seq: 1, at: 5 }],
        ['b:1', { seq: 3, at: 6 }],
        ['a:2', { seq: 2, at: 15 }],
      ]),
    },
    'a:2 was sent after b:1 was answered and is before it',
  ],
  [
    'a hole in what is read',
    { reads: [[{ seq: 2, id: 'b:1' }]] },
    'viewer 0 read b:1 as 2 in place 1, where a:1 is',
  ],
])('R21 %s is found', (_, change, anomaly) => {
  expect(anomaliesOf({ ...fine, ...change })).toContain(anomaly);
});
