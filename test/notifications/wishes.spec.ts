import { randomUUID } from 'node:crypto';
import { MailSender, queueMail, Secrets } from '@academy/platform';
import { choosable, EnrolledMail, hasMail } from '@academy/reminders';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor, visitorsAt } from '../support/visitor';
import { must } from '../support/world';

type Wishes = Record<string, { inApp: boolean; email: string }>;

/** No worker runs: mails go when a test sends them. */
describe('what people want to be told', () => {
  let academy: RunningAcademy;
  let ana: Person;
  const visit = visitorsAt(() => academy.config.publicUrl, PASSWORD);

  beforeAll(async () => void (academy = await startAcademy({ worker: false, environment: { ACADEMY_RATE_LIMITS: 'on' } })));
  beforeEach(async () => void (ana = await academy.person()));
  afterAll(() => academy.stop());

  const wishes = async (person = ana) => must(await person.api.get('/me/notification-preferences'), 200).body as Wishes & { quietHours: unknown; weeklyCap: unknown; silent: unknown };
  const change = (body: object) => ana.api.put('/me/notification-preferences', body);
  const linkFor = (userId: string, kind: string) => `/unsubscribe/${academy.web.get(Secrets).conceal('unsubscribe', `${userId}.${kind}`)}`;
  const oneClick = (path: string, body = 'List-Unsubscribe=One-Click') => fetch(academy.config.publicUrl + path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

  async function queued(person: { id: string; email: string; displayName: string } = ana): Promise<string> {
    const key = randomUUID();
    await academy.database.transaction((tx) => queueMail(tx, EnrolledMail, [{ key, userId: person.id, address: person.email, recipient: { displayName: person.displayName, locale: 'en', timeZone: 'Europe/Lisbon' }, data: { enrolmentId: key, course: 'C', edition: 'E', startsAt: '2027-01-01T00:00:00Z' } }]));
    return (await academy.database.one<{ id: string }>('SELECT id FROM mail WHERE natural_key = $1', [key]))!.id;
  }
  async function send(id: string): Promise<string> {
    await academy.web.get(MailSender).send(id);
    const { state, reason } = (await academy.database.one<{ state: string; reason: string | null }>('SELECT state, reason FROM mail WHERE id = $1', [id]))!;
    return reason ?? state;
  }

  it('are said by kind, with hours and a number, and refused where they make no sense', async () => {
    expect(await wishes()).toMatchObject({ reply: { inApp: true, email: 'now' }, enrolled: { inApp: false, email: 'now' }, 'badge-awarded': { inApp: true, email: 'now' }, 'review-received': { inApp: true, email: 'now' }, reminder: { inApp: true, email: 'off' }, quietHours: null, weeklyCap: null, silent: false });
    const said = { reply: { email: 'daily' }, mention: { inApp: false, email: 'weekly' }, quietHours: { from: '21:30', to: '06:15' }, weeklyCap: 0, silent: true };
    expect(must(await change(said), 200).body).toMatchObject({ ...said, reply: { inApp: true, email: 'daily' } });
    expect(must(await change({ quietHours: null, weeklyCap: null }), 200).body).toMatchObject({ quietHours: null, weeklyCap: null, silent: true, reply: { email: 'daily' } });
    for (const wrong of [
      { quietHours: { from: '21:30', to: '21:30' } }, { quietHours: { from: '24:00', to: '06:00' } }, { quietHours: { from: '21:00' } }, { quietHours: '21-6' }, { weeklyCap: -1 }, { weeklyCap: 51 }, { weeklyCap: 1.5 }, { silent: 'yes' },
      { reply: { email: 'monthly' } }, { reminder: { email: 'now' } }, { enrolled: { inApp: true } }, { digest: { email: 'off' } }, { 'verify-address': { email: 'off' } }, { unheard: {} },
    ]) expect((await change(wrong)).status).toBe(422);
    expect(await wishes(await academy.person())).toMatchObject({ reply: { email: 'now' } });
  });

  it('are chosen on the whole with one click on a page, and hours and kinds each in a form of their own', async () => {
    const page = await visit(ana);
    const at = '/me/notification-preferences';
    const choose = (form: object) => page.post(at, Object.entries(form).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, String(each)])));
    const chosen = async () => /name="preset" value="([a-z-]+)" checked/.exec((await page.get(at)).html)?.[1] ?? null;
    expect(await chosen()).toBe('at-once');
    await change({ reply: { email: 'weekly' }, mention: { inApp: false } });
    expect(await chosen()).toBeNull();
    for (const [preset, reply, deadline] of [['daily', 'daily', 'now'], ['weekly', 'weekly', 'now'], ['important', 'off', 'now'], ['at-once', 'now', 'now']] as const) {
      expect(await choose({ part: 'whole', preset })).toMatchObject({ status: 303, location: at });
      expect(await wishes()).toMatchObject({ reply: { email: reply }, deadline: { email: deadline }, mention: { inApp: false } });
      expect(await chosen()).toBe(preset);
    }
    await choose({ part: 'whole', preset: 'none' });
    expect([await chosen(), (await wishes()).reply!.email]).toEqual(['none', 'now']);

    expect(await choose({ part: 'hours', quietFrom: '22:00', quietTo: '07:00', weeklyCap: '3' })).toMatchObject({ status: 303 });
    expect(await wishes()).toMatchObject({ quietHours: { from: '22:00', to: '07:00' }, weeklyCap: 3 });
    const refused = await choose({ part: 'hours', quietFrom: '22:00', quietTo: '', weeklyCap: '99' });
    expect([refused.status, refused.html.includes('value="22:00"'), refused.html.includes('Please give a number from 0 to 50.')]).toEqual([422, true, true]);
    await choose({ part: 'hours', quietFrom: '', quietTo: '', weeklyCap: '' });
    expect(await wishes()).toMatchObject({ quietHours: null, weeklyCap: null });

    await choose({ part: 'kinds', shown: ['reply', 'followed'], inApp: 'reply', 'email-reply': 'daily', 'email-followed': 'off' });
    expect(await wishes()).toMatchObject({ reply: { inApp: true, email: 'daily' }, followed: { inApp: false, email: 'off' }, mention: { inApp: false } });
    for (const wrong of [{}, { part: 'all' }, { part: 'whole', preset: 'loud' }, { part: 'kinds', 'email-reply': 'now', more: '1' }]) expect((await choose(wrong)).status).toBe(422);
    expect((await page.get(at)).html).not.toContain('value="case-raised"');
  });

  it('a link in a mail says no at once, without signing in, to what is queued already, and takes it back', async () => {
    await change({ enrolled: { email: 'daily' } });
    const link = linkFor(ana.id, 'enrolled');
    const stranger = new Visitor(academy.config.publicUrl);
    expect((await stranger.get(link)).status).toBe(200);
    expect(await wishes()).toMatchObject({ enrolled: { email: 'daily' } });
    const id = await queued();
    const answered = await oneClick(link);
    expect([answered.status, answered.headers.get('location'), (await answered.text()).includes(ana.displayName)]).toEqual([200, null, false]);
    expect(await send(id)).toBe('opted-out');
    await oneClick(link);
    expect((await (await oneClick(link, 'choice=now')).text())).toContain('We send you e-mails of this kind again.');
    expect(await wishes()).toMatchObject({ enrolled: { email: 'daily' } });
    expect(await send(await queued())).toBe('daily');
  });

  it.each<[string, () => RequestInit]>([
    ['in parts', () => ({ body: '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } })],
    ['in parts that cannot be told apart', () => ({ body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'multipart/form-data' } })],
    ['as a line', () => ({ body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })],
    ['without a word', () => ({})],
  ])('a mail program says no in one click, sent %s', async (_how, sent) => {
    const id = await queued();
    const answered = await fetch(academy.config.publicUrl + linkFor(ana.id, 'enrolled'), { method: 'POST', ...sent() });
    expect(answered.status).toBe(200);
    expect(await send(id)).toBe('opted-out');
    expect(await wishes()).toMatchObject({ enrolled: { email: 'off' } });
  });

  it('a link in a letter ends letters and nothing else, and takes that back', async () => {
    await change({ reply: { email: 'daily' }, followed: { email: 'weekly' }, mention: { email: 'now' } });
    const link = linkFor(ana.id, 'digest');
    await oneClick(link);
    expect(await wishes()).toMatchObject({ reply: { inApp: true, email: 'off' }, followed: { email: 'off' }, mention: { email: 'now' } });
    expect((await (await fetch(academy.config.publicUrl + link)).text())).toContain('You do not get these e-mails.');
    await oneClick(link, 'choice=now');
    expect(await wishes()).toMatchObject({ reply: { email: 'daily' }, followed: { email: 'weekly' }, mention: { email: 'now' } });
  });

  it('holds once the account is gone, and lets whoever has the link choose about all kinds, of which it tells no more', async () => {
    const gone = { id: randomUUID(), email: 'gone@people.test', displayName: 'Gone' };
    const link = linkFor(gone.id, 'reply');
    const [id, other] = [await queued(gone), await queued(gone)];
    expect((await oneClick(link)).status).toBe(200);
    const page = await (await fetch(`${academy.config.publicUrl}${link}/mails`)).text();
    for (const kind of choosable().filter(hasMail)) expect(page).toContain(`name="email-${kind}"`);
    expect(page).toMatch(/name="email-reply"[^>]*>(<option[^>]*>[^<]*<\/option>)*<option value="off" selected>/);
    expect((await oneClick(`${link}/mails`, 'shown=enrolled&email-enrolled=off')).status).toBe(200);
    expect(await academy.database.query('SELECT kind, email FROM mail_preference WHERE user_id = $1 ORDER BY kind', [gone.id])).toEqual(['enrolled', 'reply'].map((kind) => ({ kind, email: 'off' })));
    for (const each of [id, other]) expect(await send(each)).toBe('account-gone');
    expect(academy.mailbox.to(gone.email)).toEqual([]);
    for (const wrong of ['email-enrolled=loud&shown=enrolled', 'shown=unheard', 'inApp=reply']) expect((await oneClick(`${link}/mails`, wrong)).status).toBe(422);
  });

  it('no optional mail at all is one wish, under which the others are kept', async () => {
    must(await change({ silent: true }), 200);
    expect(await send(await queued())).toBe('opted-out');
    const link = linkFor(ana.id, 'enrolled');
    const words = async (path: string, body: string) => (await oneClick(path, body)).text();
    expect(await (await fetch(academy.config.publicUrl + link)).text()).toContain('You want no e-mails from us at all');
    for (const [path, body] of [[link, 'choice=now'], [`${link}/mails`, ''], [`${link}/mails`, 'shown=enrolled&email-enrolled=now']] as const) expect(await words(path, body)).not.toContain('again, as you');
    expect([await wishes(), await send(await queued())]).toMatchObject([{ silent: true }, 'opted-out']);
    expect(await words(link, 'choice=all')).toContain('We write to you again, as you had chosen before.');
    expect([await wishes(), await send(await queued())]).toMatchObject([{ silent: false, enrolled: { email: 'now' } }, 'sent']);
    must(await change({ silent: true }), 200);
    expect(await (await fetch(`${academy.config.publicUrl}${link}/mails`)).text()).toContain('name="ends" value="silence"');
    await words(`${link}/mails`, 'ends=silence&shown=enrolled&email-enrolled=weekly');
    expect(await wishes()).toMatchObject({ silent: false, enrolled: { email: 'weekly' } });
  });

  it('are read in the language, and by the clock, that she has when the mail goes', async () => {
    const id = await queued();
    must(await ana.api.patch('/me', { locale: 'de', timeZone: 'Asia/Tokyo', displayName: 'Ana Neumann' }), 200);
    await academy.database.query(`UPDATE mail SET data = data || '{"startsAt": "2027-01-01T16:00:00Z"}' WHERE id = $1`, [id]);
    expect(await send(id)).toBe('sent');
    const [mail] = academy.mailbox.to(ana.email, 'enrolled');
    expect([mail!.subject, mail!.text]).toEqual([expect.stringContaining('Platz'), expect.stringMatching(/Ana Neumann[^]*2\. Januar 2027/)]);
  });

  it('a link that we did not make is refused, and whoever tries many is asked to wait while others go on', async () => {
    const right = linkFor(ana.id, 'reply');
    const wrong = [`${right}x`, right.slice(0, -2), `/unsubscribe/${ana.id}.reply.${'A'.repeat(32)}`, '/unsubscribe/%00', `/unsubscribe/${'é'.repeat(40)}`, `/unsubscribe/${'a'.repeat(400)}`, linkFor('not-an-id', 'reply')];
    for (const path of wrong) for (const each of [path, `${path}/mails`]) expect((await oneClick(each)).status).toBeGreaterThanOrEqual(400);
    for (const path of wrong) expect((await oneClick(path)).status).toBeLessThan(500);
    let waited = 0;
    for (let tries = 0; tries < 110 && waited === 0; tries += 1) if ((await oneClick(`${right}x`)).status === 429) waited = tries;
    expect(waited).toBeGreaterThan(0);
    expect((await oneClick(right)).status).toBe(200);
  });

  it('reads in a log what was written to her, by days, and what became of it', async () => {
    const [sent, off] = [await queued(), await queued()];
    await send(sent);
    must(await change({ enrolled: { email: 'off' } }), 200);
    await send(off);
    must(await change({ enrolled: { email: 'weekly' } }), 200);
    await send(await queued());
    await queued();
    const { items } = must(await ana.api.get('/me/mails'), 200).body as { items: { fate: string; subject: string | null; writtenOn: string; day: string | null }[] };
    expect(items.map(({ fate }) => fate).sort()).toEqual(['in-next-letter', 'sent', 'turned-off', 'waiting']);
    const { subject } = academy.mailbox.to(ana.email, 'enrolled')[0]!;
    for (const { fate, subject: kept } of items) expect(kept).toBe(fate === 'sent' ? subject : null);
    for (const { writtenOn } of items) expect(writtenOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    const first = must(await ana.api.get('/me/mails?limit=3'), 200).body as { items: unknown[]; nextCursor: string };
    const rest = must(await ana.api.get(`/me/mails?limit=3&cursor=${first.nextCursor}`), 200).body as { items: unknown[]; nextCursor: null };
    expect([...first.items, ...rest.items]).toEqual(items);
    expect(rest.nextCursor).toBeNull();
    expect((await ana.api.get('/me/mails?cursor=x')).status).toBe(400);
    const { html } = await (await visit(ana)).get('/me/mails');
    for (const words of [`<p lang="en" dir="auto">${subject}</p>`, 'About confirmations that you have a place', 'Sent on ', 'Not sent: you had turned this off', 'Will be in your letter of ']) expect(html).toContain(words);
    expect(must(await (await academy.person()).api.get('/me/mails'), 200).body.items).toEqual([]);
  });
});
