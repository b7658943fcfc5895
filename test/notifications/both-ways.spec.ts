import { EnrolmentWaitlisted } from '@academy/enrolments';
import { CaseRaised, DutyWaived, HelpWanted, ReviewRated, SubmissionReturned } from '@academy/reviews';
import { PostCaseAppealed, PostCaseDecided, PostCaseOpened } from '@academy/discussions';
import { choosable, isNews, isReminderKind } from '@academy/reminders';
import { type Told, News } from '../discussions/news.world';
import { open } from '../discussions/support';
import { type Enrolled, Stage } from '../reviews/stage';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';

/** Each fact is heard twice, as it may be. */
describe('what comes by e-mail is told in the Academy too', () => {
  let academy: RunningAcademy;
  let news: News;
  let stage: Stage;
  beforeAll(async () => {
    academy = await startAcademy();
    news = await News.begin(academy, 3);
    stage = await Stage.build(academy);
  });
  afterAll(() => academy.stop());

  const line = ({ kind, isGone, isRead, path, title, count, decision }: Told) => ({ kind, isGone, isRead, path, title, count, decision });
  const told = async (person: Person, kind: string) => (await news.told(person)).filter((each) => each.kind === kind).map(line);
  const at = (person: Enrolled, page = '') => `/learning/${person.enrolmentId}/activities/plan${page}`;
  const shown = (kind: string, path: string, more: object = {}) => [{ kind, isGone: false, isRead: false, path, title: 'Your plan', count: 1, decision: null, ...more }];
  const gone = (kind: string) => [{ kind, isGone: true, isRead: false, path: null, title: null, count: 0, decision: null }];
  const moderatorOf = (editionId: string) => academy.person({ locale: 'de', roles: [{ role: 'moderator', scope: 'edition', id: editionId }] });

  it('but for a seat that she has just taken herself, and what reminders tell under a kind of their own', () => {
    expect(choosable().filter((kind) => !isNews(kind) && !isReminderKind(kind))).toEqual(['enrolled']);
  });

  it('a call for help, whether its mail goes or not, to helpers, alumni and moderators, until nobody needs any', async () => {
    const [author, here] = [await stage.enrolled(), await stage.enrolled({ locale: 'de' })];
    const [moderator, nobody] = [await moderatorOf(stage.editionId), await academy.person({ locale: 'de' })];
    must(await here.api.put('/me/notification-preferences', { 'help-wanted': { email: 'off' } }), 200);
    const submissionId = await stage.work(author, { language: 'de', phase: 'rescue' });
    for (const { id } of [here, moderator, nobody]) await stage.tell(HelpWanted, { ...stage.pool, userId: id, languages: ['de', 'fr'] }, 2);
    expect(await told(here, 'help-wanted')).toEqual(shown('help-wanted', at(here, '/reviews')));
    expect(await told(moderator, 'help-wanted')).toEqual(shown('help-wanted', `/coordination/editions/${stage.editionId}/assignments/plan`));
    expect(await told(nobody, 'help-wanted')).toEqual(gone('help-wanted'));
    await stage.set('submission', submissionId, { finished: 3 });
    expect(await told(here, 'help-wanted')).toEqual(gone('help-wanted'));
  });

  it('a duty that was waived, and a work that was given back, until it is handed in again', async () => {
    const [author, other] = await stage.pair();
    await stage.tell(DutyWaived, { ...stage.pool, userId: other.id, enrolmentId: other.enrolmentId, waived: 2 }, 2);
    expect(await told(other, 'duty-waived')).toEqual(shown('duty-waived', at(other), { count: 2 }));
    const submissionId = await stage.work(author, { state: 'returned' });
    await stage.tell(SubmissionReturned, { ...stage.pool, submissionId }, 2);
    expect(await told(author, 'work-returned')).toEqual(shown('work-returned', at(author, '/submission')));
    await stage.set('submission', submissionId, { state: 'submitted', submitted_at: academy.clock.now() });
    expect(await told(author, 'work-returned')).toEqual(gone('work-returned'));
  });

  it('an answer to a review, by the day alone', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done', reply: 'Thank you, says ANA-WHO-MUST-NOT-BE-READ.' });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId }, 2);
    expect(await told(reviewer, 'review-answered')).toEqual(shown('review-answered', at(reviewer, '/reviews')));
    const [answered] = await news.told(reviewer);
    expect(answered).toMatchObject({ isOfTheDay: true });
    expect(JSON.stringify(answered)).not.toMatch(new RegExp(`ANA-WHO|${submissionId}|${author.id}|${reviewId}`));
    expect(await told(author, 'review-answered')).toEqual([]);
  });

  it('a case, to its author and to those who may decide it, as long as it waits and they may', async () => {
    const [author, moderator] = [await stage.enrolled(), await moderatorOf(stage.editionId)];
    const submissionId = await stage.work(author, { phase: 'moderators' });
    const caseId = await stage.case(submissionId, 'short');
    await stage.tell(CaseRaised, { ...stage.pool, submissionId, caseId, kind: 'short' }, 2);
    expect(await told(author, 'with-moderators')).toEqual(shown('with-moderators', at(author, '/submission'), { decision: 'short' }));
    const waiting = shown('case-raised', `/coordination/editions/${stage.editionId}/cases`, { decision: 'short' });
    expect([await told(moderator, 'case-raised'), await told(stage.coordinator, 'case-raised'), await told(author, 'case-raised')]).toEqual([waiting, waiting, []]);
    await academy.database.query('DELETE FROM role_grant WHERE user_id = $1', [moderator.id]);
    expect(await told(moderator, 'case-raised')).toEqual(gone('case-raised'));
    await stage.set('review_case', caseId, { state: 'decided', decision: 'accept', decided_at: academy.clock.now() });
    expect([await told(stage.coordinator, 'case-raised'), await told(author, 'with-moderators')]).toEqual([gone('case-raised'), gone('with-moderators')]);
  });

  it('what was decided about a report, to who made it, and to whom it concerns', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done' });
    await stage.decided(submissionId, 'flagged-review', 'dismiss', author, reviewId);
    expect([await told(author, 'report-decided'), await told(reviewer, 'taken-out')]).toEqual([shown('report-decided', at(author), { decision: 'left' }), []]);
    await stage.decided(submissionId, 'flagged-review', 'remove', author, reviewId);
    expect(await told(reviewer, 'taken-out')).toEqual(shown('taken-out', at(reviewer), { decision: 'review' }));
    await stage.decided(submissionId, 'flagged-submission', 'remove', reviewer);
    expect(await told(author, 'taken-out')).toEqual(shown('taken-out', at(author), { decision: 'work' }));
    expect(await told(reviewer, 'report-decided')).toEqual(shown('report-decided', at(reviewer), { decision: 'acted' }));
    expect((await told(author, 'report-decided')).map(({ decision }) => decision)).toEqual(['acted', 'left']);
    expect(JSON.stringify(await news.told(reviewer))).not.toMatch(new RegExp(`${submissionId}|${author.id}|${author.enrolmentId}`));
  });

  it('posts that wait: one line a space, news again with the next, of which who reported hears no more than whether something was done', async () => {
    const { editionId, teachers } = news.talk;
    const [author, reporter] = teachers as [Person, Person];
    const moderator = await moderatorOf(editionId);
    const report = async () => {
      const { id, postId } = await open(author, editionId);
      return { id, caseId: must(await reporter.api.post(`/posts/${postId}/report`, { reason: 'offensive' }), 201).body.id as string };
    };
    const waits = (change: object) => [{ kind: 'post-case-opened', isGone: false, isRead: false, path: `/discussions/${editionId}/moderation`, title: null, count: 1, decision: null, ...change }];
    const first = await report();
    await news.again(PostCaseOpened, 2);
    expect(await told(moderator, 'post-case-opened')).toEqual(waits({}));
    must(await moderator.api.put('/me/notifications/read'), 204);
    await news.again(PostCaseOpened, 2);
    expect(await told(moderator, 'post-case-opened')).toEqual(waits({ isRead: true }));
    const second = await report();
    expect(await told(moderator, 'post-case-opened')).toEqual(waits({ count: 2 }));
    expect([await told(author, 'post-case-opened'), await told(reporter, 'post-case-opened')]).toEqual([[], []]);

    must(await moderator.api.post(`/moderation/${first.caseId}`, { decision: 'hide', note: 'Unkind.' }), 204);
    must(await moderator.api.post(`/moderation/${second.caseId}`, { decision: 'dismiss' }), 204);
    await news.again(PostCaseDecided, 2);
    expect(await told(moderator, 'post-case-opened')).toEqual(gone('post-case-opened'));
    expect((await told(reporter, 'post-report-decided')).map(({ decision, path, title }) => [decision, path, title]).sort()).toEqual([['acted', `/discussions/${editionId}`, null], ['left', `/threads/${second.id}`, 'How do you count?']]);
    expect(await told(author, 'post-report-decided')).toEqual([]);

    must(await author.api.post(`/post-cases/${first.caseId}/appeal`, { text: 'It was a joke.' }), 204);
    await news.again(PostCaseAppealed, 2);
    expect(await told(news.talk.coordinator, 'post-appealed')).toEqual([{ ...waits({})[0], kind: 'post-appealed', path: `/post-cases/${first.caseId}/decision`, title: 'How do you count?' }]);
    expect([await told(moderator, 'post-appealed'), await told(author, 'post-appealed')]).toEqual([[], []]);
    must(await news.talk.coordinator.api.post(`/post-cases/${first.caseId}/appeal-decision`, { outcome: 'upheld', note: 'No.' }), 204);
    expect(await told(news.talk.coordinator, 'post-appealed')).toEqual(gone('post-appealed'));
  });

  it('a place on the waiting list, as long as she waits', async () => {
    const { editionId } = await Stage.build(academy, { edition: { seats: 1 } });
    const enrol = async (person: Person) => must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    const [first, waiting] = [await academy.person(), await academy.person()];
    const taken = await enrol(first);
    const enrolmentId = await enrol(waiting);
    await news.again(EnrolmentWaitlisted, 2);
    expect(await told(waiting, 'waitlisted')).toEqual(shown('waitlisted', `/learning/${enrolmentId}`, { title: 'Street science' }));
    must(await first.api.delete(`/enrolments/${taken}`), 204);
    expect(await told(waiting, 'waitlisted')).toEqual(gone('waitlisted'));
    expect(await told(waiting, 'reminder')).toMatchObject([{ decision: 'seat-freed' }]);
  });
});
