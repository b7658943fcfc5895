import { makeDatabase, onServer, urlOf } from '../support/template-database';
import { randomFrom } from './simulator/cohort';
import { KEY, ReviewStage, type Teacher } from './simulator/stage';

const DAY = 86_400_000;
const START = new Date('2030-03-04T08:00:00Z');
const after = (days: number): Date => new Date(START.getTime() + days * DAY);

describe('lending', () => {
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

  /** An edition whose first `writers` people have handed in. */
  const pool = async (reads: string[][], writers: number, settings: Parameters<ReviewStage['course']>[0] = {}) => {
    await stage.setClock(START);
    const editionId = await stage.edition(await stage.course(settings), { startsAt: START, endsAt: after(40), submitBy: after(7), reviewBy: after(14) });
    const people = await stage.enrol(editionId, reads.map((each) => ({ reads: each })));
    const works: string[] = [];
    for (const author of people.slice(0, writers)) works.push(await stage.submit(editionId, author, reads[people.indexOf(author)]![0]!));
    return { editionId, people, works };
  };
  const next = (teacher: Teacher) => stage.lending.next(teacher.enrolmentId, KEY);
  const lentTo = async (teacher: Teacher): Promise<string> => {
    const answer = await next(teacher);
    if (!('reviewId' in answer)) throw new Error(`Nothing was lent: ${JSON.stringify(answer)}`);
    return answer.reviewId;
  };
  const workOf = async (reviewId: string): Promise<string> => (await stage.database.one<{ id: string }>('SELECT submission_id AS id FROM review WHERE id = $1', [reviewId]))!.id;
  const english = (count: number) => Array.from({ length: count }, () => ['en']);

  it('answers the same claim to one person who asks twice at once', async () => {
    const { people } = await pool(english(4), 4);
    const answers = await Promise.all([1, 2, 3, 4].map(() => next(people[0]!)));
    expect(new Set(answers.map((answer) => ('reviewId' in answer ? answer.reviewId : 'nothing'))).size).toBe(1);
    expect(answers.filter((answer) => 'isNew' in answer && answer.isNew)).toHaveLength(1);
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('gives the last place of a work to one of two who ask at once', async () => {
    const { people, works } = await pool(english(3), 1, { reviewsWanted: 1, ownSubmissionFirst: false });
    const answers = await Promise.all([next(people[1]!), next(people[2]!)]);
    expect(answers.filter((answer) => 'reviewId' in answer)).toHaveLength(1);
    expect(answers.find((answer) => !('reviewId' in answer))).toMatchObject({ retryAfterSeconds: expect.any(Number) });
    expect(await stage.database.query('SELECT lent, finished FROM submission WHERE id = $1', [works[0]])).toEqual([{ lent: 1, finished: 0 }]);
  });

  it('lends to 64 at once on a small pool: nobody goes without, nothing is lent beyond what it wants, and all evenly', async () => {
    const { people, editionId } = await pool(english(64), 64);
    const answers = await Promise.all(people.map(next));
    expect(answers.filter((answer) => 'reviewId' in answer)).toHaveLength(64);
    const loads = await stage.database.query<{ load: number }>('SELECT load FROM submission WHERE edition_id = $1', [editionId]);
    expect(loads.every(({ load }) => load <= 3)).toBe(true);
    expect(loads.reduce((sum, { load }) => sum + load, 0)).toBe(64);
    expect(await stage.database.query(`SELECT FROM review r JOIN submission s ON s.id = r.submission_id WHERE s.edition_id = $1 AND r.reviewer_id = ANY (s.author_ids)`, [editionId])).toEqual([]);
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('serves every place when 64 are all that ten works want', async () => {
    const { people, editionId } = await pool(english(74), 10, { reviewsWanted: 7, reviewsToGive: 1, ownSubmissionFirst: false });
    const answers = await Promise.all(people.slice(4).map(next));
    expect(answers.filter((answer) => 'reviewId' in answer)).toHaveLength(70);
    expect(await stage.database.query('SELECT FROM submission WHERE edition_id = $1 AND load <> 7', [editionId])).toEqual([]);
  });

  it('keeps the hard rules: nobody reviews her own, twice the same, in a language she does not read, or of her study group', async () => {
    const { people, editionId, works } = await pool([['en'], ['en'], ['fr'], ['en', 'fr'], ['en']], 4, { ownSubmissionFirst: false });
    const [{ id: group }] = (await stage.database.query<{ id: string }>(`INSERT INTO study_group (edition_id, name, join_code) VALUES ($1, 'Swifts', $2) RETURNING id`, [editionId, editionId])) as [{ id: string }];
    await stage.database.query('INSERT INTO study_group_member (enrolment_id, group_id) SELECT id, $2 FROM unnest($1::uuid[]) AS id', [[people[4]!.enrolmentId, people[1]!.enrolmentId], group]);
    await stage.setClock(after(8));
    const taken: string[] = [];
    for (let review = await next(people[4]!); 'reviewId' in review; review = await next(people[4]!)) {
      taken.push(await workOf(review.reviewId));
      await stage.finish(review.reviewId);
    }
    // The first and the fourth are in English, and of nobody in her group.
    expect([...taken].sort()).toEqual([works[0], works[3]].sort());
    const french = await lentTo(people[2]!).catch((error: Error) => error.message);
    expect(french).toContain('Nothing was lent');
    expect(await workOf(await lentTo(people[3]!))).not.toBe(works[3]);
  });

  it('lends the neediest first, and among these what few can read', async () => {
    const { people, works } = await pool([['en'], ['en'], ['en'], ['mt'], ['mt', 'en'], ['en', 'mt']], 4, { ownSubmissionFirst: false, reviewsWanted: 2 });
    const maltese = works[3];
    expect(await workOf(await lentTo(people[4]!))).toBe(maltese);
    expect(await workOf(await lentTo(people[5]!))).not.toBe(maltese);
  });

  it('lets a claim that went back be taken by another, and never by the same person again', async () => {
    const { people, works } = await pool(english(3), 1, { reviewsWanted: 1, ownSubmissionFirst: false });
    const first = await lentTo(people[1]!);
    expect(await next(people[2]!)).toMatchObject({ retryAfterSeconds: expect.any(Number) });
    await stage.setClock(after(2.01));
    await stage.rounds.sweep();
    expect(await stage.database.query('SELECT state FROM review WHERE id = $1', [first])).toEqual([{ state: 'expired' }]);
    expect(await next(people[1]!)).not.toHaveProperty('reviewId');
    const second = await lentTo(people[2]!);
    expect(await workOf(second)).toBe(works[0]);
    // Late, but there is room for one more than is wanted.
    expect(await stage.finish(first)).toBe(true);
    expect(await stage.finish(second)).toBe(true);
    expect(await stage.database.query('SELECT finished, lent FROM submission WHERE id = $1', [works[0]])).toEqual([{ finished: 2, lent: 0 }]);
  });

  it('refuses a late review where there is one beyond already', async () => {
    const { people } = await pool(english(4), 1, { reviewsWanted: 1, ownSubmissionFirst: false });
    const late = [await lentTo(people[1]!)];
    await stage.setClock(after(2.1));
    await stage.rounds.sweep();
    late.push(await lentTo(people[2]!));
    await stage.setClock(after(4.2));
    await stage.rounds.sweep();
    const third = await lentTo(people[3]!);
    expect(await stage.finish(late[0]!)).toBe(true);
    expect(await stage.finish(late[1]!)).toBe(false);
    expect(await stage.finish(third)).toBe(true);
    expect(await stage.wrongCounters()).toEqual([]);
  });

  it('asks for the own work first, unless the edition says from when on all may review', async () => {
    const { people } = await pool(english(3), 2);
    await expect(next(people[2]!)).rejects.toMatchObject({ reason: 'own-submission-first' });
    const open = await stage.edition(await stage.course(), { startsAt: START, endsAt: after(40), submitBy: after(7), reviewFrom: after(1), reviewBy: after(14) });
    const [author, guest] = (await stage.enrol(open, [{ reads: ['en'] }, { reads: ['en'] }])) as [Teacher, Teacher];
    await stage.submit(open, author, 'en');
    await expect(next(guest)).rejects.toMatchObject({ reason: 'own-submission-first' });
    await stage.setClock(after(1.1));
    expect(await next(guest)).toMatchObject({ isNew: true });
  });

  it('asks for training first where there are examples', async () => {
    const { people } = await pool(english(2), 2, { trainingRequired: true, examples: [{ key: 'one', title: 'One', markdown: '', scores: {}, comments: {} }] });
    await expect(next(people[0]!)).rejects.toMatchObject({ reason: 'training-first' });
    await stage.database.query('UPDATE review_duty SET trained_at = academy_now() WHERE user_id = $1', [people[0]!.userId]);
    expect(await next(people[0]!)).toMatchObject({ isNew: true });
  });

  it('keeps counters right through a storm of everything at once', async () => {
    const seed = 77;
    const random = randomFrom(seed);
    const { people, works } = await pool(Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? ['en', 'de'] : index % 3 === 1 ? ['en'] : ['de'])), 24);
    const open = new Map<number, string>();
    const done: string[] = [];
    const act = async (): Promise<void> => {
      const chance = random();
      const member = Math.floor(random() * people.length);
      const review = open.get(member);
      if (chance < 0.45) {
        const answer = await next(people[member]!);
        // The answer may come after that of her handing it in, which the claim was before.
        if ('reviewId' in answer && !done.includes(answer.reviewId)) open.set(member, answer.reviewId);
      } else if (chance < 0.7 && review) {
        if (await stage.finish(review)) done.push(review);
        open.delete(member);
      } else if (chance < 0.78 && review) {
        await stage.database.transaction((tx) => stage.claims.giveBack(tx, review, random() < 0.5 ? 'released' : 'expired'));
      } else if (chance < 0.85 && done.length > 0) {
        const one = done[Math.floor(random() * done.length)]!;
        await stage.database.transaction((tx) => (random() < 0.6 ? stage.claims.remove(tx, one) : stage.claims.reopen(tx, one)));
      } else if (chance < 0.88) {
        await stage.lending.lendToStaff(works[Math.floor(random() * works.length)]!, people[(member + 1) % people.length]!.userId).catch((error: { reason?: string }) => {
          if (error.reason !== 'own-submission') throw error;
        });
      } else if (chance < 0.93 && review) {
        await stage.database.transaction((tx) => stage.claims.extend(tx, review));
      } else {
        await stage.rounds.sweep();
      }
    };
    for (let round = 0; round < 40; round++) {
      await stage.setClock(after(round * 0.4));
      await Promise.all(Array.from({ length: 8 }, act));
      expect(await stage.wrongCounters()).toEqual([]);
    }
    expect(done.length).toBeGreaterThan(20);
    expect(await stage.database.query('SELECT FROM review GROUP BY submission_id, reviewer_id HAVING count(*) > 1')).toEqual([]);
  });
});
