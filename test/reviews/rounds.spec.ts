import { makeDatabase, onServer, urlOf } from '../support/template-database';
import { KEY, ReviewStage, type Teacher } from './simulator/stage';

const DAY = 86_400_000;
const START = new Date('2030-03-04T08:00:00Z');
const after = (days: number): Date => new Date(START.getTime() + days * DAY);

describe('the rounds of peer review', () => {
  let stage: ReviewStage;
  let database: string;
  beforeAll(async () => {
    database = await makeDatabase();
    stage = await ReviewStage.open(urlOf(database), 20);
  });
  afterAll(async () => {
    await stage.close();
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  });

  const pool = async (writers: number, settings: Parameters<ReviewStage['course']>[0] = {}) => {
    await stage.setClock(START);
    const course = await stage.course(settings);
    const editionId = await stage.edition(course, { startsAt: START, endsAt: after(40), submitBy: after(7), reviewBy: after(14) });
    const people = await stage.enrol(editionId, Array.from({ length: writers }, () => ({ reads: ['en'] })));
    const works: string[] = [];
    for (const author of people) works.push(await stage.submit(editionId, author, 'en'));
    return { editionId, people, works, course };
  };
  const review = async (teacher: Teacher): Promise<string> => {
    const answer = await stage.lending.next(teacher.enrolmentId, KEY);
    if (!('reviewId' in answer)) throw new Error('Nothing was lent.');
    return answer.reviewId;
  };
  const counted = (editionId: string) =>
    stage.database.query(`SELECT FROM progress p JOIN enrolment e ON e.id = p.enrolment_id WHERE e.edition_id = $1 AND p.evidence = 'reviewed'`, [editionId]);
  const facts = (kind: string, editionId: string) =>
    stage.database.query<{ payload: Record<string, unknown>; personId: string }>(`SELECT payload, person_id AS "personId" FROM fact WHERE kind = $1 AND payload->>'editionId' = $2 ORDER BY id`, [kind, editionId]);
  /** Three workers at once. */
  const sweep = async (days: number): Promise<void> => {
    await stage.setClock(after(days));
    await Promise.all([stage.rounds.sweep(), stage.rounds.sweep(), stage.rounds.sweep()]);
  };
  const worksOf = (editionId: string) =>
    stage.database.query<{ state: string; phase: string; moderateBy: Date | null }>('SELECT state, phase, moderate_by AS "moderateBy" FROM submission WHERE edition_id = $1 ORDER BY submitted_at, id', [editionId]);

  it('tell once, a day ahead, that a claim ends, and take it back once', async () => {
    const { people, editionId } = await pool(4);
    const claim = await review(people[0]!);
    await sweep(0.9);
    expect(await facts('review.claim-expiring', editionId)).toEqual([]);
    for (const days of [1.1, 1.2]) await sweep(days);
    expect(await facts('review.claim-expiring', editionId)).toEqual([{ personId: people[0]!.userId, payload: expect.objectContaining({ reviewId: claim, expiresAt: expect.any(String) }) }]);
    for (const days of [2.01, 2.2]) await sweep(days);
    expect(await facts('review.claim-expired', editionId)).toHaveLength(1);
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('leave a claim alone while she writes', async () => {
    const { people, editionId } = await pool(4);
    const claim = await review(people[0]!);
    await stage.setClock(after(1.9));
    const until = await stage.database.transaction((tx) => stage.claims.extend(tx, claim));
    expect(until.getTime()).toBeGreaterThanOrEqual(after(2.9).getTime());
    await sweep(2.5);
    expect(await facts('review.claim-expired', editionId)).toEqual([]);
    await sweep(3.1);
    expect(await facts('review.claim-expired', editionId)).toHaveLength(1);
  });

  it('remind of reviews owed from three days before, every two days, three times at most, and nobody who has given hers', async () => {
    const { people, editionId } = await pool(4);
    for (let given = 0; given < 3; given++) await stage.finish(await review(people[0]!));
    for (const days of [10.5, 11.1, 11.2, 12, 13.2, 14.5, 15.4, 16, 16.9]) await sweep(days);
    const owed = await facts('review.owed', editionId);
    expect(owed.filter(({ personId }) => personId === people[0]!.userId)).toEqual([]);
    const reminded = owed.filter(({ personId }) => personId === people[1]!.userId).map(({ payload }) => payload['number']);
    expect(reminded).toEqual([1, 2, 3]);
  });

  it('put what will be short in rescue two days ahead, ask each helper once, and let volunteers and alumni in', async () => {
    const { people, editionId, course } = await pool(5);
    const past = await stage.edition(course, { startsAt: after(-90), endsAt: after(-30) });
    const [alumna] = (await stage.enrol(past, [{ reads: ['en'] }])) as [Teacher];
    await stage.database.query(`UPDATE enrolment SET state = 'completed' WHERE id = $1`, [alumna.enrolmentId]);
    await stage.lending.offerHelp(alumna.userId, course.courseId, true);
    await stage.lending.volunteer(people[0]!.enrolmentId, KEY);
    for (let given = 0; given < 3; given++) await stage.finish(await review(people[0]!));
    await sweep(11.9);
    expect((await worksOf(editionId)).every(({ phase }) => phase === 'regular')).toBe(true);
    for (const days of [12.1, 12.2]) await sweep(days);
    expect((await worksOf(editionId)).filter(({ phase }) => phase === 'rescue')).toHaveLength(5);
    expect(await facts('submission.short-of-reviews', editionId)).toHaveLength(5);
    const asked = (await facts('review.help-wanted', editionId)).map(({ personId }) => personId);
    expect([...asked].sort()).toEqual([people[0]!.userId, alumna.userId].sort());
    expect(await stage.lending.next(people[0]!.enrolmentId, KEY)).toMatchObject({ isNew: true });
    const help = await review(alumna);
    expect(await stage.database.one('SELECT kind, edition_id AS "editionId" FROM review WHERE id = $1', [help])).toEqual({ kind: 'volunteer', editionId });
  });

  it('grade with two reviews at the deadline, keep the others open for three days, then name a moderator and a day', async () => {
    const { people, works, editionId } = await pool(3);
    for (const person of [people[0]!, people[1]!, people[0]!, people[1]!]) await stage.finish(await review(person));
    const counts = await stage.database.query<{ id: string; finished: number }>('SELECT id, finished FROM submission WHERE edition_id = $1', [editionId]);
    const enough = counts.filter(({ finished }) => finished >= 2).map(({ id }) => id);
    expect(enough).toHaveLength(1);
    await sweep(14.01);
    const states = await stage.database.query<{ id: string; state: string; phase: string }>('SELECT id, state, phase FROM submission WHERE edition_id = $1', [editionId]);
    expect(states.filter(({ state }) => state === 'graded').map(({ id }) => id)).toEqual(enough);
    expect(states.filter(({ state, phase }) => state === 'in-review' && phase === 'rescue')).toHaveLength(2);

    // Help in time ends it at once.
    const late = await review(people[2]!);
    await stage.finish(late);
    await sweep(15);
    expect((await worksOf(editionId)).filter(({ state }) => state === 'graded').length).toBeGreaterThanOrEqual(1);
    await sweep(17.1);
    const ended = await worksOf(editionId);
    const waiting = ended.filter(({ phase }) => phase === 'moderators');
    expect(ended.every(({ state, phase }) => state === 'graded' || phase === 'moderators')).toBe(true);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.every(({ moderateBy }) => moderateBy !== null && Math.abs(moderateBy.getTime() - after(24.1).getTime()) < 60_000)).toBe(true);
    const cases = await stage.database.query(`SELECT kind FROM review_case WHERE submission_id = ANY ($1) AND kind = 'short'`, [works]);
    expect(cases).toHaveLength(waiting.length);
    expect(await stage.lending.next(people[1]!.enrolmentId, KEY)).not.toHaveProperty('reviewId');
  });

  it('waive what could not be offered, once, and not before the deadline', async () => {
    const { people, editionId } = await pool(3);
    for (const person of people) for (let given = 0; given < 2; given++) await stage.finish(await review(person));
    await sweep(13);
    expect(await facts('review.duty-waived', editionId)).toEqual([]);
    for (const days of [14.1, 14.2]) await sweep(days);
    const waived = await facts('review.duty-waived', editionId);
    expect(waived.map(({ personId, payload }) => [personId, payload['waived']]).sort()).toEqual(people.map(({ userId }) => [userId, 1]).sort());
    await stage.settleAuthors(editionId);
    expect(await counted(editionId)).toHaveLength(3);
  });

  it('count a work whose grade is released in the moment in which what its author owes is waived', async () => {
    const { people, works, editionId } = await pool(3);
    for (const person of people) for (let given = 0; given < 2; given++) await stage.finish(await review(person));
    await stage.setClock(after(14.1));
    await stage.database.transaction((tx) => stage.grades.conclude(tx, works[0]!));
    const { enrolmentId } = people[0]!;
    const change = (sql: string, id: string, meanwhile: () => Promise<unknown> = async () => undefined) => stage.database.transaction(async (tx) => {
      await tx.query(sql, [id]);
      await stage.standing.settle(tx, enrolmentId, KEY);
      await meanwhile();
    });
    const isWaiting = async () => (await stage.database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0;

    await change('UPDATE grade SET released_at = NULL WHERE submission_id = $1', works[0]!);
    let [released, isReleased] = [Promise.resolve(), false];
    await change('UPDATE review_duty SET waived = to_give - given WHERE enrolment_id = $1', enrolmentId, async () => {
      released = change('UPDATE grade SET released_at = academy_now() WHERE submission_id = $1', works[0]!).then(() => void (isReleased = true));
      // She who comes second waits, or has looked too early.
      while (!isReleased && !(await isWaiting())) await new Promise((turn) => setTimeout(turn, 5));
    });
    await released;
    expect(await counted(editionId)).toHaveLength(1);
  });

  it('waive nothing for who never came, until she asks and nothing is left', async () => {
    const { people, editionId } = await pool(4, { reviewsToGive: 2, reviewsWanted: 2 });
    for (let turn = 0; turn < 3; turn++) {
      for (const person of people.slice(0, 3)) {
        const answer = await stage.lending.next(person.enrolmentId, KEY);
        if ('reviewId' in answer) await stage.finish(answer.reviewId);
      }
    }
    await sweep(18);
    const waived = async () => (await facts('review.duty-waived', editionId)).map(({ personId }) => personId);
    expect(await waived()).not.toContain(people[3]!.userId);
    expect(await stage.lending.next(people[3]!.enrolmentId, KEY)).not.toHaveProperty('reviewId');
    await sweep(18.1);
    expect(await waived()).toContain(people[3]!.userId);
  });

  it('foresee the gap from the rate of reviewing', async () => {
    const { people, editionId } = await pool(6);
    const key = { editionId, activityKey: KEY, round: 1 };
    expect(await stage.expectation.expectedGap(key)).toEqual([{ language: 'en', openWorks: 6, wanted: 18, owed: 18, expected: 0, gap: 18 }]);
    for (const person of people.slice(0, 4)) await stage.finish(await review(person));
    await stage.setClock(after(3));
    const [soon] = await stage.expectation.expectedGap(key);
    expect(soon).toMatchObject({ wanted: 14, owed: 14, gap: 0 });
    await stage.setClock(after(13));
    const [late] = await stage.expectation.expectedGap(key);
    expect(late!.gap).toBeGreaterThan(10);
  });
});
