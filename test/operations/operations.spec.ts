import { randomUUID } from 'node:crypto';
import { Queues } from '@academy/platform';
import { settled } from '../reviews/support';
import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { Desk } from './desk';

const text = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the pages of operations', () => {
  let academy: RunningAcademy;
  let administrator: Person;
  let visitor: Visitor;
  let desk: Desk;

  beforeAll(async () => {
    academy = await startAcademy();
    desk = await Desk.open(academy);
    ({ administrator } = desk);
    visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(administrator.email, PASSWORD);
  });
  afterAll(() => academy.stop());

  const page = async (path: string): Promise<string> => text((await visitor.get(path)).html);
  const delivered = async (person: Person): Promise<string> => {
    await academy.mailbox.waitFor(person.email, 'enrolled');
    return until(async () => ((await desk.mailTo(person))?.state === 'sent' ? (await desk.mailTo(person))!.id : null), 'the mail to be sent');
  };
  /** The delivery of somebody's enrolment to whom welcomes her, as it stands. */
  const welcome = (person: Person) =>
    academy.database.one<{ factId: string; doneAt: Date | null; failedAt: Date | null }>(
      `SELECT d.fact_id::text AS "factId", d.done_at AS "doneAt", d.failed_at AS "failedAt" FROM fact_delivery d JOIN fact f ON f.id = d.fact_id WHERE d.listener = 'reminders.welcome' AND f.person_id = $1`,
      [person.id],
    );
  const audited = async (action: string) => must(await administrator.api.get(`/audit?action=${action}`), 200).body.items as { actor: string; detail: object }[];

  it('say how each job runs, what waits and that nothing needs anybody, in at most eight statements', async () => {
    await until(async () => (await academy.database.query(`SELECT name FROM clockwork WHERE last_result IS NULL`)).length === 0, 'every job to have run');
    await settled(academy);
    await until(async () => (await academy.web.get(Queues).figures())?.every(({ waiting, active, delayed, failed }) => waiting + active + delayed + failed === 0), 'the queues to be empty');
    // Figures that come too late are left out: then both are asked anew.
    const { count, shown, body } = await until(async () => {
      let html = '';
      const count = await statements(academy, async () => void (html = (await visitor.get('/operations')).html));
      const { body } = must(await administrator.api.get('/operations'), 200);
      return !html.includes('The queue does not answer') && body.queues !== null && { count, shown: text(html), body };
    }, 'the queue to answer in time');
    expect(count).toBeLessThanOrEqual(8);
    expect(shown).toContain('Starts and closes editions on their days editions.advance every minute');
    expect(shown).toContain('Nothing needs you');
    for (const queue of ['Reactions', 'Badges and certificates', 'Imports of courses', 'E-mail']) expect(shown).toContain(`${queue} 0 0 0 0 none waits`);
    expect(body.clockwork).toContainEqual(expect.objectContaining({ name: 'reminders.sweep', state: 'fine', everySeconds: 60, result: 'ok' }));
    expect(body).toMatchObject({ queues: expect.arrayContaining([expect.objectContaining({ name: 'facts' })]), deliveries: { givenUp: 0 }, mail: { isPaused: false, perMinute: null } });
  });

  it('are for administrators alone, and nobody else is told more than whether the Academy is ready', async () => {
    const others = [await academy.person(), await academy.coordinator(), await academy.designer()];
    for (const { api } of others) expect((await api.get('/operations')).status).toBe(403);
    expect((await academy.api.get('/operations')).status).toBe(401);
    const ready = await until(async () => { const { body } = must(await academy.api.get('~/readyz'), 200); return body.queue === 'ok' && body; }, 'the queue to answer in time');
    expect(ready).toEqual({ postgres: 'ok', queue: 'ok' });
    const teacher = new Visitor(academy.config.publicUrl);
    await teacher.signIn(others[0]!.email, PASSWORD);
    for (const path of ['', '/deliveries', '/mail', '/addresses', '/people']) expect((await teacher.get(`/operations${path}`)).status).toBe(403);
    expect((await teacher.post('/operations/mail/pause')).status).toBe(403);
    expect((await teacher.get('/')).html).not.toContain('/operations');
  });

  it('name a job that is late, and one that failed', async () => {
    await academy.database.query(`INSERT INTO clockwork (name, every_seconds, last_run_at, last_result) VALUES ('nobody.comes', 60, clock_timestamp() - interval '9 hours', 'ok')`);
    await academy.database.query(`UPDATE clockwork SET last_result = 'relation "x" does not exist' WHERE name = 'facts.tidy'`);
    const shown = await page('/operations');
    expect(shown).toContain('relation "x" does not exist'.replaceAll('"', '&quot;'));
    expect(shown).toContain('nobody.comes nobody.comes every minute 9 hours ago – Late');
    expect(shown).toContain('2 recurring jobs are late or failed.');
    await academy.database.query(`DELETE FROM clockwork WHERE name = 'nobody.comes'`);
    await academy.database.query(`UPDATE clockwork SET last_result = 'ok'`);
  });

  it('list a reaction that was given up, and have it tried again, once', async () => {
    const teacher = await desk.enrol();
    await delivered(teacher);
    await desk.haveWelcomed([teacher]);
    await academy.database.query(`UPDATE fact_delivery SET done_at = NULL, failed_at = clock_timestamp(), attempts = 15, error = 'the printer is on fire' WHERE listener = 'reminders.welcome' AND fact_id = $1`, [(await welcome(teacher))!.factId]);
    const { factId } = (await welcome(teacher))!;
    const shown = await page('/operations/deliveries');
    expect(shown).toContain('enrolment.activated');
    expect(shown).toContain('the printer is on fire');
    expect(await page('/operations')).toContain('One reaction was given up.');

    expect(await visitor.post('/operations/deliveries/retry', { factId, listener: 'reminders.welcome' })).toMatchObject({ status: 303, location: '/operations/deliveries' });
    await until(async () => (await welcome(teacher))?.doneAt, 'the reaction to be done');
    expect(await page('/operations/deliveries')).toContain('No reaction needs you');
    expect(academy.mailbox.to(teacher.email, 'enrolled')).toHaveLength(1);
    expect((await audited('deliveries.tried-again'))[0]).toMatchObject({ actor: administrator.id, detail: { many: 1, factId, listener: 'reminders.welcome' } });
    expect((await visitor.post('/operations/deliveries/retry', { factId, listener: 'reminders.welcome' })).status).toBe(404);
    expect((await visitor.post('/operations/deliveries/retry', { factId: '9'.repeat(19), listener: 'x' })).status).toBe(422);
  });

  it('have all that were given up tried again, page by page shown before', async () => {
    const teachers = await Promise.all(Array.from({ length: 30 }, () => desk.enrol()));
    for (const teacher of teachers) await delivered(teacher);
    await desk.haveWelcomed(teachers);
    await academy.database.query(`UPDATE fact_delivery SET done_at = NULL, failed_at = clock_timestamp(), attempts = 15 WHERE listener = 'reminders.welcome' AND fact_id IN (SELECT id FROM fact WHERE person_id = ANY ($1))`, [teachers.map(({ id }) => id)]);
    const first = await visitor.get('/operations/deliveries');
    const next = /href="(\/operations\/deliveries\?cursor=[^"]+)"/.exec(first.html.replaceAll('&#x3D;', '='))![1]!;
    const rows = (html: string) => [...html.matchAll(/name="factId" value="(\d+)"/g)].map(([, id]) => id);
    const all = [...rows(first.html), ...rows((await visitor.get(next)).html)];
    expect([all.length, new Set(all).size]).toEqual([30, 30]);
    expect((await visitor.post('/operations/deliveries/retry-all')).status).toBe(303);
    await until(async () => (await Promise.all(teachers.map(welcome))).every((each) => each?.doneAt), 'all to be done');
    expect((await audited('deliveries.tried-again'))[0]).toMatchObject({ detail: { many: 30, factId: null } });
  });

  it('pause all mail, say that it waits, and let it go', async () => {
    expect((await visitor.post('/operations/mail/pause')).status).toBe(303);
    const teacher = await desk.enrol();
    await until(() => desk.mailTo(teacher), 'the mail to be written');
    expect(await page('/operations/mail')).toMatch(/All e-mail is paused Since .+ One e-mail waits/);
    expect(await page('/operations')).toContain('All e-mail is paused: one waits.');
    expect(academy.mailbox.to(teacher.email)).toEqual([]);
    expect((await visitor.post('/operations/mail/resume')).status).toBe(303);
    await delivered(teacher);
    expect((await audited('mail.paused'))[0]).toMatchObject({ actor: administrator.id });
  });

  it.each([['0', 422], ['1000001', 422], ['ten', 422], ['1.5', 422], ['600', 303], ['', 303]])('take a rate of "%s" a minute with %i', async (perMinute, status) => {
    const answer = await visitor.post('/operations/mail/rate', { perMinute });
    expect(answer.status).toBe(status);
    if (status === 422) expect(text(answer.html)).toContain('Write a number from 1 to 1,000,000');
  });

  it('send again what failed, all at once; what may have arrived one by one and only when asked', async () => {
    const [lost, doubtful] = [await desk.enrol('Lost Larsen'), await desk.enrol('Doubtful Dahl')];
    const [lostId, doubtfulId] = [await delivered(lost), await delivered(doubtful)];
    await academy.database.query(`UPDATE mail SET state = 'failed', reason = '550 no such user' WHERE id = $1`, [lostId]);
    await academy.database.query(`UPDATE mail SET state = 'unknown', reason = 'the sender died while handing it over' WHERE id = $1`, [doubtfulId]);
    expect(await page('/operations')).toContain('One e-mail could not be delivered in the last seven days. Of one e-mail we do not know whether it arrived.');
    expect(await page('/operations/mail?state=failed')).toContain('550 no such user');
    expect(await page('/operations/mail?state=unknown')).toMatch(/Mark all as seen.+These may have arrived/);
    expect(await visitor.post('/operations/mail/see-unknown')).toMatchObject({ status: 303, location: '/operations/mail?state=unknown' });
    expect([await page('/operations'), await page('/operations/mail?state=unknown')]).toEqual([expect.not.stringContaining('we do not know'), expect.not.stringContaining('Mark all as seen')]);

    expect((await visitor.post('/operations/mail/retry-all')).status).toBe(303);
    await until(() => academy.mailbox.to(lost.email, 'enrolled').length === 2, 'the lost mail');
    expect((await desk.mailTo(doubtful))!.state).toBe('unknown');

    const letter = await page(`/operations/mail/letters/${doubtfulId}`);
    expect(letter).toContain('Send again all the same');
    expect(letter).toContain('Hello Doubtful Dahl');
    expect(letter).not.toContain('/unsubscribe/');
    expect((await visitor.post(`/operations/mail/letters/${doubtfulId}/retry`)).status).toBe(303);
    await until(() => academy.mailbox.to(doubtful.email, 'enrolled').length === 2, 'the doubtful mail');
    await until(async () => (await desk.mailTo(doubtful))!.state === 'sent', 'it to be sent');
    expect((await visitor.post(`/operations/mail/letters/${doubtfulId}/retry`)).status).toBe(409);
    expect((await visitor.post(`/operations/mail/letters/${randomUUID()}/retry`)).status).toBe(404);
  });

  it('show nobody the key that a mail about an account holds', async () => {
    const email = `${randomUUID().slice(0, 8)}@people.test`;
    must(await academy.api.post('/accounts', { email, password: PASSWORD, displayName: 'New Nina', country: 'PT', locale: 'en', timeZone: 'Europe/Lisbon' }), 202);
    const { id } = (await until(() => academy.database.one<{ id: string }>('SELECT id FROM mail WHERE address = $1', [email]), 'the mail'))!;
    const { html } = await visitor.get(`/operations/mail/letters/${id}`);
    expect(text(html)).toContain('may hold a key to somebody’s account');
    expect(html).not.toContain('token=');
  });

  it('find somebody by a part of her name or her whole address, and show what she was sent', async () => {
    const teacher = await desk.enrol('Zoë O’Connor-Žižka');
    await delivered(teacher);
    for (const q of ['žižka', teacher.email.toUpperCase()]) expect((await visitor.get(`/operations/people?q=${encodeURIComponent(q)}`)).html).toContain(`/operations/people/${teacher.id}`);
    for (const q of ['%25%25%25', '___', 'xyzzy', '%5C%5C%5C']) expect(await page(`/operations/people?q=${q}`)).toContain('Nobody is called so.');
    const log = await page(`/operations/people/${teacher.id}`);
    expect(log).toContain(`${academy.mailbox.to(teacher.email, 'enrolled')[0]!.subject} Confirmations that you have a place`);
    expect(log).toContain('Sent');
    expect((await visitor.get(`/operations/people/${randomUUID()}`)).status).toBe(404);
  });

  it('list blocked addresses, and lift one', async () => {
    const teacher = await academy.person({ displayName: 'Bounced Bo' });
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, said, since) VALUES ($1, 'bounced', '550 5.1.1 gone', academy_now()), ('nobody@people.test', 'complained', '', academy_now())`, [teacher.email]);
    const shown = await page('/operations/addresses');
    for (const words of ['Bounced Bo', '550 5.1.1 gone', 'Refused by its mail server', 'nobody@people.test', 'Called spam by its owner']) expect(shown).toContain(words);
    for (const address of [teacher.email, 'NOBODY@people.test']) expect((await visitor.post('/operations/addresses/lift', { address })).status).toBe(303);
    expect(await page('/operations/addresses')).toContain('No address is blocked');
    expect((await visitor.post('/operations/addresses/lift', { address: teacher.email })).status).toBe(404);
    expect((await audited('address.cleared')).map(({ detail }) => detail)).toEqual([{ userId: null }, { userId: teacher.id }]);
  });
});
