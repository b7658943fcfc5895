import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { wordsOf } from '../support/mailbox';
import { until } from '../support/until';
import { must } from '../support/world';
import { Deliveries } from '../../apps/worker/src/deliveries';
import { gather, type Talk, wrongCounters } from './support';

/** More than two batches of mails. */
const CROWD = 1_100;
const TEACHERS = 100;

describe('a large edition', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let optedOut: Person, gone: Person, greek: Person;
  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, TEACHERS);
    [optedOut, gone, greek] = talk.teachers as [Person, Person, Person];
    await academy.database.query(
      `WITH people AS (
         INSERT INTO users (id, email, email_verified_at, password_hash, display_name, certificate_name, country, locale, reads, time_zone)
         SELECT gen_random_uuid(), 'crowd' || n || '@people.test', now(), '', 'Crowd ' || n, 'Crowd ' || n, 'PT', 'en', ARRAY['en'], 'Europe/Lisbon' FROM generate_series(1, $2) n RETURNING id)
       INSERT INTO enrolment (edition_id, user_id, state, activated_at) SELECT $1, id, 'active', academy_now() FROM people`,
      [talk.editionId, CROWD],
    );
    await academy.database.query(`INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, 'announcement', 'off')`, [optedOut.id]);
    await academy.database.query(`UPDATE users SET locale = 'de', display_name = 'Ελένη' WHERE id = $1`, [greek.id]);
  });
  afterAll(() => academy.stop());

  const announce = async (change: object = {}) =>
    must(await talk.coordinator.api.post(`/editions/${talk.editionId}/threads`, { title: 'Wir treffen uns', kind: 'announcement', language: 'de', markdown: 'Am **Freitag** um vier.', ...change }), 201).body as { id: string; postId: string };
  const queued = (threadId: string) => academy.database.one<{ mails: number; people: number }>(`SELECT count(*)::int AS mails, count(DISTINCT user_id)::int AS people FROM mail WHERE kind = 'announcement' AND data ->> 'threadId' = $1`, [threadId]);
  const delivery = (threadId: string) =>
    academy.database.one<{ factId: string; error: string | null; isDone: boolean }>(`SELECT fact_id::text AS "factId", error, done_at IS NOT NULL AS "isDone" FROM fact_delivery WHERE listener = 'reminders.announce' AND payload ->> 'threadId' = $1`, [threadId]);

  it('hears an announcement once a person, though the one who writes the mails is stopped amid them and asked again', async () => {
    await academy.database.query(
      `CREATE FUNCTION stop_amid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT count(*) FROM mail WHERE kind = 'announcement') >= 700 THEN RAISE EXCEPTION 'stopped amid the mails'; END IF; RETURN NEW; END $$`,
    );
    await academy.database.query(`CREATE TRIGGER stop_amid_trg BEFORE INSERT ON mail FOR EACH ROW WHEN (NEW.kind = 'announcement') EXECUTE FUNCTION stop_amid()`);
    const { id, postId } = await announce();
    await until(async () => (await delivery(id))?.error?.includes('stopped amid'), 'the failure to be noted');
    expect(await queued(id)).toEqual({ mails: 500, people: 500 });
    await academy.database.query('DROP TRIGGER stop_amid_trg ON mail');

    await until(async () => (await delivery(id))?.isDone, 'the announcement to be told');
    const everyone = { mails: TEACHERS + CROWD, people: TEACHERS + CROWD };
    expect(await queued(id)).toEqual(everyone);

    await academy.database.query(`UPDATE fact_delivery SET done_at = NULL, queued_at = clock_timestamp() WHERE listener = 'reminders.announce' AND payload ->> 'threadId' = $1`, [id]);
    const { factId } = (await delivery(id))!;
    await Promise.all([1, 2].map(() => academy.worker!.get(Deliveries).deliver('reminders.announce', [factId])));
    must(await talk.coordinator.api.patch(`/posts/${postId}`, { markdown: 'Am **Freitag** um fünf.' }), 204);
    expect(await queued(id)).toEqual(everyone);

    const mail = await academy.mailbox.waitFor(greek.email, 'announcement');
    expect(mail).toMatchObject({ subject: expect.stringContaining('Wir treffen uns'), text: expect.stringMatching(/Am Freitag um (vier|fünf)\./) });
    expect(mail.html).toContain('lang="de">Am Freitag');
    expect(mail.text).toContain(`/threads/${id}`);
    expect(mail.text).toContain('hat eine Ankündigung');
    await until(async () => (await academy.database.one<{ left: number }>(`SELECT count(*)::int AS left FROM mail WHERE state IN ('pending', 'sending')`))?.left === 0, 'all mails to be sent');
    expect(academy.mailbox.mails.filter(({ headers }) => headers.some(({ key, value }) => key === 'x-academy-kind' && value === 'announcement'))).toHaveLength(TEACHERS + CROWD - 1);
    expect(academy.mailbox.to(optedOut.email, 'announcement')).toEqual([]);
  });

  it('reads what it says when the mail goes; is not written to about what was taken back, nor who left meanwhile', async () => {
    await academy.database.query(`CREATE FUNCTION tomorrow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.due_at := academy_now() + interval '1 day'; RETURN NEW; END $$`);
    await academy.database.query(`CREATE TRIGGER tomorrow_trg BEFORE INSERT ON mail FOR EACH ROW WHEN (NEW.kind = 'announcement') EXECUTE FUNCTION tomorrow()`);
    const [first, second] = [await announce({ title: 'First' }), await announce({ title: 'Second' })];
    await until(async () => (await delivery(first.id))?.isDone && (await delivery(second.id))?.isDone, 'both to be told');
    expect(await academy.database.query(`SELECT DISTINCT data FROM mail WHERE data ->> 'threadId' = $1`, [second.id])).toEqual([{ data: { threadId: second.id } }]);
    must(await talk.coordinator.api.delete(`/posts/${first.postId}`), 204);
    must(await gone.api.delete(`/enrolments/${talk.enrolmentIds[1]}`), 204);
    const stateOf = (threadId: string, userId: string) => academy.database.one(`SELECT state, reason FROM mail WHERE data ->> 'threadId' = $1 AND user_id = $2 AND state NOT IN ('pending', 'sending')`, [threadId, userId]);
    await academy.database.query(`DELETE FROM mail WHERE state = 'pending' AND user_id <> ALL ($1)`, [[gone.id, greek.id]]);
    // What an edition of the Academy that kept the words beside the mail has left in its queue.
    await academy.database.query(`UPDATE mail SET data = data || '{"title": "Seconnd", "words": "Am Freitag um vier.", "language": "de", "author": "Nobody", "course": "Old", "edition": "Older"}' WHERE data ->> 'threadId' = $1`, [second.id]);
    must(await talk.coordinator.api.put(`/threads/${second.id}`, { title: 'Second, corrected' }), 204);
    must(await talk.coordinator.api.patch(`/posts/${second.postId}`, { markdown: 'Am **Freitag** um sechs.' }), 204);
    await academy.database.query(`UPDATE mail SET due_at = academy_now() WHERE state = 'pending'`);
    expect(await until(() => stateOf(first.id, greek.id), 'the first to be looked at')).toEqual({ state: 'suppressed', reason: 'announcement-gone' });
    expect(await until(() => stateOf(second.id, gone.id), 'the second to be looked at')).toEqual({ state: 'suppressed', reason: 'withdrawn' });
    expect(await until(() => stateOf(second.id, greek.id), 'the second to be sent')).toMatchObject({ state: 'sent' });
    const mail = academy.mailbox.to(greek.email, 'announcement').find(({ subject }) => subject?.includes('Second'));
    expect(mail).toMatchObject({ subject: expect.stringContaining('Second, corrected'), text: expect.stringContaining('Am Freitag um sechs.') });
    expect(mail!.text).toContain(talk.coordinator.displayName);
    expect(wordsOf(mail!)).not.toMatch(/vier|Nobody|Old/);
  });

  it('votes at once, and no vote is lost or counted twice', async () => {
    const poll = { options: ['Yes', 'No', 'Perhaps'], isMultiple: false };
    const { id } = must(await talk.teachers[5]!.api.post(`/editions/${talk.editionId}/threads`, { title: 'Shall we?', kind: 'poll', language: 'en', poll }), 201).body as { id: string };
    const voters = talk.teachers.filter(({ id: userId }) => userId !== gone.id);
    await Promise.all(
      voters.map(async ({ api }, index) => {
        for (const key of [`o${(index % 3) + 1}`, `o${((index + 1) % 3) + 1}`]) must(await api.put(`/threads/${id}/vote`, { options: [key] }), 204);
        if (index % 10 === 0) must(await api.put(`/threads/${id}/vote`, { options: [] }), 204);
      }),
    );
    const counted = await academy.database.query('SELECT o.key, o.votes, (SELECT count(*)::int FROM poll_vote v WHERE v.thread_id = o.thread_id AND v.option_key = o.key) AS people FROM poll_option o WHERE o.thread_id = $1 ORDER BY 1', [id]);
    const expected = ['o1', 'o2', 'o3'].map((key, index) => ({ key, people: voters.filter((_, voter) => voter % 10 !== 0 && (voter + 1) % 3 === index).length }));
    expect(counted).toEqual(expected.map(({ key, people }) => ({ key, votes: people, people })));
    expect(await wrongCounters(academy)).toEqual([]);
  });
});
