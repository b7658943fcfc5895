import { Preferences } from '@academy/reminders';
import { ReviewGiven } from '@academy/reviews';
import { WriteOfReviews1764004310000 } from '../../migrations/1764004310000-write-of-reviews';
import { MailWatch } from '../reviews/mail.watch';
import { setClock } from '../reminders/clock';
import { type Enrolled, Stage } from '../reviews/stage';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { must } from '../support/world';

const [HOUR, DAY] = [3_600_000, 86_400_000];
/** Athens, where the authors live, is two hours ahead then. */
const at = (day: number, hour: number): Date => new Date(Date.UTC(2027, 1, 1, hour - 2) + day * DAY);

describe('mails about reviews received', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  let watch: MailWatch;
  let reviewers: Enrolled[];

  beforeAll(async () => {
    academy = await startAcademy({ environment: { MAIL_SENDING_HOURS: '09:00-18:00' } });
    await setClock(academy.web, at(0, 8));
    stage = await Stage.build(academy);
    watch = new MailWatch(academy);
    reviewers = await Promise.all(Array.from({ length: 5 }, (_, number) => stage.enrolled({ displayName: `Reviewer ${number}` })));
  });
  afterAll(() => academy.stop());

  const author = () => stage.enrolled({ timeZone: 'Europe/Athens' });
  /** Somebody reviews the work; the fact is heard twice, as facts may be. */
  async function review(submissionId: string, number: number): Promise<void> {
    const reviewId = await stage.review(submissionId, reviewers[number]!, { state: 'done' });
    await academy.database.query('UPDATE submission SET finished = finished + 1 WHERE id = $1', [submissionId]);
    await stage.tell(ReviewGiven, { ...stage.pool, submissionId, reviewId }, 2);
    await watch.quiet();
  }
  const mails = (person: Enrolled) => academy.database.query<{ state: string; reason: string | null; dueAt: Date }>(`SELECT state, reason, due_at AS "dueAt" FROM mail WHERE user_id = $1 AND kind = 'review-received' ORDER BY due_at`, [person.id]);
  const fate = (person: Enrolled, number: number) => until(async () => { const mail = (await mails(person))[number]; return mail && !['pending', 'sending'].includes(mail.state) && mail; }, 'the mail to be settled');
  const read = (person: Enrolled) => person.api.put('/me/notifications/read');

  it('go on the next day at her hours, one for three of a day, and no other until she has read of it; none once she has the grade', async () => {
    const ana = await author();
    const work = await stage.work(ana);
    for (const [number, hour] of [9, 13, 22].entries()) {
      await academy.clock.moveTo(at(0, hour));
      await review(work, number);
    }
    expect(await mails(ana)).toMatchObject([{ state: 'pending', dueAt: at(1, 0) }]);
    await academy.clock.moveTo(at(1, 7));
    await until(async () => (await mails(ana))[0]!.reason === 'sending-hours', 'the mail to wait for the morning');
    await academy.clock.moveTo(at(1, 9.1));
    expect(await fate(ana, 0)).toMatchObject({ state: 'sent' });
    const [mail, ...others] = academy.mailbox.to(ana.email, 'review-received');
    expect([mail!.subject, others]).toEqual(['3 colleagues have reviewed your work for “Your plan”', []]);
    expect(mail!.text).toContain(`/learning/${ana.enrolmentId}/activities/plan/submission`);
    for (const told of [...reviewers.flatMap(({ id, displayName }) => [id, displayName]), work]) expect(mail!.raw).not.toContain(told);

    await review(work, 3);
    expect(await mails(ana)).toHaveLength(1);
    must(await read(ana), 204);
    await review(work, 4);
    expect(await mails(ana)).toMatchObject([{}, { state: 'pending', dueAt: at(2, 0) }]);
    await stage.grade(work);
    await academy.clock.moveTo(at(2, 10));
    expect(await fate(ana, 1)).toMatchObject({ state: 'suppressed', reason: 'no-news-any-more' });
  });

  it('do not go to who has read of it by then, or left; and wait for the letter of who wishes one', async () => {
    const now = academy.clock.now();
    const [quick, gone, daily] = [await author(), await author(), await author()];
    must(await daily.api.put('/me/notification-preferences', { 'review-received': { email: 'daily' } }), 200);
    for (const person of [quick, gone, daily]) await review(await stage.work(person), 0);
    must(await read(quick), 204);
    await academy.database.query(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, [gone.enrolmentId]);
    await academy.clock.moveTo(new Date(now.getTime() + 24 * HOUR));
    expect(await fate(quick, 0)).toMatchObject({ state: 'suppressed', reason: 'no-news-any-more' });
    expect(await fate(gone, 0)).toMatchObject({ state: 'suppressed', reason: 'no-part-any-more' });
    expect(await fate(daily, 0)).toMatchObject({ state: 'held', reason: 'daily' });
  });

  it('come as all other kinds do, to whoever could not choose about them before', async () => {
    const [said, weekly] = [await academy.person(), await academy.person()];
    await academy.database.query(`INSERT INTO mail_preference (user_id, kind, email, in_app) VALUES ($1, 'review-received', 'off', false), ($2, 'review-received', 'now', true)`, [said.id, weekly.id]);
    await academy.database.query(`INSERT INTO mail_rhythm (user_id, other_email) VALUES ($1, 'weekly')`, [weekly.id]);
    const runner = academy.database.source.createQueryRunner();
    await new WriteOfReviews1764004310000().up(runner);
    await runner.release();
    const wish = async ({ id }: { id: string }) => (await academy.web.get(Preferences).of(id)).wishes['review-received'];
    expect([await wish(said), await wish(weekly), await wish(reviewers[0]!)]).toEqual([{ inApp: false, email: 'now' }, { inApp: true, email: 'weekly' }, { inApp: true, email: 'now' }]);
  });
});
