import { serverOf } from '../../libs/platform/src/mail/smtp.line';
import { SmtpPool } from '../../libs/platform/src/mail/smtp.pool';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { ScriptedSmtp } from './scripted.smtp';

describe('a mail server that is away, or will not have us', () => {
  const smtp = new ScriptedSmtp();
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ environment: { SMTP_URL: `${await smtp.open()}?greetingTimeout=2000&socketTimeout=4000` } })));
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
  const failures = async () => (await academy.database.one<{ failures: number }>('SELECT failures FROM mail_host'))?.failures ?? 0;
  /** However long a busy machine takes for what follows, nobody tries again before `letTry`. */
  const leaveAlone = () => academy.database.query(`UPDATE mail_host SET until = clock_timestamp() + interval '1 hour'`);
  const allAreBack = () => until(async () => !(await academy.database.one(`SELECT FROM mail WHERE state = 'sending'`)), 'those under way to come back', 30);
  /** As if the time were over that it is left alone for. */
  const letTry = () => academy.database.query(`UPDATE mail_host SET until = clock_timestamp()`);

  it.each(['closed', 'greets with 421', 'greets with 554', 'ends at EHLO', 'never greets', 'silent at EHLO', 'breaks off in TLS', 'shows a wrong certificate'] as const)('%s: it is left alone by all mails for a growing time, and none is lost', async (mood) => {
    smtp.mood = mood;
    smtp.hangUp();
    const people = await Promise.all(Array.from({ length: 20 }, () => academy.person()));
    const begun = smtp.begun;
    await Promise.all(people.map(ask));
    await until(async () => (await failures()) === 1, 'the failure to be noticed', 30);
    await leaveAlone();
    await allAreBack();
    const tried = smtp.begun - begun;
    // As many as were under way at once found it away, and the others left it alone.
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThanOrEqual(academy.config.smtpConnections);
    await letTry();
    await until(async () => (await failures()) === 2, 'it to be tried again', 30);
    await allAreBack();
    expect(smtp.begun - begun).toBe(tried + 1);
    for (const person of people) expect(await mailOf(person)).toMatchObject({ state: 'pending', attempts: 0 });

    smtp.mood = 'well';
    await letTry();
    await until(() => people.every(({ email }) => smtp.to(email, 'reset-password').length === 1), 'all mails', 30);
    expect(await failures()).toBe(0);
    for (const person of people) expect(await mailOf(person)).toMatchObject({ state: 'sent', attempts: 1 });
  }, 120_000);

  it('where it answers letter by letter, mails go all the same; one that takes too long is broken off, and may have gone', async () => {
    smtp.mood = 'drips';
    smtp.hangUp();
    const people = await Promise.all(Array.from({ length: 3 }, () => academy.person()));
    await Promise.all(people.map(ask));
    await until(async () => (await Promise.all(people.map(mailOf))).every((mail) => mail?.state === 'sent'), 'all mails', 30);
    for (const person of people) expect([await mailOf(person), smtp.to(person.email, 'reset-password').length]).toMatchObject([{ attempts: 1 }, 1]);

    smtp.drip = 60;
    const pool = new SmtpPool(serverOf(academy.config.smtpUrl!), 1_000);
    const text = Buffer.from('Message-ID: <slow@people.test>\r\nX-Academy-Kind: slow\r\n\r\nSlow\r\n');
    await expect(pool.send({ from: 'academy@people.test', to: 'slow@people.test' }, text)).rejects.toMatchObject({ message: 'The conversation took too long.', wasUnderWay: true });
    pool.close();
  }, 120_000);

  it('an address with letters beyond ASCII goes where the server takes such, and fails with a reason where it does not', async () => {
    const [one, other] = [await academy.person(), await academy.person()];
    await academy.database.query(`UPDATE users SET email = 'μαρία@σχολείο.example' WHERE id = $1`, [one.id]);
    await academy.database.query(`UPDATE users SET email = 'ana@schule-köln.example' WHERE id = $1`, [other.id]);
    const written = (email: string) => academy.api.post('/accounts/password-reset', { email });
    await written('μαρία@σχολείο.example');
    await written('ana@schule-köln.example');
    await until(async () => (await mailOf(one))?.state === 'failed', 'the refusal');
    expect(await mailOf(one)).toMatchObject({ reason: expect.stringContaining('SMTPUTF8') });
    await until(() => smtp.to('ana@xn--schule-kln-lcb.example', 'reset-password').length === 1, 'the mail to a domain beyond ASCII');

    smtp.offers = ['SMTPUTF8', '8BITMIME'];
    smtp.hangUp();
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE user_id = $1`, [one.id]);
    await until(() => smtp.to('μαρία@xn--kxalrpdt2a.example', 'reset-password').length === 1, 'the mail');
    expect(smtp.to('μαρία@xn--kxalrpdt2a.example', 'reset-password')).toMatchObject([{ smtputf8: true }]);
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
});
