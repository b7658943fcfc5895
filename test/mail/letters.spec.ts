import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import type { Browser } from 'playwright-core';
import { LIVE_EVENT_CHANGES } from '@academy/editions';
import { mailKind, mailKinds } from '@academy/platform';
import { envelopeAddress } from '../../libs/platform/src/mail/mail.addresses';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { ids, KINDS, letter, LOCALES, messages, NOW, PERSON } from './letters';

const header = (mail: Email, name: string): string[] => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#x3D': '=', '#x60': '`', '#39': "'", nbsp: ' ' };
/** What a reader of HTML sees, without what is meant for mail programs. */
const seen = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>/, '').replace(/<!--[\s\S]*?-->/g, '').replace(/<div style="display:none[^>]*>[^<]*<\/div>/, '').replace(/<[^>]+>/g, ' ').replace(/&([#\w]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
const wordsOf = (text: string): string[] => text.split(/\s+/).map((word) => word.replace(/:$/, '')).filter((word) => word !== '' && !['--', '·', '=='].includes(word) && !word.startsWith('http')).sort();

describe.each(LOCALES)('mails in %s', (locale) => {
  it.each(KINDS)('%s is whole, says the same in both parts, and tells nothing of its reader', async (kind) => {
    const { raw } = await letter(kind, locale);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toMatch(/^\S.{3,200}\S$/u);
    expect(mail.to).toEqual([{ name: '', address: 'zaneta@xn--szkoa-n7a.example' }]);
    expect(mail.from?.address).toBe('no-reply@academy.example');
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
    const [html, text] = [mail.html ?? '', mail.text ?? ''];
    const told = `${mail.subject}\n${seen(html)}\n${text}`;
    expect(told).not.toMatch(/undefined|\bnull\b|NaN|\[object|\{\{|\{\w+[,}]|Invalid Date|&[#\w]+;/);
    expect(told).toContain(PERSON.displayName);
    const frame = wordsOf(`Academy ${text.includes('http') && html.includes(messages.text(locale, 'mail.linkInstead')) ? messages.text(locale, 'mail.linkInstead') : ''}`);
    const left = wordsOf(seen(html));
    for (const word of frame) left.splice(left.indexOf(word), 1);
    expect(left).toEqual(wordsOf(text));
    expect(html).not.toMatch(/<img|<script|url\(|src=|@import|<link/i);
    expect(html).toContain(`lang="${locale}"`);

    const { mayUnsubscribe } = mailKind(kind)!;
    expect(mail.messageId).toBe(`<mail-${ids.mail}@academy.example>`);
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(header(mail, 'feedback-id')).toEqual([expect.stringMatching(new RegExp(`^${kind}:(account|transactional|notice):academy$`))]);
    expect(header(mail, 'list-id')).toEqual(mayUnsubscribe ? [`<${kind}.academy.example>`] : []);
    expect(header(mail, 'list-unsubscribe-post')).toEqual(mayUnsubscribe ? ['List-Unsubscribe=One-Click'] : []);
    expect(header(mail, 'list-unsubscribe')).toEqual(mayUnsubscribe ? [expect.stringMatching(/^<https:\/\/academy\.example\/unsubscribe\/[\w-]{60,200}>$/)] : []);
    for (const link of [...html.matchAll(/href="([^"]+)"/g), ...header(mail, 'list-unsubscribe').map((value) => ['', value])]) {
      expect(link[1]).not.toMatch(new RegExp(`${ids.person}|${Buffer.from(ids.person).toString('base64url').slice(0, 30)}|@|zaneta`, 'i'));
    }
    expect(raw.split(/\r?\n/).every((line) => Buffer.byteLength(line) <= 998)).toBe(true);
  });
});

describe('what is sent at any hour, and again where nobody knows whether it arrived', () => {
  it('is about an account, a place, a certificate or the hour of a live event', () => {
    const transactional = mailKinds().filter((kind) => mailKind(kind)!.isTransactional && mailKind(kind)!.mayUnsubscribe);
    expect(transactional.sort()).toEqual(['certificate-ready', 'enrolled', 'live-event-changed', 'seat-freed', 'waitlisted']);
    expect(mailKinds().filter((kind) => !mailKind(kind)!.mayUnsubscribe && !mailKind(kind)!.isTransactional)).toEqual([]);
  });
});

describe('what has a date', () => {
  it.each(['enrolled', 'seat-freed'])('comes with %s as a file for a calendar, unless it is over', async (kind) => {
    const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000).toISOString();
    const [file, ...others] = (await PostalMime.parse((await letter(kind, 'pl', { startsAt: days(3), course: 'Mierzymy; „ulicę”' })).raw, { attachmentEncoding: 'utf8' })).attachments;
    expect([file?.mimeType, file?.filename, file?.disposition, others]).toEqual(['text/calendar', 'academy.ics', 'attachment', []]);
    expect(file!.content).toContain(`DTSTART;VALUE=DATE:`);
    expect(file!.content).toContain('SUMMARY:Mierzymy\\; „ulicę”');
    expect((await PostalMime.parse((await letter(kind, 'pl', { startsAt: days(-3) })).raw)).attachments).toEqual([]);
  });
});

describe('the word that a live event changed', () => {
  it.each(LOCALES)('says in %s what became of it, and brings its entry anew', async (locale) => {
    const mails = await Promise.all(LIVE_EVENT_CHANGES.map(async (change) => PostalMime.parse((await letter('live-event-changed', locale, { change })).raw, { attachmentEncoding: 'utf8' })));
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(LIVE_EVENT_CHANGES.length);
    expect(new Set(mails.map(({ text }) => text)).size).toBe(LIVE_EVENT_CHANGES.length);
    for (const { attachments } of mails) expect(attachments.map(({ content }) => content)).toEqual([expect.stringMatching(/UID:live-77777777-0000-4000-8000-000000000007-meet@academy[\s\S]*SEQUENCE:3/)]);
  });
});

describe('what strangers write into mails', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(fc.constantFrom('\r\n', '\n', '\r', 'Bcc: all@people.test', ' ', '"', ',', '<', '>', '@', '=?utf-8?q?=0ABcc:_x?=', '\u2028', '\u0000', '\u0085', 'ß', '🙂', '\u202e', ';', '\\', '.\r\n.\r\n'), { maxLength: 12 }).map((parts) => parts.join('')),
  );

  it('adds no header, no recipient and no part, and stays in its place', async () => {
    const plain = await PostalMime.parse((await letter('mention', 'en')).raw);
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (displayName, title) => {
        const { composed, raw } = await letter('mention', 'en', { title, author: displayName, place: title }, { ...PERSON, displayName });
        const mail = await PostalMime.parse(raw);
        expect(mail.headers.map(({ key }) => key)).toEqual(plain.headers.map(({ key }) => key));
        expect([mail.to, mail.cc, mail.bcc, mail.attachments]).toEqual([plain.to, plain.cc, plain.bcc, []]);
        expect(composed.subject).not.toMatch(/[\u0000-\u001f\u007f]/);
        expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im);
        expect(raw.replace(/\r?\n/g, '')).not.toMatch(/[\r\u0000]/);
      }),
      { seed: 20_261_130, numRuns: 150 },
    );
  });

  it.each([
    ['maria@school.example', 'maria@school.example'],
    ['Maria <maria@school.example>', 'maria@school.example'],
    ['maria@schule-köln.example', 'maria@xn--schule-kln-lcb.example'],
    ['μαρία@σχολείο.example', 'μαρία@xn--kxalrpdt2a.example'],
    ['o’brien@school.example', 'o’brien@school.example'],
  ])('%s is written to as %s', (text, address) => {
    expect(envelopeAddress(text)).toBe(address);
  });

  it('no address holds what would end a command, whatever it is made from', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.tuple(nasty, nasty).map((parts) => parts.join('@'))), (text) => {
        let address = 'a@b';
        try {
          address = envelopeAddress(text);
        } catch (error) {
          expect(error).toMatchObject({ isRefusedByUs: true });
        }
        expect(address).toMatch(/^[^\s<>,;:"()[\]\\\u0000-\u001f]{1,64}@[a-z0-9.-]{1,255}$/u);
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });
});

describe('the layout of mails', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await openBrowser()));
  afterAll(() => browser.close());

  it('is made from the MJML as it is', () => {
    const make = `import { compiled } from './scripts/prepare/mails.mjs'; process.stdout.write(await compiled('message.mjml'));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', make]).toString()).toBe(readFileSync('templates/mail/message.hbs', 'utf8'));
  });

  /** What may be wrong with a mail in one of its windows. */
  const RULES = ['color-contrast', 'html-has-lang', 'valid-lang', 'document-title', 'link-name'];
  /** Elements that reach over the window's edge, by name. */
  const WIDE = `[...document.querySelectorAll('body, body *')].filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map(({ localName }) => localName).slice(0, 3).join(' ')`;
  /** Words that somebody wrote and that no line can hold. */
  const LONG = 'Donau'.repeat(40);
  const OWN_WORDS = { subject: `Come, {name}: ${LONG}`, body: `Dear {name}, {activity} waits.\n\nhttps://school.example/${LONG}\n${LONG}` };
  const SAMPLES: [name: string, kind: string, about: Record<string, unknown>][] = [
    ...KINDS.map((kind): [string, string, Record<string, unknown>] => [kind, kind, kind === 'mention' ? { words: `${LONG} word\nand a line` } : {}]),
    ['a reminder in own words', 'away', { words: OWN_WORDS }],
    ['a reminder of a fact in own words', 'reviews-owed', { words: OWN_WORDS }],
  ];

  describe.each([[360, 'light', SAMPLES], [640, 'dark', SAMPLES], [360, 'dark', SAMPLES.slice(-1)], [640, 'light', SAMPLES.slice(-1)]] as const)('in a window of %i pixels in the %s', (width, scheme, samples) => {
    it.each(LOCALES)('fits and can be read in %s, of each kind', async (locale) => {
      const flaws: string[] = [];
      const context = await openWindow(browser, width, scheme);
      const page = await context.newPage();
      for (const [name, kind, about] of samples) {
        await page.setContent((await letter(kind, locale, about)).composed.html);
        const wide = (await overflowOf(page)) === 0 ? await page.evaluate<string>(WIDE) : 'the page';
        // Colours are the same in every language.
        const unreadable = locale === 'en' ? await violationsOf(page, RULES) : [];
        for (const flaw of [...(wide ? [`${wide} runs over`] : []), ...unreadable]) flaws.push(`${name}: ${flaw}`);
        const shot = process.env['MAIL_PICTURES'];
        if (shot && ['en', 'pl'].includes(locale)) await page.screenshot({ path: `${shot}/${name.replaceAll(' ', '-')}-${locale}-${width}-${scheme}.png`, fullPage: true });
      }
      await context.close();
      expect(flaws).toEqual([]);
    });
  });
});
