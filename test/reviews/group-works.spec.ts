import { ReviewRounds } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf, moveTo, settled } from './support';

const DAY = 86_400_000;

describe('The work of a study group', () => {
  let academy: RunningAcademy;
  let editionId: string;
  let people: [Desk, Desk, Desk, Desk];
  beforeAll(async () => {
    academy = await startAcademy();
    const staff = await academy.designer();
    const { courseId } = await courseWith(staff, [assignment('group', { groupWork: true, reviewsToGive: 2, reviewsWanted: 2 })]);
    editionId = await editionOf(staff, courseId, academy.clock.now(), ['group']);
    people = [await desk(), await desk(), await desk(), await desk()];
    const [ana, ben] = people;
    const { code } = must(await ana.person.api.post(`/enrolments/${ana.enrolmentId}/group`, { name: 'The swifts' }), 201).body;
    must(await ben.person.api.post(`/enrolments/${ben.enrolmentId}/group/members`, { code }), 201);
  });
  afterAll(() => academy.stop());

  async function desk(): Promise<Desk> {
    const person = await academy.person();
    return new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, 'group');
  }
  const later = (days: number) => moveTo(academy, new Date(academy.clock.now().getTime() + days * DAY));

  it('is lent to nobody of the group and to nobody twice, and every member owes reviews', async () => {
    const [ana, ben, cem, dee] = people;
    for (const [index, author] of [ana, cem, dee].entries()) {
      await author.write({ markdown: `Scenario ${index}: we count ${'chimneys '.repeat(index + 2)}.` });
      await author.submit();
    }
    expect(await ben.work()).toMatchObject({ id: (await ana.work()).id, state: 'submitted' });
    const duties = await academy.database.query('SELECT to_give AS "toGive" FROM review_duty WHERE edition_id = $1', [editionId]);
    expect(duties).toEqual(Array(4).fill({ toGive: 2 }));

    await later(1.1);
    for (let turn = 0; turn < 3; turn++) {
      for (const reviewer of people) {
        const lent = await reviewer.next();
        if (lent.status !== 201) continue;
        const about = `${lent.body.author.pseudonym} as ${reviewer.enrolmentId.slice(0, 4)} sees it`;
        await reviewer.handIn(lent.body.reviewId, { scores: { aims: 'l3', pupils: 'l2' }, comments: { pupils: `In the scenario of ${about} every pupil has something to count.` }, keeps: `The map of ${about}.`, suggests: `Compare two streets, ${about}.`, overall: '' });
      }
    }
    const given = await academy.database.query<{ own: boolean; times: number; finished: number }>(
      `SELECT r.reviewer_id = ANY (s.author_ids) AS own, count(*)::int AS times, s.finished FROM review r JOIN submission s ON s.id = r.submission_id
       WHERE s.edition_id = $1 GROUP BY r.reviewer_id, s.id`,
      [editionId],
    );
    expect(given).toHaveLength(6);
    expect(given.every(({ own, times, finished }) => !own && times === 1 && finished === 2)).toBe(true);
  });

  it('has one grade for all its members, and each completes with what she gave herself', async () => {
    const [ana, ben] = people;
    await settled(academy);
    const [hers, his] = [await ana.work(), await ben.work()];
    expect(hers).toMatchObject({ state: 'graded', reviewsReceived: 2, grade: { points: 5, passed: true } });
    expect(his.grade).toEqual(hers.grade);
    const given = await academy.database.query<{ enrolmentId: string }>('SELECT enrolment_id AS "enrolmentId" FROM review_duty WHERE edition_id = $1 AND given >= to_give', [editionId]);
    const done = () => academy.database.query<{ enrolmentId: string }>(`SELECT enrolment_id AS "enrolmentId" FROM progress WHERE edition_id = $1 AND evidence = 'reviewed'`, [editionId]);
    const idsOf = (rows: { enrolmentId: string }[]) => rows.map(({ enrolmentId }) => enrolmentId).sort();
    expect(given.length).toBeGreaterThanOrEqual(1);
    expect(idsOf(await done())).toEqual(idsOf(given));
    // Six reviews are all there was to give: what is still owed at the end is waived.
    await later(21);
    await academy.worker!.get(ReviewRounds).sweep();
    await settled(academy);
    expect(idsOf(await done())).toEqual(people.map(({ enrolmentId }) => enrolmentId).sort());
  });
});
