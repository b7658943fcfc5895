import { queueMail } from '@academy/platform';
import { EnrolledMail } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';
import { ScriptedSmtp, type Step } from './scripted.smtp';

const HOUR = 3_600_000;
const after = (place: Step['after'], does: Step['does']): Step => ({ after: place, does });

/**
 * The script, then what becomes of a transactional mail and of a reminder: its state, and how many copies the server keeps.
 * Where a connection that served before ends ahead of the text, nodemailer takes another at once, and the mail was tried once only;
 * on its first mail it is put off. Which of them it is depends on how busy the machine is: what becomes of the mail does not.
 */
const CASES: [string, Step[], ['sent' | 'failed', number], ['sent' | 'failed' | 'unknown', number]][] = [
  ['taken at once', [], ['sent', 1], ['sent', 1]],
  ['421 after the recipient', [after('recipient', 421)], ['sent', 1], ['sent', 1]],
  ['450, then 450 again', [after('recipient', 450), after('recipient', 450)], ['sent', 1], ['sent', 1]],
  ['451 after the text', [after('text', 451)], ['sent', 1], ['sent', 1]],
  ['550 after the recipient', [after('recipient', 550)], ['failed', 0], ['failed', 0]],
  ['554 after the text', [after('text', 554)], ['failed', 0], ['failed', 0]],
  ['a reset before the text', [after('recipient', 'reset')], ['sent', 1], ['sent', 1]],
  ['a reset after the text was taken', [after('text', 'reset')], ['sent', 2], ['unknown', 1]],
  ['silence after the text was taken', [after('text', 'silence')], ['sent', 2], ['unknown', 1]],
  ['421 to the sender', [after('sender', 421)], ['sent', 1], ['sent', 1]],
  ['450 to the sender', [after('sender', 450)], ['sent', 1], ['sent', 1]],
  ['451 to the word that a text comes', [after('data', 451)], ['sent', 1], ['sent', 1]],
  ['421 to the word that a text comes', [after('data', 421)], ['sent', 1], ['sent', 1]],
  ['554 to the word that a text comes', [after('data', 554)], ['failed', 0], ['failed', 0]],
  ['550 to the text', [after('text', 550)], ['failed', 0], ['failed', 0]],
  ['421 after the text', [after('text', 421)], ['sent', 1], ['sent', 1]],
  ['silence to the sender', [after('sender', 'silence')], ['sent', 1], ['sent', 1]],
  ['silence to the recipient', [after('recipient', 'silence')], ['sent', 1], ['sent', 1]],
  ['silence to the word that a text comes', [after('data', 'silence')], ['sent', 1], ['sent', 1]],
  ['a reset at the word that a text comes', [after('data', 'reset')], ['sent', 1], ['sent', 1]],
  ['250, then a reset', [after('text', 'taken, then reset')], ['sent', 1], ['sent', 1]],
];

describe('mails to a server that refuses, breaks off and falls silent', () => {
  const smtp = new ScriptedSmtp();
  let academy: RunningAcademy;
  let administrator: Person;
  let editionId: string;
  /** One for each script, new in each test: a mail that another test left behind must not play it. */
  let people: Person[];
  let enrolled = 0;

  beforeAll(async () => {
    academy = await startAcademy({ environment: { SMTP_URL: await smtp.open() } });
    administrator = await academy.administrator();
    const { courseId } = await publishCourse(await academy.designer());
    // The second module opens in a day: nobody is away for a week by then.
    const now = academy.clock.now();
    editionId = await openEdition(await academy.coordinator(), courseId, now, { release: { mode: 'weekly' }, startsAt: new Date(now.getTime() - 6 * 24 * HOUR).toISOString() });
  });
  afterAll(async () => {
    await academy.stop();
    await smtp.close();
  });

  const wait = async (hours: number) => must(await administrator.api.put('/demo/clock', { now: new Date(academy.clock.now().getTime() + hours * HOUR).toISOString() }), 200);
  /** To the morning after the second module opens: reminders go by day. */
  const waitForDay = () => wait(24 + ((34 - new Date(academy.clock.now().getTime()).getUTCHours()) % 24 || 24));
  const mailOf = (person: Person, kind: string) =>
    academy.database.one<{ state: string; reason: string | null; attempts: number; dueAt: Date }>(
      `SELECT state, reason, attempts, due_at AS "dueAt" FROM mail WHERE user_id = $1 AND kind = $2`,
      [person.id, kind],
    );
  /** Everybody's mail of this kind is written, and none is to be tried now. */
  const settled = async (kind: string) =>
    until(async () => {
      const [row] = await academy.database.query<{ all: number; busy: number }>(
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'sending' OR state = 'pending' AND due_at <= academy_now())::int AS busy FROM mail WHERE kind = $1`,
        [kind],
      );
      return row!.all === enrolled && row!.busy === 0;
    }, `every mail ${kind} to be tried`);

  const enrol = async (those: Person[]) => {
    const answers = await Promise.all(those.map(({ api }) => api.post(`/editions/${editionId}/enrolments`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(those.length).fill(201));
    enrolled += those.length;
  };
  const script = () => {
    for (const [index, [, steps]] of CASES.entries()) smtp.script(people[index]!.email, ...steps);
  };

  /** Each mail is tried, and again an hour later, and an hour later, until none is to be tried any more. */
  const playOut = async (kind: string) => {
    for (let round = 0; round < 3; round += 1) {
      await settled(kind);
      await wait(1);
    }
    await settled(kind);
  };

  const expectOutcomes = async (kind: string, outcome: (each: (typeof CASES)[number]) => readonly [string, number]) => {
    for (const [index, each] of CASES.entries()) {
      const person = people[index]!;
      const copies = smtp.to(person.email, kind);
      expect([each[0], (await mailOf(person, kind))?.state, copies.length]).toEqual([each[0], ...outcome(each)]);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(Math.min(copies.length, 1));
      expect(smtp.isPlayed(person.email)).toBe(true);
    }
  };

  it('a transactional mail arrives at least once, under one Message-ID, unless it is refused for good', async () => {
    people = await Promise.all(CASES.map(() => academy.person()));
    script();
    const startedAt = academy.clock.now().getTime();
    await enrol(people);

    const busy = people[2]!;
    const refused = await until(async () => {
      const mail = await mailOf(busy, 'enrolled');
      return mail?.attempts === 1 && mail.state === 'pending' && mail;
    }, 'the first refusal');
    expect(refused.reason).toContain('450 as the script says');
    expect(refused.dueAt.getTime()).toBeGreaterThan(startedAt + 29_000);
    expect(refused.dueAt.getTime()).toBeLessThan(academy.clock.now().getTime() + 37_000);

    await playOut('enrolled');
    await expectOutcomes('enrolled', ([, , transactional]) => transactional);
    expect((await mailOf(busy, 'enrolled'))!.attempts).toBe(3);
    // A mailbox that is not there is written to no more; what is said of a text says nothing of the address.
    const suppressed = await academy.database.query<{ address: string }>('SELECT address FROM mail_suppression WHERE reason IS NOT NULL');
    expect(suppressed).toEqual([{ address: people[4]!.email }]);
    expect((await mailOf(people[4]!, 'enrolled'))!).toMatchObject({ attempts: 1, reason: expect.stringContaining('550 as the script says') });
  });

  it('a reminder arrives at most once: where nobody knows, it is not sent again; and nothing goes to whoever opted out since', async () => {
    people = await Promise.all(CASES.map(() => academy.person()));
    const leaver = await academy.person();
    await enrol([...people, leaver]);
    await settled('enrolled');
    script();
    smtp.script(leaver.email, after('recipient', 450));
    await waitForDay();
    await until(async () => (await mailOf(leaver, 'module-opened'))?.reason?.includes('450'), 'the reminder to be put off');
    await academy.database.query(`INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, 'module-opened', 'off')`, [leaver.id]);

    await playOut('module-opened');
    await expectOutcomes('module-opened', ([, , , reminder]) => reminder);
    expect(await mailOf(leaver, 'module-opened')).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    expect(smtp.to(leaver.email, 'module-opened')).toEqual([]);
    expect(new Set(smtp.received.map(({ kind }) => kind))).toEqual(new Set(['enrolled', 'module-opened']));
  });

  it('what a sender held when it died goes again if it is transactional, and stays unknown if it is a reminder', async () => {
    const [person] = people as [Person];
    await academy.database.query(`UPDATE mail SET state = 'sending', lease_until = clock_timestamp() - interval '1 second' WHERE user_id = $1`, [person.id]);
    await until(async () => (await mailOf(person, 'enrolled'))?.state === 'sent' && (await mailOf(person, 'module-opened'))?.state === 'unknown', 'both to be settled');
    expect(smtp.to(person.email, 'enrolled')).toHaveLength(2);
    expect(smtp.to(person.email, 'module-opened')).toHaveLength(1);
  });

  it('an address whose server refuses it for good, but does not say that nobody is there, is given up at the fifth mail, and its owner is told', async () => {
    const person = await academy.person();
    const write = async (number: number) => {
      const data = { enrolmentId: person.id, course: 'Measuring', edition: 'Spring', startsAt: academy.clock.now().toISOString() };
      const key = `full:${number}`;
      await academy.database.transaction((tx) => queueMail(tx, EnrolledMail, [{ key, userId: person.id, address: person.email, recipient: { displayName: person.displayName, locale: 'en', timeZone: 'UTC' }, data }]));
      return until(() => academy.database.one<{ state: string; reason: string }>(`SELECT state, reason FROM mail WHERE natural_key = $1 AND state NOT IN ('pending', 'sending')`, [key]), 'the mail to be settled');
    };
    const told = () => academy.database.query(`SELECT payload ->> 'reason' AS reason FROM fact WHERE kind = 'address.suppressed' AND person_id = $1`, [person.id]);
    for (const [index, reply] of ['552 mailbox full', '553 mailbox name not allowed', '554 transaction failed', '552 5.2.2 mailbox full', '554 5.4.6 routing loop'].entries()) {
      expect(await told()).toEqual([]);
      smtp.script(person.email, after('recipient', reply));
      expect(await write(index)).toMatchObject({ state: 'failed', reason: expect.stringContaining(reply) });
    }
    expect(await told()).toEqual([{ reason: 'bounced' }]);
    expect(await write(6)).toEqual({ state: 'suppressed', reason: 'bounced' });
    expect(await academy.database.one('SELECT said FROM mail_suppression WHERE address = $1', [person.email])).toEqual({ said: '5 times: 554 5.4.6 routing loop' });
  });
});
