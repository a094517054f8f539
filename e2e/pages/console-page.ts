import { expect, type Locator, type Page } from '@playwright/test';

/** The console in an operator's words. */
export class ConsolePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(race: string): Promise<void> {
    await this.page.goto(`/operate/race/${race}/console`);
    await expect(this.tapArea).toBeVisible();
  }

  get tapArea(): Locator {
    return this.page.getByRole('button', { name: /^Tap at / });
  }

  /** Everything in the list, oldest first. */
  get rows(): Locator {
    return this.page.locator('[data-row]');
  }

  /** What was said of the correction in hand, before it is done. */
  get foreseen(): Locator {
    return this.page.locator('[data-foreseen]');
  }

  get said(): Locator {
    return this.page.locator('[data-said]');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types a bib and gives it to the oldest tap that waits. */
  async give(bib: string): Promise<void> {
    await this.page.keyboard.type(bib);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a control as a keyboard does, and no further than a whole round of the page. */
  async tabTo(control: Locator): Promise<void> {
    for (let stop = 0; stop < 120; stop++) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('no Tab leads there');
  }
}
