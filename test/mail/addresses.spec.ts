import { randomUUID } from 'node:crypto';
import { MailSwitch, queueMail } from '@academy/platform';
import { EnrolledMail } from '@academy/reminders';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { ApiClient } from '../support/client';
import { tokenIn } from '../support/mailbox';
import { until } from '../support/until';
import { placesOf } from './places';

const NEW_PASSWORD = 'measuring-another-street';

describe('a change of e-mail address', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ environment: { ACADEMY_RATE_LIMITS: 'on' } })));
  afterAll(() => academy.stop());

  const fresh = () => `New.${randomUUID().slice(0, 8)}@people.test`;
  const ask = (person: Person, email: string, password = PASSWORD) => person.api.post('/me/email', { email, password });
  const asked = async (person: Person, email = fresh()) => {
    expect((await ask(person, email)).status).toBe(202);
    return { email, token: tokenIn(await academy.mailbox.waitFor(email, 'confirm-address')) };
  };
  const confirm = (token: string, api: ApiClient = academy.api) => api.post('/accounts/email', { token });
  const undo = (token: string) => academy.api.post('/accounts/email/undo', { token });
  const changed = async (person: Person) => {
    const { email, token } = await asked(person);
    expect((await confirm(token, person.api)).status).toBe(204);
    return { email, undoToken: tokenIn(await academy.mailbox.waitFor(person.email, 'address-changed')) };
  };
  const emailOf = async ({ id }: Person) => (await academy.database.one<{ email: string }>('SELECT email FROM users WHERE id = $1', [id]))!.email;
  const opens = async (email: string, password = PASSWORD) => (await academy.api.post('/sessions', { email, password })).status;
  const factsOf = async ({ id }: Person) => (await academy.database.query<{ kind: string }>(`SELECT kind FROM fact WHERE person_id = $1 AND kind LIKE 'account.%' ORDER BY id`, [id])).map(({ kind }) => kind);
  const refusedLink = { status: 422, body: { type: '/problems/link-not-valid' } };

  it('holds once it is confirmed: other sessions end, both mailboxes hear, and the audit log names no address', async () => {
    const person = await academy.person();
    const phone = await academy.api.signIn(person.email, PASSWORD);
    const { email, token } = await asked(person);
    const notice = await academy.mailbox.waitFor(person.email, 'address-change-asked');
    expect(`${notice.text}${notice.html}`).not.toContain(email);
    expect([await emailOf(person), await opens(person.email), await opens(email)]).toEqual([person.email, 201, 401]);

    const link = await fetch(`${academy.api.base}/confirm-address?token=${token}`);
    expect([link.status, await emailOf(person)]).toEqual([200, person.email]);
    const [, signature] = token.split('.') as [string, string];
    for (const wrong of [`${token}x`, `${randomUUID()}.${signature}`, token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), '', 'a.b', signature]) expect(await confirm(wrong)).toMatchObject(refusedLink);
    expect(await undo(token)).toMatchObject(refusedLink);
    expect((await academy.api.post('/accounts/password', { token, password: NEW_PASSWORD })).status).toBe(422);

    expect((await confirm(token, person.api)).status).toBe(204);
    expect(await confirm(token, person.api)).toMatchObject(refusedLink);
    expect([(await person.api.get('/me')).body.email, (await phone.get('/me')).status]).toEqual([email, 401]);
    expect([await opens(email), await opens(person.email)]).toEqual([201, 401]);
    await academy.mailbox.waitFor(person.email, 'address-changed');
    expect(await factsOf(person)).toEqual(['account.address-change-asked', 'account.address-changed']);
    expect(await placesOf(academy.database, email, ['fact', 'fact_delivery', 'rate_limit'])).toEqual([]);
  });

  it('can be taken back at the former mailbox for a week: all sessions end, the password too, and later changes with it', async () => {
    const person = await academy.person();
    const { email, undoToken } = await changed(person);
    const thief = await academy.api.signIn(email, PASSWORD);
    const second = fresh();
    expect((await thief.post('/me/email', { email: second, password: PASSWORD })).status).toBe(202);
    await confirm(tokenIn(await academy.mailbox.waitFor(second, 'confirm-address')), thief);
    const laterUndo = tokenIn(await academy.mailbox.waitFor(email, 'address-changed'));
    await academy.api.post('/accounts/password-reset', { email: second });
    const laterReset = tokenIn(await academy.mailbox.waitFor(second, 'reset-password'));

    expect((await fetch(`${academy.api.base}/restore-address?token=${undoToken}`)).status).toBe(200);
    expect(await emailOf(person)).toBe(second);
    expect((await undo(undoToken)).status).toBe(204);
    expect([await emailOf(person), (await thief.get('/me')).status, await opens(person.email)]).toEqual([person.email, 401, 401]);
    for (const token of [undoToken, laterUndo]) expect(await undo(token)).toMatchObject(refusedLink);
    expect((await academy.api.post('/accounts/password', { token: laterReset, password: NEW_PASSWORD })).status).toBe(422);
    await academy.mailbox.waitFor(second, 'address-taken-back');

    const token = tokenIn(await academy.mailbox.waitFor(person.email, 'address-restored'));
    expect((await academy.api.post('/accounts/password', { token, password: NEW_PASSWORD })).status).toBe(204);
    expect(await opens(person.email, NEW_PASSWORD)).toBe(201);
    expect(await factsOf(person)).toEqual(expect.arrayContaining(['account.address-change-undone', 'account.password-changed']));
  });

  it('ends with its time: the link after a day, the way back after a week', async () => {
    const person = await academy.person();
    const expire = () => academy.database.query(`UPDATE account_token SET created_at = created_at - (expires_at - now()), expires_at = now() WHERE user_id = $1 AND used_at IS NULL RETURNING round(extract(epoch FROM now() - created_at) / 3600)::int AS hours`, [person.id]);
    const { token } = await asked(person);
    expect(await expire()).toEqual([{ hours: 24 }]);
    expect(await confirm(token)).toMatchObject(refusedLink);
    const { email, undoToken } = await changed(person);
    expect(await expire()).toEqual([{ hours: 168 }]);
    expect(await undo(undoToken)).toMatchObject(refusedLink);
    expect(await emailOf(person)).toBe(email);
  });

  it('tells nobody whose address it is, asks for the password, and no more than five times an hour', async () => {
    const [person, other] = [await academy.person(), await academy.person()];
    const free = await ask(person, fresh());
    const taken = await ask(person, other.email.toUpperCase());
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
    await academy.mailbox.waitFor(other.email, 'address-in-use');
    await until(() => academy.mailbox.to(person.email, 'address-change-asked').length === 2, 'both notices to who asks');
    expect(academy.mailbox.to(other.email, 'confirm-address')).toEqual([]);

    expect(await ask(person, fresh(), 'not my password')).toMatchObject({ status: 422, body: { type: '/problems/wrong-password' } });
    expect(await ask(person, person.email.toUpperCase())).toMatchObject({ status: 422, body: { type: '/problems/address-unchanged' } });
    for (const body of [{}, { email: 'no address', password: PASSWORD }, { email: fresh(), password: 5 }, { email: `a@b.test\r\nBcc: c@d.test`, password: PASSWORD }]) expect((await person.api.post('/me/email', body)).status).toBe(422);
    expect((await academy.api.post('/me/email', { email: fresh(), password: PASSWORD })).status).toBe(401);
    expect((await ask(person, fresh())).status).toBe(202);
    expect((await ask(person, fresh())).status).toBe(429);
  });

  it('is one person’s alone when two confirm the same address at once, or one person two; who never confirmed gives way', async () => {
    const email = fresh();
    await academy.api.post('/accounts', { email, password: NEW_PASSWORD, displayName: 'Somebody', country: 'PT', locale: 'en', timeZone: 'Europe/Lisbon' });
    const stale = tokenIn(await academy.mailbox.waitFor(email, 'verify-address'));
    const people = [await academy.person(), await academy.person(), await academy.person()];
    for (const person of people) expect((await ask(person, email)).status).toBe(202);
    const links = await until(() => academy.mailbox.to(email, 'confirm-address').length === 3 && academy.mailbox.to(email, 'confirm-address'), 'three links');
    const answers = await Promise.all(links.map((mail) => confirm(tokenIn(mail))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ body: { type: '/problems/address-taken' } });
    expect((await academy.api.post('/accounts/verify', { token: stale })).status).toBe(422);
    expect((await Promise.all(people.map(emailOf))).filter((each) => each === email)).toHaveLength(1);

    const person = await academy.person();
    const addresses = [fresh(), fresh(), fresh()];
    expect((await Promise.all(addresses.map((each) => ask(person, each)))).map(({ status }) => status)).toEqual([202, 202, 202]);
    const tokens = await Promise.all(addresses.map(async (each) => tokenIn(await academy.mailbox.waitFor(each, 'confirm-address'))));
    expect((await Promise.all(tokens.map((token) => confirm(token)))).map(({ status }) => status).sort()).toEqual([204, 422, 422]);
    expect(addresses).toContain(await emailOf(person));
  });

  it.each(['the address', 'the password'])('and a new password by mail end each other while both are under way: %s is first', async (begun) => {
    const person = await academy.person();
    const { email, token } = await asked(person);
    await academy.api.post('/accounts/password-reset', { email: person.email });
    const reset = tokenIn(await academy.mailbox.waitFor(person.email, 'reset-password'));
    const acts = [() => confirm(token), () => academy.api.post('/accounts/password', { token: reset, password: NEW_PASSWORD })];
    const waiting = async (count: number) => (await academy.database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length === count;
    const answers = await academy.database.transaction(async (tx) => {
      await tx.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.id]);
      const under: ReturnType<typeof confirm>[] = [];
      for (const act of begun === 'the address' ? acts : acts.reverse()) {
        under.push(act());
        await until(() => waiting(under.length), 'it to wait for the person');
      }
      return under;
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([204, 422]);
    const [holds, opensIt] = begun === 'the address' ? [email, PASSWORD] : [person.email, NEW_PASSWORD];
    expect([await emailOf(person), await opens(holds, opensIt)]).toEqual([holds, 201]);
  });

  it('takes along what was not sent yet, and leaves behind that the old address was given up', async () => {
    const [person, other] = [await academy.person(), await academy.person()];
    const mailSwitch = academy.web.get(MailSwitch);
    for (const { email } of [person, other]) await academy.database.query(`INSERT INTO mail_suppression (address, reason, since, said) VALUES ($1, 'bounced', academy_now(), 'no such user')`, [email]);
    const { token } = await asked(person);
    await academy.mailbox.waitFor(person.email, 'address-change-asked');
    await mailSwitch.pause(person.id);
    const recipient = { displayName: person.displayName, locale: 'en', timeZone: 'Europe/Lisbon' };
    const data = { enrolmentId: person.id, course: 'Measuring', edition: 'Spring', startsAt: academy.clock.now().toISOString() };
    await academy.database.transaction((tx) => queueMail(tx, EnrolledMail, [{ key: `waits:${person.id}`, userId: person.id, address: person.email, recipient, data }]));
    expect((await confirm(token, person.api)).status).toBe(204);
    const email = await emailOf(person);
    await mailSwitch.resume(person.id);

    await academy.mailbox.waitFor(email, 'enrolled');
    await academy.mailbox.waitFor(person.email, 'address-changed');
    expect(academy.mailbox.to(person.email, 'enrolled')).toEqual([]);
    expect(await until(() => academy.database.one(`SELECT address FROM mail WHERE natural_key = $1 AND state = 'sent'`, [`waits:${person.id}`]), 'it to be settled')).toEqual({ address: email });
    expect(await academy.database.query('SELECT reason FROM mail_suppression WHERE address = ANY($1)', [[person.email, other.email]])).toEqual([{ reason: 'bounced' }, { reason: 'bounced' }]);
  });

  it('is gone with its person, also while it is being confirmed: nothing is left of either address', async () => {
    for (let round = 0; round < 4; round += 1) {
      const person = await academy.person();
      const { email, token } = round % 2 ? await asked(person) : await changed(person).then(async () => asked(person));
      const erase = academy.database.transaction(async (tx) => {
        await tx.query('DELETE FROM users WHERE id = $1', [person.id]);
      });
      const [{ status }] = await Promise.all([confirm(token), erase]);
      expect([204, 422]).toContain(status);
      await until(async () => !(await academy.database.one(`SELECT FROM mail WHERE user_id = $1 AND state IN ('pending', 'sending')`, [person.id])), 'its mails to be settled');
      await academy.database.query('DELETE FROM mail WHERE user_id = $1', [person.id]);
      for (const address of [email, person.email]) expect(await placesOf(academy.database, address, [])).toEqual([]);
    }
  });
});
