import { expect, test } from 'vitest';
import { invitationIn } from './invitation.ts';

test.each([
  ['#key=abc_-9', { kind: 'key', key: 'abc_-9' }],
  ['#pair=123456', { kind: 'code', code: '123456' }],
  ['#pair=12 34 56', { kind: 'code', code: '123456' }],
  ['#pair=', null],
  ['#key=', null],
  ['#main', null],
  ['', null],
])('the fragment %j', (fragment, invitation) => {
  expect(invitationIn(fragment)).toEqual(invitation);
});
