import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf, moveTo, settled } from './support';

const DAY = 86_400_000;
const wordsOf = (level: string, about: string) => ({
  scores: { aims: level, pupils: level },
  comments: { aims: `The aim of ${about} is told in its first sentence.`, pupils: `In ${about} every pupil counts, and I would let two of them compare what they saw.` },
  keeps: `From ${about} I would take the tally on the board.`,
  suggests: `In ${about} let the pupils choose where to count.`,
  overall: '',
});

describe('An assignment of two drafts', () => {
  let academy: RunningAcademy;
  let editionId: string;
  let people: [Desk, Desk, Desk];
  beforeAll(async () => {
    academy = await startAcademy();
    const staff = await academy.designer();
    const { courseId } = await courseWith(staff, [assignment('twice', { rounds: 2, reviewsToGive: 1, reviewsWanted: 1 })]);
    editionId = await editionOf(staff, courseId, academy.clock.now(), ['twice']);
    people = [await desk(), await desk(), await desk()];
  });
  afterAll(() => academy.stop());

  async function desk(): Promise<Desk> {
    const person = await academy.person();
    return new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, 'twice');
  }
  /** Nobody is lent the work of her own reviewer while others may come; after a day she may. */
  const nextDay = () => moveTo(academy, new Date(academy.clock.now().getTime() + 1.1 * DAY));
  async function review(reviewer: Desk, level: string, round: number): Promise<void> {
    const lent = must(await reviewer.next(), 201).body;
    expect(lent.round).toBe(round);
    await reviewer.handIn(lent.reviewId, wordsOf(level, `${level} ${lent.author.pseudonym}`));
  }
  const duties = (round: number) => academy.database.query('SELECT user_id AS id, to_give AS "toGive", given FROM review_duty WHERE edition_id = $1 AND round = $2 ORDER BY user_id', [editionId, round]);
  const dutiesOf = (desks: Desk[], given: number) => desks.map(({ person }) => ({ id: person.id, toGive: 1, given })).sort((one, other) => (one.id < other.id ? -1 : 1));

  it('grades the first by its reviews, and completes who gave hers', async () => {
    for (const [index, author] of people.entries()) {
      await author.write({ markdown: `First draft ${index}: we count ${'swallows '.repeat(index + 3)}.` });
      await author.submit();
    }
    await nextDay();
    for (const reviewer of people) await review(reviewer, 'l3', 1);
    await settled(academy);
    expect(await duties(1)).toEqual(dutiesOf(people, 1));
    for (const author of people) expect(await author.work()).toMatchObject({ round: 1, state: 'graded', graded: true, maySecondDraft: true, reviewsReceived: 1, grade: { points: 6, maxPoints: 6, passed: true } });
    expect(await academy.database.query(`SELECT FROM progress WHERE evidence = 'reviewed' AND activity_key = 'twice'`)).toHaveLength(3);
  });

  it('gives the second a pool, duties, reviews and a grade of its own, and leaves the first as it was', async () => {
    const [ana, ben, cem] = people;
    for (const author of [ana, ben]) {
      must(await author.person.api.post(`${author.path}/submission/second-draft`), 201);
      await author.write({ markdown: `Second draft of ${author.enrolmentId.slice(0, 4)}: now in two groups.` });
      expect(await author.submit()).toMatchObject({ round: 2, state: 'submitted', reviewsGiven: 0, reviewsToGive: 1, reviewsReceived: 0 });
    }
    expect(await duties(2)).toEqual(dutiesOf([ana, ben], 0));
    await nextDay();
    // Who has no second draft is in no second pool.
    expect((await cem.next()).status).toBe(204);
    await review(ana, 'l1', 2);
    await review(ben, 'l1', 2);
    await settled(academy);

    for (const author of [ana, ben]) expect(await author.work()).toMatchObject({ round: 2, state: 'graded', maySecondDraft: false, grade: { points: 2, passed: false } });
    expect(await duties(2)).toEqual(dutiesOf([ana, ben], 1));
    expect(await duties(1)).toEqual(dutiesOf(people, 1));
    const grades = await academy.database.query(
      `SELECT s.round, count(*)::int AS works, sum(g.points)::float8 AS points FROM grade g JOIN submission s ON s.id = g.submission_id WHERE s.edition_id = $1 AND g.superseded_at IS NULL GROUP BY s.round ORDER BY s.round`,
      [editionId],
    );
    expect(grades).toEqual([{ round: 1, works: 3, points: 18 }, { round: 2, works: 2, points: 4 }]);
    expect(await academy.database.query('SELECT FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.round <> s.round OR r.reviewer_id = ANY (s.author_ids)')).toEqual([]);
    // What is completed stays so, for the better of the two counts.
    expect(await academy.database.query(`SELECT FROM progress WHERE evidence = 'reviewed' AND activity_key = 'twice'`)).toHaveLength(3);
    expect((await ana.person.api.post(`${ana.path}/submission/second-draft`)).status).toBe(409);
  });
});
