import type { Browser, Download, Page } from 'playwright-core';
import type { Person } from '../support/academy';
import { openWindow } from '../support/browser';
import { signIn } from './entering';
import { Eyes } from './peer-review.eyes';

/** Somebody of the staff, at a desk in the evening: 1280 wide, dark, with a mouse. */
export class Desk {
  readonly eyes: Eyes;

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    this.eyes = new Eyes(page);
  }

  static async signIn(browser: Browser, url: string, person: Person): Promise<Desk> {
    const window = await openWindow(browser, 1280, 'dark');
    const desk = new Desk(await window.newPage(), url);
    await signIn(desk.page, url, person);
    return desk;
  }

  get main() {
    return this.page.getByRole('main');
  }
  go = (path: string) => this.page.goto(`${this.url}${path}`);
  press = (name: string | RegExp) => this.main.getByRole('button', { name }).first().click();
  follow = (name: string | RegExp) => this.main.getByRole('link', { name }).first().click();

  /** Opens a question and answers it by the button of the same name. */
  async confirm(name: string): Promise<void> {
    await this.main.locator('details.confirm > summary', { hasText: name }).click();
    await this.page.getByRole('dialog').getByRole('button', { name }).click();
  }

  /** What a link of this name brings as a file. */
  async fetch(name: string): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.follow(name)]);
    return textOf(download);
  }
}

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
