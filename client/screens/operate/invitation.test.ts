import { expect, test } from 'vitest';
import { invitationIn, withName } from './invitation.ts';

test.each([
  ['#key=abc_-9', { kind: 'key', key: 'abc_-9', name: '' }],
  ['#pair=123456', { kind: 'code', code: '123456', name: '' }],
  ['#pair=12 34 56', { kind: 'code', code: '123456', name: '' }],
  [
    withName('#pair=123456', 'Bert & co, finish'),
    { kind: 'code', code: '123456', name: 'Bert & co, finish' },
  ],
  ['#pair=', null],
  ['#key=', null],
  ['#main', null],
  ['', null],
])('the fragment %j', (fragment, invitation) => {
  expect(invitationIn(fragment)).toEqual(invitation);
});
