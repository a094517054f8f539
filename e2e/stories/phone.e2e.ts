import { expect, test } from '../fixtures.ts';

test(
  'on a phone everything is in reach and nothing scrolls sideways',
  { tag: '@phone' },
  async ({ watch }) => {
    await watch.open('oslo-2024-1500m', '?t=3:00');
    const overflow = await watch.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    for (const tab of ['Track', 'Gaps', 'Photo', 'Board']) await watch.show(tab);
    await expect(watch.standings).toBeVisible();
    await expect(watch.scrubber).toBeInViewport();

    const small = await watch.page.evaluate(() =>
      [...document.querySelectorAll('button, a[href], [role=tab]')]
        .map((target) => ({ name: target.textContent, box: target.getBoundingClientRect() }))
        .filter(
          ({ box }) => box.width > 1 && box.height > 1 && Math.min(box.width, box.height) < 24,
        )
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);
  },
);
