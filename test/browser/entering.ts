import type { Browser, Page } from 'playwright-core';
import { Sessions } from '@academy/people';
import type { Person, RunningAcademy } from '../support/academy';
import { openWindow } from '../support/browser';
import { Eyes } from './peer-review.eyes';

export type Entered = Readonly<{ page: Page; eyes: Eyes }>;
type Where = Readonly<{ path: string; width: number; scheme: 'light' | 'dark' }>;

/** A window of its own at a page of the Academy, as somebody who is signed in already, or as nobody. */
export async function enter(browser: Browser, academy: RunningAcademy, person: Person | null, { path, width, scheme }: Where): Promise<Entered> {
  const context = await openWindow(browser, width, scheme);
  if (person) {
    const { token } = await academy.web.get(Sessions).open(person.id, 'cookie');
    await context.addCookies([{ name: 'academy', value: token, url: academy.config.publicUrl }]);
  }
  const page = await context.newPage();
  const eyes = new Eyes(page);
  await page.goto(academy.config.publicUrl + path);
  return { page, eyes };
}
