import { serverOf } from '../../libs/platform/src/mail/smtp.line';
import { SmtpPool } from '../../libs/platform/src/mail/smtp.pool';
import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { freePair } from '../support/ports';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { ScriptedSmtp } from './scripted.smtp';

describe('a mail server that is away, or will not have us', () => {
  const smtp = new ScriptedSmtp();
  let academy: RunningAcademy;
  let metrics: number;
  beforeAll(async () => {
    metrics = await freePair();
    academy = await startAcademy({ environment: { SMTP_URL: `${await smtp.open()}?greetingTimeout=3000&socketTimeout=8000`, METRICS_PORT: String(metrics) } });
  });
  afterAll(async () => {
    await academy.stop();
    await smtp.close();
  });

  afterEach(async () => {
    smtp.mood = 'well';
    await academy.database.query('DELETE FROM mail_host');
  });

  const ask = (person: Person) => academy.api.post('/accounts/password-reset', { email: person.email });
  const mailOf = (person: Person) => academy.database.one<{ state: string; attempts: number; reason: string | null }>('SELECT state, attempts, reason FROM mail WHERE user_id = $1', [person.id]);
  /** What became of it. However slow a busy machine made an attempt, the next one is made at once. */
  const ended = (person: Person) =>
    until(async () => {
      await academy.database.query(`UPDATE mail SET due_at = academy_now() WHERE user_id = $1 AND state = 'pending'`, [person.id]);
      const mail = await mailOf(person);
      return mail && !['pending', 'sending'].includes(mail.state) && mail;
    }, 'the mail to go or to fail');
  const failures = async () => (await academy.database.one<{ failures: number }>('SELECT failures FROM mail_host'))?.failures ?? 0;
  /** However long a busy machine takes for what follows, nobody tries again before `letTry`. */
  const leaveAlone = () => academy.database.query(`UPDATE mail_host SET until = clock_timestamp() + interval '1 hour'`);
  const allAreBack = () => until(async () => !(await academy.database.one(`SELECT FROM mail WHERE state = 'sending'`)), 'those under way to come back');
  /** As if the time were over that it is left alone for. */
  const letTry = () => academy.database.query(`UPDATE mail_host SET until = clock_timestamp()`);

  it.each(['closed', 'greets with 421', 'greets with 554', 'ends at EHLO', 'never greets', 'silent at EHLO', 'breaks off in TLS', 'shows a wrong certificate'] as const)('%s: it is left alone by all mails for a growing time, and none is lost', async (mood) => {
    smtp.mood = mood;
    smtp.hangUp();
    const people = await Promise.all(Array.from({ length: 20 }, () => academy.person()));
    const begun = smtp.begun;
    await Promise.all(people.map(ask));
    await until(async () => (await failures()) === 1, 'the failure to be noticed');
    await leaveAlone();
    await allAreBack();
    const tried = smtp.begun - begun;
    // As many as were under way at once found it away, and the others left it alone.
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThanOrEqual(academy.config.smtpConnections);
    await letTry();
    await until(async () => (await failures()) === 2, 'it to be tried again');
    await allAreBack();
    expect(smtp.begun - begun).toBe(tried + 1);
    for (const person of people) expect(await mailOf(person)).toMatchObject({ state: 'pending', attempts: 0 });

    smtp.mood = 'well';
    await letTry();
    await until(async () => (await Promise.all(people.map(mailOf))).every((mail) => mail?.state === 'sent'), 'all mails');
    expect(await failures()).toBe(0);
    for (const person of people) expect([await mailOf(person), smtp.to(person.email, 'reset-password').length]).toMatchObject([{ state: 'sent', attempts: 1 }, 1]);
  });

  it('where it answers letter by letter, mails go all the same; one that takes too long is broken off, and may have gone', async () => {
    smtp.mood = 'drips';
    smtp.hangUp();
    const people = await Promise.all(Array.from({ length: 3 }, () => academy.person()));
    await Promise.all(people.map(ask));
    await until(async () => (await Promise.all(people.map(mailOf))).every((mail) => mail?.state === 'sent'), 'all mails');
    for (const person of people) expect([await mailOf(person), smtp.to(person.email, 'reset-password').length]).toMatchObject([{ attempts: 1 }, 1]);

    smtp.drip = 60;
    const pool = new SmtpPool(serverOf(academy.config.smtpUrl!), 1_000);
    const text = Buffer.from('Message-ID: <slow@people.test>\r\nX-Academy-Kind: slow\r\n\r\nSlow\r\n');
    await expect(pool.send({ from: 'academy@people.test', to: 'slow@people.test' }, text)).rejects.toMatchObject({ message: 'The conversation took too long.', wasUnderWay: true });
    pool.close();
  });

  it('an address with letters beyond ASCII goes where the server takes such, and fails with a reason where it does not', async () => {
    const [one, other] = [await academy.person(), await academy.person()];
    await academy.database.query(`UPDATE users SET email = 'μαρία@σχολείο.example' WHERE id = $1`, [one.id]);
    await academy.database.query(`UPDATE users SET email = 'ana@schule-köln.example' WHERE id = $1`, [other.id]);
    const written = (email: string) => academy.api.post('/accounts/password-reset', { email });
    await written('μαρία@σχολείο.example');
    await written('ana@schule-köln.example');
    expect(await ended(one)).toMatchObject({ state: 'failed', reason: expect.stringContaining('SMTPUTF8') });
    expect(await ended(other)).toMatchObject({ state: 'sent' });
    expect(smtp.to('ana@xn--schule-kln-lcb.example', 'reset-password')).not.toEqual([]);

    // The conversation with the second mail is kept for the next one, and was begun before the server learnt it.
    smtp.offers = ['SMTPUTF8', '8BITMIME'];
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE user_id = $1`, [one.id]);
    expect(await ended(one)).toMatchObject({ state: 'sent' });
    expect(new Set(smtp.to('μαρία@xn--kxalrpdt2a.example', 'reset-password').map(({ smtputf8 }) => smtputf8))).toEqual(new Set([true]));
  });

  it('what it puts off for a day is given up, and stands there to be read', async () => {
    const person = await academy.person();
    smtp.script(person.email, ...Array.from({ length: 60 }, () => ({ after: 'recipient', does: 450 }) as const));
    await ask(person);
    const isTried = async (tried: number) => {
      const mail = await mailOf(person);
      return mail?.state === 'failed' || (mail?.state === 'pending' && mail.attempts >= tried);
    };
    for (let tried = 1; (await mailOf(person))?.state !== 'failed'; tried += 1) {
      await until(() => isTried(tried), `attempt ${tried}`);
      await academy.database.query(`UPDATE mail SET due_at = academy_now(), deferred_at = deferred_at - interval '5 hours' WHERE user_id = $1 AND state = 'pending'`, [person.id]);
    }
    expect(await mailOf(person)).toMatchObject({ state: 'failed', attempts: 6, reason: expect.stringContaining('450 as the script says') });
    expect(await academy.database.one('SELECT FROM mail_suppression WHERE address = $1', [person.email])).toBeNull();
  });

  describe('is seen by administrators', () => {
    const overview = async (visitor: Visitor) => (await visitor.get('/operations')).html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    /** Of the worker, whose port is one above. */
    const gauge = async (what: string) => Number(new RegExp(`^academy_mail\\{what="${what}"\\} (\\d+)$`, 'm').exec(await (await fetch(`http://127.0.0.1:${metrics + 1}/metrics`)).text())?.[1]);
    const watch = async () => {
      const administrator = await academy.administrator();
      const visitor = new Visitor(academy.config.publicUrl);
      await visitor.signIn(administrator.email, PASSWORD);
      return { visitor, mail: async () => must(await administrator.api.get('/operations'), 200).body.mail as Record<string, unknown> };
    };

    it('while it puts off all that it is brought, and as soon as nothing has gone for a quarter of an hour; not for one full mailbox', async () => {
      const { visitor, mail } = await watch();
      const people = [await academy.person(), await academy.person(), await academy.person()] as const;
      for (const { email } of people) smtp.script(email, ...Array.from({ length: 5 }, () => ({ after: 'recipient', does: 451 }) as const));
      await Promise.all(people.map(ask));
      await until(async () => (await mail())['putOff'] === 3, 'all to be put off');
      expect(await gauge('put-off')).toBe(3);
      expect(await mail()).toMatchObject({ putOffSince: expect.stringMatching(/Z$/), due: 0 });
      expect(await overview(visitor)).not.toContain('put off');

      const ids = people.map(({ id }) => id);
      await academy.database.query(`UPDATE mail SET due_at = academy_now() + interval '1 hour', deferred_at = academy_now() - interval '20 minutes' WHERE user_id = ANY ($1)`, [ids]);
      expect(await overview(visitor)).not.toContain('put off');
      await academy.database.query(`UPDATE mail SET sent_at = sent_at - interval '1 hour' WHERE state = 'sent'`);
      expect(await overview(visitor)).toContain('3 e-mails were put off by mail servers and wait, the first since 20 minutes ago.');
      expect((await visitor.get('/operations/mail?state=pending')).html).toContain('451 as the script says');

      const another = await academy.person();
      await ask(another);
      await until(async () => (await mailOf(another))?.state === 'sent', 'another to go');
      expect(await overview(visitor)).not.toContain('put off');
      expect((await visitor.get('/operations/mail')).html).toContain('3 were put off by mail servers');
      // Ten are many, whatever else goes.
      await academy.database.query(`INSERT INTO mail (id, kind, is_transactional, user_id, address, recipient, data, natural_key, state, due_at, deferred_at)
        SELECT gen_random_uuid(), m.kind, m.is_transactional, m.user_id, m.address, m.recipient, m.data, m.natural_key || n, 'pending', m.due_at, m.deferred_at FROM mail m, generate_series(1, 7) n WHERE m.user_id = $1`, [ids[0]]);
      expect(await overview(visitor)).toContain('10 e-mails were put off by mail servers and wait');
      await academy.database.query(`DELETE FROM mail WHERE state = 'pending'`);
    });

    it('while it is left alone', async () => {
      const { visitor, mail } = await watch();
      smtp.mood = 'greets with 421';
      smtp.hangUp();
      await ask(await academy.person());
      await until(async () => (await failures()) === 1, 'the failure to be noticed');
      await leaveAlone();
      expect(await overview(visitor)).toContain('does not answer, or will not have us: it failed once in a row.');
      expect(await mail()).toMatchObject({ serversAway: [{ said: expect.stringContaining('421') }] });
      expect([await gauge('servers-away'), await gauge('paused')]).toEqual([1, 0]);
    });
  });
});
