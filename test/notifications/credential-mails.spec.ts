import { AwardRevoked, Awards, BadgeAwarded, CertificateDesigns, HOUSE_COLOURS } from '@academy/credentials';
import { presetOf } from '@academy/reminders';
import { TellOfAllInTheAcademy1764004250000 } from '../../migrations/1764004250000-tell-of-all-in-the-academy';
import { WriteOfBadges1764004260000 } from '../../migrations/1764004260000-write-of-badges';
import { News } from '../discussions/news.world';
import { setClock } from '../reminders/clock';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

const DAY = 86_400_000;

describe('mails about badges and certificates', () => {
  let academy: RunningAcademy;
  let news: News;
  let coordinator: Person;
  let teacher: Person;
  let courseId: string;
  let enrolmentId: string;

  beforeAll(async () => {
    academy = await startAcademy();
    // Noon in Athens: neither the hour of letters nor midnight comes between.
    await setClock(academy.web, new Date('2027-03-01T10:00:00Z'));
    news = await News.begin(academy, 1);
    const designer = await academy.designer();
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(designer));
    teacher = await academy.person({ timeZone: 'Europe/Athens' });
    enrolmentId = must(await teacher.api.post(`/editions/${await openEdition(coordinator, courseId, academy.clock.now())}/enrolments`), 201).body.id as string;
  });
  afterAll(() => academy.stop());

  /** A badge of which only the trigger matters here, awarded as it says: by itself or, with `by`, by hand. */
  async function awarded(name: string, trigger: string, by = trigger === 'manual' ? coordinator.id : null): Promise<string> {
    const made = await academy.database.one<{ id: string }>(
      `INSERT INTO badge (course_id, name, description, criteria, picture, trigger) VALUES ($1, $2, 'Helps', 'Helps', '<svg/>', $3) RETURNING id`,
      [courseId, name, trigger],
    );
    await academy.web.get(Awards).award(made!.id, enrolmentId, by);
    await news.again(BadgeAwarded, 2);
    return (await academy.database.one<{ id: string }>('SELECT id FROM award WHERE badge_id = $1', [made!.id]))!.id;
  }
  const written = (kind: string, id: string) =>
    academy.database.query<{ id: string; state: string; reason: string | null; dueAt: Date; data: unknown }>(`SELECT id, state, reason, due_at AS "dueAt", data FROM mail WHERE user_id = $1 AND kind = $2 AND natural_key LIKE '%' || $3`, [teacher.id, kind, id]);
  const settled = (kind: string, id: string) => until(async () => { const [mail] = await written(kind, id); return mail && !['pending', 'sending'].includes(mail.state) ? mail : null; }, `the mail ${kind}`);
  const wish = (wishes: object) => teacher.api.put('/me/notification-preferences', wishes);

  it('say which badge was earned, and which was revoked, once each and with no more than its id kept', async () => {
    const award = await awarded('Street guide', 'manual');
    expect(await settled('badge-awarded', award)).toMatchObject({ state: 'sent', data: { awardId: award } });
    const [mail, ...others] = academy.mailbox.to(teacher.email, 'badge-awarded');
    expect([mail!.subject, others]).toEqual(['A badge for you: Street guide', []]);
    expect(mail!.text).toContain('/me/credentials');

    must(await coordinator.api.post(`/awards/${award}/revoke`, { reason: 'For-her-alone.' }), 204);
    await news.again(AwardRevoked, 2);
    expect(await settled('credential-revoked', award)).toMatchObject({ state: 'sent', data: { awardId: award } });
    const [revoked, ...more] = academy.mailbox.to(teacher.email, 'credential-revoked');
    expect([revoked!.subject, more]).toEqual(['A badge of yours was revoked', []]);
    expect(revoked!.text).toContain('Street guide');
    expect(revoked!.raw).not.toContain('For-her-alone');
  });

  it('come daily or weekly as one wishes, and not of what was revoked or replaced since', async () => {
    must(await wish({ 'badge-awarded': { email: 'daily' } }), 200);
    const [gone, replaced] = [await awarded('Gone', 'manual'), await awarded('Replaced', 'manual')];
    expect(await settled('badge-awarded', gone)).toMatchObject({ state: 'held', reason: 'daily' });
    await settled('badge-awarded', replaced);
    must(await coordinator.api.post(`/awards/${gone}/revoke`, { reason: 'By mistake.' }), 204);
    must(await coordinator.api.post(`/awards/${replaced}/reissue`, { reason: 'Name' }), 201);
    await news.watch.quiet();
    must(await wish({ 'badge-awarded': { email: 'now' } }), 200);
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE user_id = $1 AND state = 'held'`, [teacher.id]);
    for (const award of [gone, replaced]) expect(await settled('badge-awarded', award)).toMatchObject({ state: 'suppressed', reason: 'credential-over' });
    expect(await academy.database.one(`SELECT count(*)::int AS lines FROM notification WHERE user_id = $1 AND kind = 'badge-awarded'`, [teacher.id])).toEqual({ lines: 4 });
    expect(await academy.database.one(`SELECT count(*)::int AS mails FROM mail WHERE user_id = $1 AND kind = 'badge-awarded'`, [teacher.id])).toEqual({ mails: 3 });
  });

  it('name a badge once: not where a certificate comes with it', async () => {
    expect(await written('badge-awarded', await awarded('A module', 'module:m1'))).toHaveLength(1);
    await academy.web.get(CertificateDesigns).change(courseId, 0, { colours: HOUSE_COLOURS, hasModuleCertificates: true, showsGrade: false, locale: 'en', wording: { heading: null, statement: null, footer: null } }, coordinator.id);
    expect(await written('badge-awarded', await awarded('Another module', 'module:m2'))).toEqual([]);
    expect(await written('badge-awarded', await awarded('A module, by hand', 'module:m3', coordinator.id))).toHaveLength(1);

    await completeCourse(teacher.api, enrolmentId);
    await academy.mailbox.waitFor(teacher.email, 'certificate-ready');
    await news.watch.quiet();
    const award = await academy.database.one<{ id: string }>(`SELECT x.id FROM award x JOIN badge b ON b.id = x.badge_id WHERE x.user_id = $1 AND b.trigger = 'course'`, [teacher.id]);
    expect(await written('badge-awarded', award!.id)).toEqual([]);
    expect((await news.kinds(teacher)).filter((kind) => kind === 'badge-awarded')).toHaveLength(8);

    const certificate = await academy.database.one<{ id: string }>(`SELECT id FROM certificate WHERE user_id = $1 AND kind = 'course' AND revoked_at IS NULL`, [teacher.id]);
    must(await coordinator.api.post(`/certificates/${certificate!.id}/revoke`, { reason: 'By mistake.' }), 204);
    await settled('credential-revoked', certificate!.id);
    expect(academy.mailbox.to(teacher.email, 'credential-revoked').at(-1)!.subject).toBe('A certificate of yours was revoked');
    // As if the word that it is there had waited until now.
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE natural_key = 'certificate-ready:' || $1`, [certificate!.id]);
    expect(await settled('certificate-ready', certificate!.id)).toMatchObject({ state: 'suppressed', reason: 'credential-over' });
  });

  it('tell nothing of the hour at which an author rated a review', async () => {
    const [mail] = await written('badge-awarded', await awarded('Helpful', 'helpful-reviewer:2'));
    const due = mail!.dueAt.getTime();
    expect(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Athens', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(due)).toBe('00:00:00');
    expect(due - academy.clock.now().getTime()).toBeGreaterThan(0);
    expect(due - academy.clock.now().getTime()).toBeLessThan(1.1 * DAY);
  });

  it('reach whoever could not choose about them before: who wants only what she must know is told of what is taken from her', async () => {
    const [program, strict, ended] = [await academy.person(), await academy.person(), await academy.person()];
    const say = (person: Person, kind: string, email: string, inApp = true) => academy.database.query('INSERT INTO mail_preference (user_id, kind, email, in_app) VALUES ($1, $2, $3, $4)', [person.id, kind, email, inApp]);
    await say(program, 'badge-awarded', 'off');
    await say(program, 'help-wanted', 'daily', false);
    await say(program, 'reply', 'now', false);
    await academy.database.query(`INSERT INTO mail_rhythm (user_id, other_email, other_before) VALUES ($1, 'off', NULL), ($2, 'off', 'daily')`, [strict.id, ended.id]);
    for (const person of [strict, ended]) await say(person, 'certificate-ready', 'now');
    const runner = academy.database.source.createQueryRunner();
    for (const migration of [new TellOfAllInTheAcademy1764004250000(), new WriteOfBadges1764004260000()]) await migration.up(runner);
    await runner.release();
    const wishes = async (person: Person) => must(await person.api.get('/me/notification-preferences'), 200).body;
    expect(await wishes(program)).toMatchObject({ 'badge-awarded': { email: 'now' }, 'help-wanted': { inApp: true, email: 'daily' }, reply: { inApp: false, email: 'now' } });
    expect(await wishes(strict)).toMatchObject({ 'badge-awarded': { email: 'off' }, 'credential-revoked': { email: 'now' } });
    expect(await wishes(ended)).toMatchObject({ 'badge-awarded': { email: 'off' }, 'credential-revoked': { email: 'off' } });
  });

  it('are part of what one chooses on the whole: a badge can wait, of what is taken from her one must know', () => {
    expect(presetOf({ 'badge-awarded': 'off', 'credential-revoked': 'now', 'certificate-ready': 'now' })).toBe('important');
    expect(presetOf({ 'badge-awarded': 'daily', 'credential-revoked': 'daily', deadline: 'now' })).toBe('daily');
  });
});
