import type { BrowserContext, Page } from 'playwright-core';
import type { Person } from '../support/academy';
import { overflowOf, violationsOf } from '../support/browser';
import { signIn } from './entering';

/** People at work in windows, and what went wrong there unseen. */
export class Clicking {
  /** Answers from 500 on, and errors of scripts. */
  readonly faults: string[] = [];

  constructor(private readonly base: string) {}

  async signIn(window: BrowserContext, person: Person): Promise<Page> {
    const page = await window.newPage();
    page.on('response', (response) => response.status() >= 500 && this.faults.push(`${response.status()} ${response.url()}`));
    page.on('pageerror', (error) => this.faults.push(error.message));
    await signIn(page, this.base, person);
    return page;
  }
}

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('button', { name }).first().click();
export const follow = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();

/** Nothing of the page is out of the window, and axe finds nothing. */
export async function look(page: Page): Promise<void> {
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  expect(await violationsOf(page)).toEqual([]);
}
