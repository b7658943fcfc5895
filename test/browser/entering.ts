import type { Browser, Page } from 'playwright-core';
import { Sessions } from '@academy/people';
import { PASSWORD, type Person, type RunningAcademy } from '../support/academy';
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

/** Signs in as people do, by the form; `base`: the address of the Academy. The page that follows is there when it answers. */
export async function signIn(page: Page, base: string, { email }: Pick<Person, 'email'>): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', PASSWORD);
  await page.click('main form button');
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}
