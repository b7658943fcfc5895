import { HeldRows } from '../support/held.rows';
import { makeDatabase, onServer, urlOf } from '../support/template-database';
import { KEY, ReviewStage, type Teacher } from './simulator/stage';

const DAY = 86_400_000;

describe('lending what others take, or hand in, in that moment', () => {
  let stage: ReviewStage;
  let database: string;
  beforeAll(async () => {
    database = await makeDatabase();
    stage = await ReviewStage.open(urlOf(database), 30);
  });
  afterAll(async () => {
    await stage.close();
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  });

  /** People of whom the first `writers` have handed in. */
  async function pool(size: number, writers: number): Promise<{ people: Teacher[]; works: string[] }> {
    const now = stage.clock.now().getTime();
    const editionId = await stage.edition(await stage.course({ ownSubmissionFirst: false }), { startsAt: new Date(now - DAY), endsAt: new Date(now + 40 * DAY) });
    const people = await stage.enrol(editionId, Array.from({ length: size }, () => ({ reads: ['en'] })));
    const works = [];
    for (const author of people.slice(0, writers)) works.push(await stage.submit(editionId, author, 'en'));
    return { people, works };
  }
  const next = (teacher: Teacher) => stage.lending.next(teacher.enrolmentId, KEY);
  const lentTo = async (teacher: Teacher): Promise<string> => {
    const answer = await next(teacher);
    if (!('reviewId' in answer)) throw new Error(`Nothing was lent: ${JSON.stringify(answer)}`);
    return answer.reviewId;
  };
  const reviewsOf = ({ userId }: Teacher) =>
    stage.database.query<{ id: string; work: string; kind: string; state: string }>('SELECT id, submission_id AS work, kind, state FROM review WHERE reviewer_id = $1 ORDER BY claimed_at', [userId]);

  it('answers nobody the claim that she hands in meanwhile', async () => {
    const { people } = await pool(4, 3);
    const asker = people[3]!;
    const first = await lentTo(asker);
    const duty = await HeldRows.hold(database, 'SELECT FROM review_duty WHERE user_id = $1 FOR UPDATE', [asker.userId]);
    const finishing = stage.finish(first);
    await duty.areWanted(1, finishing);
    const asking = next(asker);
    await duty.areWanted(2, asking);
    await duty.letGo();
    expect(await finishing).toBe(true);
    const answer = await asking;
    expect(answer).toMatchObject({ reviewId: expect.any(String), isNew: true });
    expect(answer).not.toMatchObject({ reviewId: first });
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('lends a work to one of the staff once, however often it is asked for at once', async () => {
    const { people, works } = await pool(2, 1);
    const answers = await Promise.all(Array.from({ length: 16 }, () => stage.lending.lendToStaff(works[0]!, people[1]!.userId)));
    const reviews = await reviewsOf(people[1]!);
    expect(reviews).toMatchObject([{ work: works[0], kind: 'staff', state: 'claimed' }]);
    expect(new Set(answers.map(({ reviewId }) => reviewId))).toEqual(new Set([reviews[0]!.id]));
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('lends another work to whoever is lent the chosen one as staff meanwhile', async () => {
    const { people, works } = await pool(3, 2);
    const asker = people[2]!;
    const work = await HeldRows.hold(database, 'SELECT FROM submission WHERE id = ANY ($1) FOR UPDATE', [works]);
    const asStaff = works.map((each) => stage.lending.lendToStaff(each, asker.userId));
    await work.areWanted(2);
    const asking = next(asker);
    await work.areWanted(3, asking);
    await work.letGo();
    await Promise.all(asStaff);
    expect(await asking).toEqual({ retryAfterSeconds: expect.any(Number) });
    expect((await reviewsOf(asker)).map(({ kind }) => kind)).toEqual(['staff', 'staff']);
    expect(await stage.wrongCounters()).toEqual([]);
  });
});
