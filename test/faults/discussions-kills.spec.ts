import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Build } from '../support/programs';
import { until } from '../support/until';
import { must } from '../support/world';
import { gather, open, type Talk } from '../discussions/support';
import { Doors, fingerprint } from './doors';
import { Victims } from './victims';
import { ANSWER, ask, halfMade, KEYS, stepsOf, TABLES } from './discussions-kills.steps';

const PEOPLE = 30;
/** What the worker does with news: mails to everybody, words for the search, who hears of it. */
const HEARD = ['mail', 'search_word', 'notification', 'fact_delivery'] as const;

describe('discussions, killed at every step', () => {
  let academy: RunningAcademy;
  let build: Build;
  let doors: Doors;
  let talk: Talk;
  let victims: Victims;

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    victims = new Victims(build, academy);
    talk = await gather(academy, PEOPLE);
    doors = await Doors.build(academy, [...TABLES, ...HEARD, ...KEYS]);
  });
  afterAll(async () => {
    await victims.remove();
    await doors.close();
    await academy.stop();
    await build.remove();
  });

  /** As two minutes later: who has not answered by then is taken for dead. */
  const later = () => academy.database.query(`UPDATE idempotency_key SET started_at = started_at - interval '2 minutes' WHERE status IS NULL`);

  const CASES = Object.entries(stepsOf(null as never, () => talk)).flatMap(([name, { places }]) => places.map((place) => [name, place] as const));

  it.each(CASES)('%s, at %s', async (name, place) => {
    const step = stepsOf(academy, () => talk)[name]!;
    const scene = await step.prepare();
    const before = await fingerprint(academy, TABLES);
    const { program, base } = await victims.web();
    await doors.shut(place);
    const asked = ask(step, scene, base).then(({ status, body }) => `${status} ${JSON.stringify(body)}`, () => 'no answer');
    try {
      expect(await Promise.race([asked, doors.isReached(place).then(() => 'held')])).toBe('held');
      await program.kill();
      expect(await asked).toBe('no answer');
    } finally {
      await doors.open();
    }
    expect(await halfMade(academy)).toEqual([]);

    if (place === ANSWER) {
      // All was written before: the same request is not done a second time.
      expect(await step.times(scene)).toBe(1);
      expect((await ask(step, scene, academy.config.publicUrl)).body).toMatchObject({ type: '/problems/request-under-way' });
      await later();
      for (let time = 1; time <= 2; time++) expect(await ask(step, scene, academy.config.publicUrl)).toMatchObject({ status: 409, body: { type: '/problems/answer-lost' } });
    } else {
      expect(await step.times(scene)).toBe(0);
      expect(await fingerprint(academy, TABLES)).toBe(before);
      await later();
      const first = await ask(step, scene, academy.config.publicUrl);
      expect(Math.floor(first.status / 100)).toBe(2);
      const again = await ask(step, scene, academy.config.publicUrl);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
    }
    expect(await step.times(scene)).toBe(1);
    expect(await halfMade(academy)).toEqual([]);
  });

  describe('in the worker', () => {
    let threadId: string;

    beforeAll(async () => {
      await academy.database.query(`UPDATE fact_delivery SET done_at = clock_timestamp() WHERE done_at IS NULL`);
      ({ id: threadId } = await open(talk.teachers[0]!, talk.editionId, { title: 'Nightingales', kind: 'conversation' }));
      for (const { api } of talk.teachers.slice(1, 6)) must(await api.put(`/threads/${threadId}/follow`), 204);
      await open(talk.coordinator, talk.editionId, { kind: 'announcement', title: 'We meet on Friday', markdown: 'At five.' });
    });

    const mailsOf = (kind: string) => academy.database.query<{ user: string }>('SELECT user_id AS "user" FROM mail WHERE kind = $1', [kind]);

    it.each(['INSERT mail', 'INSERT search_word', 'INSERT notification', 'UPDATE fact_delivery'] as const)('at %s', async (change) => {
      must(await talk.teachers[7]!.api.post(`/threads/${threadId}/posts`, { markdown: `Heard beside ${change.toLowerCase().replaceAll(/[^a-z]+/g, '')}.` }), 201);
      await doors.shut(change);
      try {
        const worker = await victims.worker();
        await doors.isReached(change);
        await worker.kill();
      } finally {
        await doors.open();
      }
      expect(await halfMade(academy)).toEqual([]);
    });

    it('the next worker brings all to its end: each hears once, every word is learnt', async () => {
      // As two minutes later: what a dead worker held is given back then.
      await academy.database.query(`UPDATE mail SET lease_until = lease_until - interval '2 minutes' WHERE state = 'sending'`);
      await victims.worker();
      const left = async () => (await academy.database.one<{ count: number }>('SELECT count(*)::int AS count FROM fact_delivery WHERE done_at IS NULL'))!.count;
      await until(async () => (await left()) === 0, 'all to be delivered');
      expect(await academy.database.query('SELECT listener, error FROM fact_delivery WHERE failed_at IS NOT NULL')).toEqual([]);

      const told = (await mailsOf('announcement')).map(({ user }) => user).sort();
      expect(told).toEqual(talk.teachers.map(({ id }) => id).sort());
      const words = await academy.database.query<{ word: string }>(`SELECT word FROM search_word WHERE space_id = $1 AND word IN ('nightingales', 'insertsearchword', 'updatefactdelivery')`, [talk.editionId]);
      expect(words).toHaveLength(3);
      const followers = talk.teachers.slice(0, 6).map(({ id }: Person) => id);
      const heard = await academy.database.query<{ user: string }>('SELECT user_id AS "user" FROM notification WHERE thread_id = $1', [threadId]);
      expect(new Set(heard.map(({ user }) => user))).toEqual(new Set(followers));
      expect(await halfMade(academy)).toEqual([]);
    });
  });
});
