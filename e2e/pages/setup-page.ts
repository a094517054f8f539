import { expect, type Locator, type Page } from '@playwright/test';

/** Where a race is set up, started and announced, in an operator's words. */
export class SetupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A new race of a standard event: the form is there when it resolves. */
  async choose(sought: string, event: string): Promise<void> {
    await this.page.goto('/operate/new');
    await this.page.getByRole('combobox', { name: 'Find an event' }).fill(sought);
    await this.page.getByRole('option', { name: event }).first().click();
    await expect(this.name).toBeFocused();
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'What the race is called' });
  }

  async meeting(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Meeting', exact: true }).fill(name);
  }

  /** Pastes a table into the start list and takes it as it was understood. */
  async paste(lines: readonly string[]): Promise<void> {
    await this.page
      .getByRole('textbox', { name: /^(Bib|Lane), row 1$/ })
      .first()
      .focus();
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = { clipboardData, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', event));
    }, lines.join('\n'));
    await this.page.getByRole('button', { name: /^Add \d+$/ }).click();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** Makes the race of the form and shows it to everybody. Answers its slug. */
  async createPublic(): Promise<string> {
    await this.page.getByRole('button', { name: 'Create the race' }).click();
    await this.page.waitForURL(/\/operate\/race\/.+\/setup$/);
    await this.publish();
    return /race\/(.+)\/setup/.exec(this.page.url())?.[1] ?? '';
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish' }).click();
    await expect(this.page.getByText('Public. Everybody can watch it.')).toBeVisible();
  }

  async open(race: string, screen: string): Promise<void> {
    await this.page.goto(`/operate/race/${race}/${screen}`);
  }

  /** Enters, or corrects, a start so many seconds ago by the clock of the venue. */
  async startedAgo(seconds: number, how: 'Enter a start' | 'Correct the start'): Promise<void> {
    await this.page.getByRole('button', { name: how }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Clock time of the start at the venue').fill(await this.ago(seconds));
    const bring = how === 'Enter a start' ? 'Enter this start' : how;
    await dialog.getByRole('button', { name: bring }).click();
    await expect(dialog).toHaveCount(0);
  }

  private ago(seconds: number): Promise<string> {
    return this.page.evaluate((s) => {
      const at = new Date(Date.now() - s * 1000);
      const parts = [at.getHours(), at.getMinutes(), at.getSeconds()];
      return parts.map((part) => String(part).padStart(2, '0')).join(':');
    }, seconds);
  }

  /** Chooses somebody in the panel of status by bib, lane or name. */
  async pick(who: string): Promise<void> {
    const status = this.page.getByRole('region', { name: 'Status' });
    await status.getByRole('textbox', { name: /^(Bib|Lane|Name)$/ }).fill(who);
    await this.page.keyboard.press('Enter');
  }

  /** What happened to whom was picked; brought by `bring`. */
  async happened(kind: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Status' })
      .getByRole('radio', { name: kind, exact: true })
      .check({ force: true });
  }

  /** Announces the result, and makes it official for a reason, alone. */
  async makeOfficial(race: string): Promise<void> {
    await this.open(race, 'results');
    await this.page.getByRole('button', { name: 'Announce as provisional' }).click();
    await this.page.getByRole('button', { name: 'Make it official' }).click();
    await this.page.getByRole('textbox', { name: 'Reason' }).first().fill('Alone at the desk');
    await this.page.getByRole('button', { name: 'Make it official all the same' }).click();
    await expect(this.page.getByTestId('declared')).toContainText('Official');
    // The desk shows its own first; everybody else has it once the queue is empty.
    await expect(this.page.getByText('queue 0')).toBeVisible();
  }
}
