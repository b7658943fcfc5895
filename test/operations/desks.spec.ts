import { randomUUID } from 'node:crypto';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Reply } from '../support/client';
import { until } from '../support/until';
import { must } from '../support/world';
import { Desk } from './desk';

describe('operations by API', () => {
  let academy: RunningAcademy;
  let administrator: Person;
  let desk: Desk;
  beforeAll(async () => {
    academy = await startAcademy();
    desk = await Desk.open(academy);
    ({ administrator } = desk);
  });
  afterAll(() => academy.stop());

  const path = (rest: string) => `/operations/${rest}`;
  const get = (rest: string, person = administrator) => person.api.get(path(rest));
  const post = (rest: string, body?: unknown, headers: Record<string, string> = {}, person = administrator) => person.api.post(path(rest), body, { headers });
  const delivered = (person: Person) => until(async () => ((await desk.mailTo(person))?.state === 'sent' ? (await desk.mailTo(person))!.id : null), 'the mail to be sent');
  const audited = async (action: string) => must(await administrator.api.get(`/audit?action=${action}`), 200).body.items as { actor: string; subject: string | null; detail: Record<string, unknown> }[];
  const problem = ({ status, body }: Reply) => [status, body?.type];

  it('is for administrators alone, and refuses what makes no sense', async () => {
    const [teacher, coordinator, id] = [await academy.person(), await academy.coordinator(), randomUUID()];
    const acts = (person: Person | null) => {
      const api = person?.api ?? academy.api;
      return [
        () => api.get(path('mail')), () => api.get(path(`mail/${id}`)), () => api.get(path('people?q=ana')), () => api.get(path(`people/${teacher.id}/mails`)), () => api.get(path('addresses')), () => api.get(path('deliveries')), () => api.post(path(`mail/${id}/retry`)), () => api.post(path('mail/retry-all'), {}), () => api.post(path('mail/see-unknown')),
        () => api.put(path('mail/pause')), () => api.delete(path('mail/pause')), () => api.put(path('mail/rate'), { perMinute: 5 }), () => api.post(path('addresses/lift'), { address: teacher.email }), () => api.post(path('deliveries/1/a/retry')), () => api.post(path('deliveries/retry-all')),
      ];
    };
    for (const act of [...acts(teacher), ...acts(coordinator)]) expect((await act()).status).toBe(403);
    for (const act of acts(null)) expect((await act()).status).toBe(401);

    for (const wrong of [{}, { perMinute: 0 }, { perMinute: 1.5 }, { perMinute: 'fast' }, { perMinute: 1_000_001 }]) expect((await administrator.api.put(path('mail/rate'), wrong)).status).toBe(422);
    for (const wrong of [{ kind: 'love-letter' }, { kind: 5 }, { all: true }, []]) expect((await post('mail/retry-all', wrong)).status).toBe(422);
    for (const wrong of ['mail?state=lost', 'people?q=a&limit=5', 'mail?kind=love-letter', 'mail?limit=0', 'mail?cursor=x', 'addresses?cursor=x', 'deliveries?cursor=x', `people/${teacher.id}/mails?cursor=x`, `people/${teacher.id}/mails?page=2`]) expect([400, 422]).toContain((await get(wrong)).status);
    for (const wrong of [`mail/${id}`, 'mail/pause', `people/${id}/mails`, 'people/nobody/mails']) expect((await get(wrong)).status).toBe(404);
    for (const wrong of [`mail/${id}/retry`, 'mail/none/retry', 'deliveries/999999999/reminders.welcome/retry', 'deliveries/x/reminders.welcome/retry']) expect((await post(wrong)).status).toBe(404);
    expect((await post('addresses/lift', { address: 'nobody@people.test' })).status).toBe(404);
    expect((await post('addresses/lift', {})).status).toBe(422);
  });

  it('stops all mail, lets it go again, and sets the rate: each said twice, done once', async () => {
    for (const _ of [1, 2]) must(await administrator.api.put(path('mail/pause')), 204);
    const teacher = await desk.enrol();
    const waiting = await until(() => desk.mailTo(teacher), 'the mail to be written');
    expect((await administrator.api.get('/operations')).body.mail).toMatchObject({ isPaused: true });
    const { items } = must(await get(`mail?state=pending&kind=enrolled`), 200).body as { items: Record<string, unknown>[] };
    expect(items).toEqual([expect.objectContaining({ id: waiting.id, address: teacher.email, subject: null, sentAt: null, attempts: 0 })]);
    for (const _ of [1, 2]) must(await administrator.api.delete(path('mail/pause')), 204);
    await delivered(teacher);
    for (const perMinute of [600, 600, null, null]) must(await administrator.api.put(path('mail/rate'), { perMinute }), 204);
    expect((await Promise.all(['mail.paused', 'mail.resumed', 'mail.rate-changed'].map(audited))).map((facts) => facts.map(({ actor }) => actor))).toEqual([[administrator.id], [administrator.id], [administrator.id, administrator.id]]);
  });

  it('sends again what failed: one, those of a kind, and never one that is on its way', async () => {
    const teachers = [await desk.enrol(), await desk.enrol(), await desk.enrol()] as const;
    const [one, two, three] = await Promise.all(teachers.map(delivered)) as [string, string, string];
    const fail = (state: string, ...ids: string[]) => academy.database.query(`UPDATE mail SET state = $1, reason = '550 no such user' WHERE id = ANY($2)`, [state, ids]);
    await fail('failed', one, two);
    await fail('unknown', three);
    const first = must(await get('mail?limit=1'), 200).body as { items: { id: string }[]; nextCursor: string };
    const rest = must(await get(`mail?limit=1&cursor=${first.nextCursor}`), 200).body as { items: { id: string }[]; nextCursor: null };
    expect([rest.nextCursor, [...first.items, ...rest.items].map(({ id }) => id).sort()]).toEqual([null, [one, two].sort()]);

    const letter = must(await get(`mail/${one}`), 200).body;
    expect(letter).toMatchObject({ id: one, state: 'failed', reason: '550 no such user', address: teachers[0].email, says: { subject: letter.subject, text: expect.stringContaining(teachers[0].displayName) } });
    expect(must(await get(`people?q=${encodeURIComponent(teachers[0].email)}`), 200).body.items).toEqual([{ id: teachers[0].id, displayName: teachers[0].displayName, email: teachers[0].email, country: 'PT' }]);
    must(await academy.api.post('/accounts/password-reset', { email: teachers[0].email }), 202);
    const reset = await until(() => academy.database.one<{ id: string }>(`SELECT id FROM mail WHERE user_id = $1 AND kind = 'reset-password'`, [teachers[0].id]), 'the mail with a key');
    expect(must(await get(`mail/${reset.id}`), 200).body).toMatchObject({ kind: 'reset-password', says: null });
    await academy.database.query(`INSERT INTO mail_host (host, failures, said, until) VALUES ('mx.example', 3, '421 too busy', clock_timestamp() + interval '1 minute')`);
    expect((await administrator.api.get('/operations')).body.mail.serversAway).toEqual([{ host: 'mx.example', failures: 3, said: '421 too busy', since: expect.stringMatching(/Z$/), until: expect.stringMatching(/Z$/) }]);
    await academy.database.query('DELETE FROM mail_host');

    const again = { 'idempotency-key': randomUUID() };
    expect([problem(await post(`mail/${one}/retry`, undefined, again)), problem(await post(`mail/${one}/retry`, undefined, again))]).toEqual([[204, undefined], [204, undefined]]);
    await until(() => academy.mailbox.to(teachers[0].email, 'enrolled').length === 2, 'the first mail again');
    await delivered(teachers[0]);
    expect(problem(await post(`mail/${one}/retry`))).toEqual([409, '/problems/mail-not-to-retry']);
    expect(must(await post('mail/retry-all', { kind: 'waitlisted' }), 200).body).toEqual({ count: 0 });
    expect(must(await post('mail/retry-all', { kind: 'enrolled' }), 200).body).toEqual({ count: 1 });
    expect(must(await post('mail/retry-all', {}), 200).body).toEqual({ count: 0 });
    await until(() => academy.mailbox.to(teachers[1].email, 'enrolled').length === 2, 'the second mail again');
    expect((await desk.mailTo(teachers[2]))!.state).toBe('unknown');
    const unknown = async () => [must(await administrator.api.get('/operations'), 200).body.mail.unseenUnknown, must(await get('mail?state=unknown'), 200).body.items.map(({ id, seenAt }: { id: string; seenAt: string | null }) => [id, seenAt !== null])];
    expect(await unknown()).toEqual([1, [[three, false]]]);
    expect([must(await post('mail/see-unknown'), 200).body, must(await post('mail/see-unknown'), 200).body]).toEqual([{ count: 1 }, { count: 0 }]);
    expect(await unknown()).toEqual([0, [[three, true]]]);
    expect((await audited('mail.seen-unknown')).map(({ actor, detail }) => [actor, detail])).toEqual([[administrator.id, { count: 1 }]]);
    must(await post(`mail/${three}/retry`), 204);
    await delivered(teachers[2]);
    await fail('unknown', three);
    // What went again and is unknown anew calls anew.
    expect(await unknown()).toEqual([1, [[three, false]]]);

    expect((await audited('mail.retried')).map(({ subject, detail }) => [subject, detail])).toEqual([[teachers[2].id, { mailId: three, state: 'unknown' }], [teachers[0].id, { mailId: one, state: 'failed' }]]);
    expect((await audited('mail.retried-all')).map(({ actor, detail }) => [actor, detail])).toEqual([[administrator.id, { count: 1 }]]);
  });

  it('reads what somebody was sent, by the subjects it went out with', async () => {
    const teacher = await desk.enrol();
    await delivered(teacher);
    const { subject } = academy.mailbox.to(teacher.email, 'enrolled')[0]!;
    const { items, nextCursor } = must(await get(`people/${teacher.id}/mails`), 200).body as { items: Record<string, unknown>[]; nextCursor: null };
    expect([nextCursor, items]).toEqual([null, [expect.objectContaining({ kind: 'enrolled', subject, state: 'sent', userId: teacher.id, address: teacher.email, attempts: 1 })]]);
    expect(items[0]).not.toHaveProperty('data');
  });

  it('lists blocked addresses and lifts one, which the audit log tells of its person and not of the address', async () => {
    const teacher = await academy.person({ displayName: 'Bounced Bo' });
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, said, since) VALUES ($1, 'bounced', '550 5.1.1 gone', academy_now())`, [teacher.email]);
    expect(must(await get('addresses'), 200).body.items).toEqual([{ address: teacher.email, reason: 'bounced', said: '550 5.1.1 gone', since: expect.stringMatching(/Z$/), userId: teacher.id, displayName: 'Bounced Bo' }]);
    must(await post('addresses/lift', { address: teacher.email.toUpperCase() }), 204);
    expect((await post('addresses/lift', { address: teacher.email })).status).toBe(404);
    expect(must(await get('addresses'), 200).body.items).toEqual([]);
    expect((await audited('address.cleared')).map(({ actor, subject, detail }) => [actor, subject, detail])).toEqual([[administrator.id, teacher.id, { userId: teacher.id }]]);
  });

  it('lists reactions that were given up, and has them tried again', async () => {
    const teachers = [await desk.enrol(), await desk.enrol()];
    await Promise.all(teachers.map(delivered));
    await desk.haveWelcomed(teachers);
    const given = await academy.database.query<{ factId: string }>(
      `UPDATE fact_delivery d SET done_at = NULL, failed_at = academy_now(), error = 'no such table', attempts = 9 FROM fact f WHERE f.id = d.fact_id AND d.listener = 'reminders.welcome' AND f.person_id = ANY($1::uuid[]) RETURNING d.fact_id::text AS "factId"`,
      [teachers.map(({ id }) => id)],
    );
    const listed = must(await get('deliveries'), 200).body.items as Record<string, unknown>[];
    expect(listed.map(({ factId }) => factId).sort()).toEqual(given.map(({ factId }) => factId).sort());
    expect(listed[0]).toMatchObject({ fact: 'enrolment.activated', listener: 'reminders.welcome', state: 'given-up', attempts: 9, error: 'no such table' });
    const isDone = (factId: string) => until(() => academy.database.one(`SELECT FROM fact_delivery WHERE fact_id = $1 AND listener = 'reminders.welcome' AND done_at IS NOT NULL`, [factId]), 'the reaction to be done');
    must(await post(`deliveries/${given[0]!.factId}/reminders.welcome/retry`), 204);
    await isDone(given[0]!.factId);
    expect((await post(`deliveries/${given[0]!.factId}/reminders.welcome/retry`)).status).toBe(404);
    expect(must(await post('deliveries/retry-all'), 200).body).toEqual({ count: 1 });
    await isDone(given[1]!.factId);
    expect(must(await post('deliveries/retry-all'), 200).body).toEqual({ count: 0 });
    expect((await audited('deliveries.tried-again')).map(({ detail }) => detail['many'])).toEqual([1, 1]);
    for (const teacher of teachers) expect(academy.mailbox.to(teacher.email, 'enrolled')).toHaveLength(1);
  });
});
