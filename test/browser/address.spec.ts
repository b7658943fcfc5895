import type { Browser } from 'playwright-core';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { tokenIn } from '../support/mailbox';
import { enter, type Entered } from './entering';
import { Keyboard } from './peer-review.keyboard';

const PICTURES = process.env['ADDRESS_PICTURES'];
const CASES = [
  [360, 'light', 'en'],
  [360, 'dark', 'de'],
  [1280, 'light', 'de'],
] as const;
const WORDS = {
  en: { title: 'Your e-mail address', send: 'Send me the link', wrong: 'This is not your current password', confirm: 'Use this address', done: 'Your new address is confirmed', back: 'Restore my former address', gone: 'This link no longer works' },
  de: { title: 'Ihre E-Mail-Adresse', send: 'Link schicken', wrong: 'Das ist nicht Ihr jetziges Passwort', confirm: 'Diese Adresse verwenden', done: 'Ihre neue Adresse ist bestätigt', back: 'Meine frühere Adresse wiederherstellen', gone: 'Dieser Link gilt nicht mehr' },
} as const;


describe('a teacher whose mail comes back', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  beforeAll(async () => {
    academy = await startAcademy();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  it.each(CASES)('gives another address by keyboard, at %i pixels in the %s, in %s, and the banner is gone', async (width, scheme, locale) => {
    const words = WORDS[locale];
    const person = await academy.person({ locale, displayName: 'Ana Figueiredo' });
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, since, said) VALUES ($1, 'bounced', academy_now(), '550 5.1.1 <somebody@a-rather-long-domain.of-a-school.example>: Recipient address rejected')`, [person.email]);
    const email = `ana-${width}-${scheme}.with-a-rather-long-name@another-school.people.test`;
    const { page, eyes }: Entered = await enter(browser, academy, person, { path: '/me', width, scheme });
    const keyboard = new Keyboard(page);
    const look = async (name: string, heading: string | RegExp) => {
      await eyes.see(heading);
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${width}-${scheme}-${locale}.png`, fullPage: true });
    };
    const press = async (name: string) => {
      await keyboard.reach(page.getByRole('button', { name, exact: true }));
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    };
    const fill = async (field: string, text: string) => {
      await keyboard.reach(page.locator(`[name="${field}"]`));
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    };

    const banner = page.locator('.flash a[href="/me/address"]');
    await keyboard.reach(banner);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await look('bounced', words.title);
    await fill('email', email);
    await fill('password', 'not my password');
    await press(words.send);
    await page.getByText(words.wrong).first().waitFor();
    expect(await page.locator('[name="email"]').inputValue()).toBe(email);
    expect(await page.locator('[name="password"]').inputValue()).toBe('');
    await look('wrong', words.title);
    await fill('password', PASSWORD);
    await press(words.send);
    await page.getByText(email).first().waitFor();
    await look('asked', words.title);

    const link = `/confirm-address?token=${tokenIn(await academy.mailbox.waitFor(email, 'confirm-address'))}`;
    await page.goto(academy.config.publicUrl + link);
    await look('confirm', '');
    expect(await banner.count()).toBe(1);
    await press(words.confirm);
    await page.getByText(words.done).last().waitFor();
    await look('confirmed', words.title);
    await page.goto(`${academy.config.publicUrl}/me`);
    expect(await banner.count()).toBe(0);
    await look('profile', '');
    await page.goto(`${academy.config.publicUrl}/me/mails`);
    expect(await page.locator('.row [lang]').count()).toBeGreaterThanOrEqual(2);
    await look('mails', '');
    await page.goto(`${academy.config.publicUrl}/help/mail-missing`);
    await look('help', '');

    await page.goto(academy.config.publicUrl + link);
    await press(words.confirm);
    await page.getByText(words.gone).first().waitFor();
    await look('used', '');

    await page.goto(`${academy.config.publicUrl}/restore-address?token=${tokenIn(await academy.mailbox.waitFor(person.email, 'address-changed'))}`);
    await look('restore', '');
    await press(words.back);
    // Signed out, she reads in the language of her browser.
    await look('restored', 'Your new password');
    await fill('password', 'measuring-another-street');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(page.url()).toContain('/sign-in');
    await page.goto(`${academy.config.publicUrl}/sign-in`);
    await fill('email', person.email);
    await fill('password', 'measuring-another-street');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await banner.count()).toBe(1);
    expect(eyes.faults).toEqual([]);
  });
});
