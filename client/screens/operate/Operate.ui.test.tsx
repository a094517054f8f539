import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../design/tokens.css';
import { deskFixture } from '../../desk/desk.fixture.ts';
import { Operate } from './Operate.tsx';

test('S16: the console does not open inside another page, which this test’s own frame is', async () => {
  expect(window.top).not.toBe(window.self);
  await render(<Operate desk={deskFixture()} />);
  await expect
    .element(page.getByRole('heading', { name: 'The console does not open inside another page.' }))
    .toBeVisible();
  expect(page.getByRole('button').query()).toBeNull();
});
