import { queueMail } from '@academy/platform';
import { EnrolledMail } from '@academy/reminders';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { enter } from '../browser/entering';
import { openBrowser, overflowOf, violationsOf } from '../support/browser';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';

const SECRET = 'what-the-mail-server-knows';
const DAY = 86_400_000;

/** As a mail server would write it. `fields` are those of the recipient. */
const bounce = (to: string, fields: string, original = '') =>
  [
    'From: MAILER-DAEMON@mx.school.example', `To: ${to}`, 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'Sorry.', '--b',
    'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.school.example', 'Arrival-Date: Mon, 30 Nov 2026 08:00:00 +0000', '', fields, '', '--b',
    'Content-Type: text/rfc822-headers', '', original || 'Subject: what it was', '', '--b--', '',
  ].join('\r\n');
const complaint = (to: string) =>
  [
    'From: feedback@mail.example', `To: ${to}`, 'Subject: FW: a mail', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="c"', '',
    '--c', 'Content-Type: text/plain', '', 'This is an email abuse report.', '--c', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: Mail/1.0', 'Version: 1', '', '--c--', '',
  ].join('\r\n');
const DEAD = 'Final-Recipient: rfc822; somebody@school.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user';
const FULL = 'Final-Recipient: rfc822; somebody@school.example\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full';
const LATE = 'Final-Recipient: rfc822; somebody@school.example\r\nAction: delayed\r\nStatus: 4.4.1';
const SPAM = 'Final-Recipient: rfc822; somebody@school.example\r\nAction: failed\r\nStatus: 5.7.1';

describe('mail that comes back', () => {
  let academy: RunningAcademy;
  let number = 0;
  beforeAll(async () => void (academy = await startAcademy({ environment: { MAIL_BOUNCES: 'bounces@academy.test', MAIL_WEBHOOK_SECRET: SECRET } })));
  afterAll(() => academy.stop());

  const write = async (person: Person) => {
    const recipient = { displayName: person.displayName, locale: 'en', timeZone: 'Europe/Lisbon' };
    const data = { enrolmentId: person.id, course: 'Measuring', edition: 'Spring', startsAt: academy.clock.now().toISOString() };
    const key = `test:${(number += 1)}`;
    await academy.database.transaction((tx) => queueMail(tx, EnrolledMail, [{ key, userId: person.id, address: person.email.toUpperCase(), recipient, data }]));
    return until(() => academy.database.one<{ id: string; state: string; reason: string | null }>(`SELECT id, state, reason FROM mail WHERE natural_key = $1 AND state NOT IN ('pending', 'sending')`, [key]), 'the mail to be settled');
  };
  /** Sends one mail, and answers where it would be sent back to. */
  const sent = async (person: Person) => {
    const count = academy.mailbox.mails.length;
    const { id } = await write(person);
    return { id, back: academy.mailbox.mails.slice(count).find(({ messageId }) => messageId?.includes(id))!.envelopeFrom };
  };
  const bring = async (message: string, authorization = `Bearer ${SECRET}`) => {
    const response = await fetch(`${academy.api.base}/api/v1/mail/bounces`, { method: 'POST', headers: { 'content-type': 'message/rfc822', authorization }, body: message });
    return { status: response.status, body: (await response.json()) as Record<string, number> };
  };
  const took = (what: 'suppressed' | 'counted' | 'ignored') => ({ status: 200, body: { suppressed: 0, counted: 0, ignored: 0, [what]: 1 } });
  const visit = async (person: Person) => {
    const visitor = new Visitor(academy.api.base);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  };

  it('goes back to an address of its own that names nobody', async () => {
    const person = await academy.person();
    const [one, other] = [await sent(person), await sent(person)];
    expect(one.back).toMatch(/^bounces\+[a-z2-7]{42}@academy\.test$/);
    expect(other.back).not.toBe(one.back);
    expect(one.back).not.toContain(person.id.slice(0, 8));
  });

  it('gives a dead address up: its owner is told on every page, gets urgent mail only, and says once a day that it works', async () => {
    const person = await academy.person();
    const visitor = await visit(person);
    expect((await visitor.get('/me')).html).not.toContain('do not reach you');
    const { back } = await sent(person);
    expect(await bring(bounce(back, DEAD))).toEqual(took('suppressed'));
    expect(await bring(bounce(back, DEAD))).toEqual(took('suppressed'));
    expect(await academy.database.query(`SELECT kind FROM fact WHERE person_id = $1 AND kind LIKE 'address.%'`, [person.id])).toEqual([{ kind: 'address.suppressed' }]);

    expect(await write(person)).toMatchObject({ state: 'suppressed', reason: 'bounced' });
    await academy.api.post('/accounts/password-reset', { email: person.email });
    await academy.mailbox.waitFor(person.email, 'reset-password');

    expect((await visitor.get('/courses')).html).toContain('Our e-mails do not reach you any more.');
    const page = (await visitor.get('/me/address')).html;
    expect(page).toContain('550 5.1.1 no such user');
    expect(page).toContain(person.email);
    expect(await visitor.post('/me/address')).toMatchObject({ status: 303, location: '/me' });
    expect((await visitor.get('/courses')).html).not.toContain('/me/address');
    const { back: again } = await sent(person);

    expect(await bring(bounce(again, DEAD))).toEqual(took('suppressed'));
    const refused = await visitor.post('/me/address');
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('try again tomorrow')]);
    await academy.clock.moveTo(new Date(academy.clock.now().getTime() + DAY + 1_000));
    expect((await visitor.post('/me/address')).status).toBe(303);
    expect((await visitor.post('/me/address')).status).toBe(303);
    expect(await write(person)).toMatchObject({ state: 'sent' });
  });

  it.each([
    [360, 'dark'],
    [820, 'light'],
  ] as const)('is told on pages that can be read at %i pixels in the %s', async (width, scheme) => {
    const person = await academy.person();
    await bring(bounce((await sent(person)).back, DEAD));
    const browser = await openBrowser();
    try {
      for (const path of ['/me/address', '/courses']) {
        const { page } = await enter(browser, academy, person, { path, width, scheme });
        expect([path, await overflowOf(page), await violationsOf(page)]).toEqual([path, 0, []]);
        const pictures = process.env['MAIL_PICTURES'];
        if (pictures) await page.screenshot({ path: `${pictures}/${path.replaceAll('/', '-')}-${width}-${scheme}.png` });
      }
    } finally {
      await browser.close();
    }
  });

  it('counts what was not final, once a mail, and gives up at the fifth; what is late or thought unwanted is left alone', async () => {
    const person = await academy.person();
    for (let time = 1; time < 5; time += 1) {
      const { back } = await sent(person);
      expect(await bring(bounce(back, LATE))).toEqual(took('ignored'));
      expect(await bring(bounce(back, SPAM))).toEqual(took('ignored'));
      for (const _ of [1, 2]) expect(await bring(bounce(back, FULL))).toEqual(took('counted'));
    }
    expect(await bring(bounce((await sent(person)).back, FULL))).toEqual(took('suppressed'));
    expect(await write(person)).toMatchObject({ state: 'suppressed' });
  });

  it('a complaint ends all that can be unsubscribed from, also once the address is written to again', async () => {
    const person = await academy.person();
    const { back } = await sent(person);
    expect(await bring(complaint(back))).toEqual(took('suppressed'));
    expect(await write(person)).toMatchObject({ state: 'suppressed', reason: 'complained' });
    await until(() => academy.database.one('SELECT FROM mail_rhythm WHERE user_id = $1 AND is_silent', [person.id]), 'it to be heard');
    const visitor = await visit(person);
    expect((await visitor.get('/me/address')).html).toContain('marked as unwanted');
    await visitor.post('/me/address');
    expect(await write(person)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('is believed of a mail whose token or Message-ID it brings, and of no other', async () => {
    const person = await academy.person();
    const { id, back } = await sent(person);
    const forged = back.replace(/\+(.)/, (_, first: string) => `+${first === 'a' ? 'b' : 'a'}`);
    expect(await bring(bounce(forged, DEAD, `To: ${person.email}`))).toEqual(took('ignored'));
    expect(await write(person)).toMatchObject({ state: 'sent' });
    expect(await bring(bounce('mailer@elsewhere.test', DEAD, `Message-ID: <mail-${id}@127.0.0.1>`))).toEqual(took('suppressed'));
  });

  it('is brought by who knows the secret, as reports too; anything else is refused', async () => {
    const [person, other] = [await academy.person(), await academy.person()];
    const { id } = await sent(person);
    const tell = (body: unknown, authorization?: string) => academy.api.post('/mail/bounces', body, authorization === undefined ? {} : { headers: { authorization } });
    const basic = `Basic ${Buffer.from(`mailer:${SECRET}`).toString('base64')}`;
    for (const wrong of [undefined, 'Bearer another secret', 'Bearer', 'Basic bm90aGluZw==', `Bearer ${SECRET}x`]) expect((await tell({ reports: [] }, wrong)).status).toBe(401);
    const reports = [{ kind: 'bounced', messageId: `<mail-${id}@127.0.0.1>`, status: '5.1.1' }, { kind: 'complained', address: other.email.toUpperCase() }, { kind: 'bounced', status: '5.1.1' }];
    expect(await tell({ reports }, basic)).toMatchObject({ status: 200, body: { suppressed: 2, counted: 0, ignored: 1 } });
    expect(await write(other)).toMatchObject({ state: 'suppressed', reason: 'complained' });
    expect(await tell({ reports: [{ kind: 'opened' }] }, basic)).toMatchObject({ status: 422 });
    expect(await bring('Subject: hello\r\n\r\nNo report at all.')).toMatchObject({ status: 422, body: { type: '/problems/no-delivery-report' } });
    expect((await bring('--b\r\n'.repeat(5_000))).status).toBe(422);
  });
});
