import { BadgeAwarded, CertificateIssued, NameCorrectionAsked } from '@academy/credentials';
import { CaseDecided, GradeReleased, ReviewGiven } from '@academy/reviews';
import { NEWS_KINDS, tell } from '@academy/reminders';
import { Messages } from '@academy/platform';
import { type Told, News } from '../discussions/news.world';
import { type Enrolled, Stage } from '../reviews/stage';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { visitorsAt } from '../support/visitor';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

const midnightIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);

describe('what one is told beside discussions', () => {
  let academy: RunningAcademy;
  let news: News;
  const visit = visitorsAt(() => academy.config.publicUrl, PASSWORD);

  beforeAll(async () => {
    academy = await startAcademy();
    news = await News.begin(academy, 1);
  });
  afterAll(() => academy.stop());
  const lines = (told: Told[]) => told.map(({ kind, isGone, path, decision, title, count }) => ({ kind, isGone, path, decision, title, count }));

  it('has a sentence for each of its kinds, in English and German', () => {
    const messages = new Messages();
    expect(new Set(NEWS_KINDS).size).toBe(NEWS_KINDS.length);
    for (const locale of ['en', 'de']) for (const kind of NEWS_KINDS) expect(messages.text(locale, `reminders.kind.${kind}`)).not.toContain('reminders.kind');
  });

  describe('of works', () => {
    let stage: Stage;
    let [author, reviewer]: [Enrolled, Enrolled] = [] as never;
    let submissionId: string;

    beforeAll(async () => {
      stage = await Stage.build(academy);
      [author, reviewer] = [await stage.enrolled({ timeZone: 'Europe/Athens' }), await stage.enrolled()];
      submissionId = await stage.work(author, { finished: 1 });
    });
    const given = async () => ({ ...stage.pool, submissionId, reviewId: await stage.review(submissionId, reviewer, { state: 'done' }) });

    it('a review counts once however often it is heard of, the next is news again; of the day no hour is kept', async () => {
      const first = await given();
      await stage.tell(ReviewGiven, first, 3);
      const [told, ...others] = await news.told(author);
      expect(others).toEqual([]);
      expect(lines([told!])).toEqual([{ kind: 'review-received', isGone: false, path: `/learning/${author.enrolmentId}/activities/plan/submission`, decision: null, title: 'Your plan', count: 1 }]);
      expect(midnightIn('Europe/Athens', new Date((told as unknown as { createdAt: string }).createdAt))).toBe('00:00:00');
      expect(JSON.stringify(told)).not.toContain(first.reviewId);

      must(await author.api.put('/me/notifications/read'), 204);
      await stage.tell(ReviewGiven, first);
      expect(await news.told(author, '?unread=true')).toEqual([]);
      await academy.database.query('DELETE FROM review WHERE id = $1', [first.reviewId]);
      await academy.database.query('UPDATE submission SET finished = 2 WHERE id = $1', [submissionId]);
      await stage.tell(ReviewGiven, await given(), 2);
      expect(lines(await news.told(author, '?unread=true'))).toMatchObject([{ kind: 'review-received', count: 2 }]);
    });

    it('a grade, a changed one, and an answered appeal; nothing to reviewers, nor to an author who left', async () => {
      const grade = await stage.grade(submissionId, { graded_at: new Date(academy.clock.now().getTime() - 60_000) });
      await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId: grade }, 2);
      await news.watch.quiet();
      await academy.database.query('UPDATE grade SET superseded_at = academy_now() WHERE id = $1', [grade]);
      const better = await stage.grade(submissionId);
      await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId: better }, 2);
      await news.watch.quiet();
      const caseId = await stage.case(submissionId, 'appeal', { state: 'decided', decision: 'uphold-grade', decided_at: academy.clock.now() });
      await stage.tell(CaseDecided, { ...stage.pool, submissionId, caseId, kind: 'appeal', decision: 'uphold-grade' }, 2);
      const told = (await news.told(author)).filter(({ kind }) => ['grade-released', 'appeal-decided'].includes(kind));
      expect(told.map(({ kind, decision }) => `${kind} ${decision}`)).toEqual(['appeal-decided null', 'grade-released again', 'grade-released first']);
      expect(told.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => `/learning/${author.enrolmentId}/activities/plan/grade`));
      expect(await news.told(reviewer)).toEqual([]);

      await academy.database.query(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, [author.enrolmentId]);
      expect((await news.told(author)).filter(({ kind }) => !/badge|certificate/.test(kind)).every(({ isGone, title, path }) => isGone && title === null && path === null)).toBe(true);
    });
  });

  describe('of credentials', () => {
    let coordinator: Person;
    let teacher: Person;
    let editionId: string;
    let enrolmentId: string;
    const kindsOf = async (person: Person) => (await news.told(person)).map(({ kind, decision, isGone }) => `${kind} ${isGone ? 'gone' : decision}`).sort();

    beforeAll(async () => {
      coordinator = await academy.coordinator();
      teacher = await academy.person({ certificateName: 'Ana Silv' });
      const { courseId } = await publishCourse(await academy.designer());
      editionId = await openEdition(coordinator, courseId, academy.clock.now());
      enrolmentId = must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
      await completeCourse(teacher.api, enrolmentId);
      await printed('Ana Silv');
    });
    const named = `SELECT count(*)::int AS all, count(storage_key)::int AS printed FROM certificate WHERE user_id = $1 AND superseded_by IS NULL AND holder_name = $2`;
    /** Once all certificates bear this name. */
    const printed = (name: string) =>
      until(async () => {
        await news.watch.quiet();
        const made = (await academy.database.one<{ all: number; printed: number }>(named, [teacher.id, name]))!;
        return made.all > 0 && made.all === made.printed;
      }, 'the certificates');

    it('a badge and certificates once each, and that one was revoked', async () => {
      await news.again(BadgeAwarded, 3);
      await news.again(CertificateIssued, 3);
      const before = await kindsOf(teacher);
      expect(new Set(before)).toEqual(new Set(['badge-awarded first', 'certificate-ready first']));
      expect(before.filter((each) => each.startsWith('badge'))).toHaveLength(1);
      const [award] = (must(await teacher.api.get('/me/credentials'), 200).body.items as { kind: string; id: string }[]).filter(({ kind }) => kind === 'award');
      must(await coordinator.api.post(`/awards/${award!.id}/revoke`, { reason: 'By mistake.' }), 204);
      expect(await kindsOf(teacher)).toEqual(['badge-awarded gone', ...before.slice(1), 'credential-revoked badge']);
      const onTheirWay = () => academy.database.query(`SELECT FROM mail WHERE user_id = $1 AND kind = 'certificate-ready' AND state IN ('pending', 'sending')`, [teacher.id]);
      await until(async () => (await onTheirWay()).length === 0, 'the mails about her certificates');
      expect(before.length - 1).toBe(academy.mailbox.to(teacher.email, 'certificate-ready').length);
    });

    it('another name: coordinators hear that somebody asks until one decides, she what was decided; of what she corrects herself nobody hears', async () => {
      const holder = await visit(teacher);
      const at = `/learning/${enrolmentId}/certificates`;
      expect((await holder.post(`${at}/name`, { newName: 'Ana Silva' })).status).toBe(303);
      await printed('Ana Silva');
      expect(new Set(await kindsOf(teacher))).toEqual(new Set(['badge-awarded gone', 'certificate-ready again', 'certificate-ready gone', 'credential-revoked badge']));
      expect(await kindsOf(coordinator)).toEqual([]);

      expect((await holder.post(`${at}/name-request`, { newName: 'Ana Costa', reason: 'Married' })).status).toBe(303);
      await news.again(NameCorrectionAsked, 2);
      expect(lines(await news.told(coordinator))).toMatchObject([{ kind: 'name-correction-asked', title: 'Ana Costa', path: `/coordination/editions/${editionId}/certificates` }]);
      await academy.mailbox.waitFor(coordinator.email, 'name-correction-asked');
      const correction = (await academy.database.one<{ id: string }>(`SELECT id FROM name_correction WHERE state = 'waiting'`))!;
      expect((await (await visit(coordinator)).post(`/coordination/editions/${editionId}/certificates/names/${correction.id}`, { decision: 'declined', note: 'No paper.' })).status).toBe(303);
      expect(await kindsOf(coordinator)).toEqual(['name-correction-asked gone']);
      expect(await kindsOf(teacher)).toContain('name-correction-decided declined');
      expect((await academy.mailbox.waitFor(teacher.email, 'name-correction-decided')).text).toContain('No paper.');
      expect(academy.mailbox.to(coordinator.email, 'name-correction-asked')).toHaveLength(1);
    });

    it('a reminder once, not to whoever wants none, and over where its rule decided nothing any more', async () => {
      const remind = (key: string) => academy.database.transaction((tx) => tell(tx, 'reminder', [{ userId: teacher.id, key, params: { reminderId: enrolmentId } }]));
      expect([await remind('deadline:1'), await remind('deadline:1')]).toEqual([1, 0]);
      expect(lines(await news.told(teacher)).filter(({ kind }) => kind === 'reminder')).toMatchObject([{ isGone: true, path: null, title: null }]);
      must(await teacher.api.put('/me/notification-preferences', { reminder: { inApp: false } }), 200);
      expect(await remind('deadline:2')).toBe(0);
    });
  });
});
