import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { instant } from '../../shared/time/time.ts';
import { Scrubber } from './Scrubber.tsx';
import { testFrames } from './test-frames.ts';

const GUN = instant(600_000_000);

test.each([
  [-4.5, '4.5 seconds before the gun'],
  [0, '0.0 seconds'],
  [71.4, '1 minute 11.4 seconds'],
])('%f s from the gun the slider says %s', async (second, said) => {
  const at = instant(GUN + second * 1e6);
  await render(
    <Scrubber
      frames={testFrames().frames}
      read={() => ({
        from: instant(GUN - 10_000_000),
        to: instant(GUN + 210_000_000),
        zero: GUN,
        at,
        edge: instant(GUN + 210_000_000),
        mode: 'over',
      })}
      zero={GUN}
      marks={[]}
      onSeek={() => {}}
    />,
  );
  const slider = page.getByRole('slider', { name: 'Race time' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', said);
  await expect.element(slider).toHaveAttribute('aria-valuenow', second.toFixed(1));
});
