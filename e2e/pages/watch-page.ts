import { expect, type Locator, type Page } from '@playwright/test';

/** The watch page in a viewer's words. */
export class WatchPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a race, with `?…` where a moment is linked. */
  async open(slug: string, query = ''): Promise<void> {
    await this.page.goto(`/race/${slug}${query}`);
    await expect(this.standings).toBeVisible();
  }

  get standings(): Locator {
    return this.page.getByRole('table', { name: 'Standings' });
  }

  get rows(): Locator {
    return this.standings.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }

  row(name: string | RegExp): Locator {
    return this.rows.filter({ hasText: name });
  }

  get scrubber(): Locator {
    return this.page.getByRole('slider', { name: 'Race time' });
  }

  get goLive(): Locator {
    return this.page.getByRole('button', { name: /go live/i });
  }

  get playPause(): Locator {
    return this.page.getByRole('button', { name: /^(play|pause)/i });
  }

  get photoFinish(): Locator {
    return this.page.getByRole('region', { name: 'Photo finish' });
  }

  get hairline(): Locator {
    return this.photoFinish.getByRole('slider');
  }

  get ticker(): Locator {
    return this.page.getByRole('log');
  }

  /** LIVE, BEHIND n s or PAUSED, as the header says it. */
  get mode(): Locator {
    return this.page.getByTestId('view-state');
  }

  /** Brings a panel to the front: a tab on a phone, on screen anyway on a desktop. */
  async show(panel: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: panel });
    if (await tab.isVisible()) await tab.click();
  }

  /** What a viewer reads on the board, row by row. */
  async board(): Promise<string[]> {
    // Names may come after the times.
    await expect(this.rows.filter({ hasText: '…' })).toHaveCount(0);
    return (await this.rows.allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
  }

  /** Names from the top of the board down. */
  async order(): Promise<string[]> {
    await expect(this.rows.filter({ hasText: '…' })).toHaveCount(0);
    return (await this.standings.getByRole('rowheader').allInnerTexts()).map((name) =>
      name.replaceAll(/\s+/g, ' ').trim(),
    );
  }

  /** The view time that the scrubber tells, in seconds since the gun. */
  async viewSeconds(): Promise<number> {
    return Number(await this.scrubber.getAttribute('aria-valuenow'));
  }
}
