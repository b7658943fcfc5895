import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Reply } from '../support/client';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';

type Enrolled = { id: string; state: string; position?: number };

describe('the rush for seats', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  beforeAll(async () => {
    academy = await startAcademy();
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
  });
  afterAll(() => academy.stop());

  /** Whoever is told that there is no room to answer asks again, as told. */
  const enrol = async (person: Person, editionId: string): Promise<Reply> => {
    const reply = await person.api.post(`/editions/${editionId}/enrolments`);
    return reply.status === 503 && reply.headers.has('retry-after') ? enrol(person, editionId) : reply;
  };
  const enrolAll = (people: Person[], editionId: string) => Promise.all(people.map((person) => enrol(person, editionId)));
  const waiting = (editionId: string) =>
    academy.database.query<{ id: string; number: number }>(`SELECT id, waitlist_number AS number FROM enrolment WHERE edition_id = $1 AND state = 'waitlisted' ORDER BY waitlist_number`, [editionId]);

  it('gives 20 seats to exactly 20 of 200 who ask at once, and the rest wait in order of arrival', async () => {
    const editionId = await openEdition(coordinator, courseId, academy.clock.now(), { seats: 20 });
    const people = await Promise.all(Array.from({ length: 200 }, () => academy.person()));

    const answers = await enrolAll(people, editionId);
    expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([]);
    const enrolled = answers.map(({ body }) => body as Enrolled);
    expect(enrolled.filter(({ state }) => state === 'active')).toHaveLength(20);
    const told = enrolled.filter(({ state }) => state === 'waitlisted').sort((a, b) => a.position! - b.position!);
    expect(told.map(({ position }) => position)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1));
    expect((await waiting(editionId)).map(({ id }) => id)).toEqual(told.map(({ id }) => id));

    const again = await enrolAll(people.slice(0, 40), editionId);
    expect(again.map(({ status }) => status)).toEqual(Array(40).fill(200));
    expect(again.map(({ body }) => (body as Enrolled).id)).toEqual(enrolled.slice(0, 40).map(({ id }) => id));
    expect(must(await coordinator.api.get(`/editions/${editionId}`), 200).body).toMatchObject({ seatsTaken: 20, waiting: 180 });

    const leaver = enrolled.findIndex(({ state }) => state === 'active');
    const head = told[0]!;
    const lucky = people[enrolled.findIndex(({ id }) => id === head.id)]!;
    // Whoever has a seat by the time the worker comes to it is not told any more that they wait.
    await academy.mailbox.waitFor(lucky.email, 'waitlisted');
    must(await people[leaver]!.api.delete(`/enrolments/${enrolled[leaver]!.id}`), 204);
    expect(must(await lucky.api.get('/me/enrolments'), 200).body.items[0]).toMatchObject({ id: head.id, state: 'active' });
    const mail = await academy.mailbox.waitFor(lucky.email, 'seat-freed');
    expect(mail.subject).toContain('Counting the swifts');
    expect(academy.mailbox.to(lucky.email, 'waitlisted')).toHaveLength(1);

    must(await coordinator.api.patch(`/editions/${editionId}`, { seats: 25 }), 200);
    await until(async () => (await waiting(editionId)).length === 174, 'five more to move up');
    expect((await waiting(editionId)).map(({ id }) => id)).toEqual(told.slice(6).map(({ id }) => id));
    expect((await coordinator.api.patch(`/editions/${editionId}`, { seats: 3 })).body.type).toBe('/problems/seats-are-taken');
  });

  it('never oversells while people come and go at once', async () => {
    const editionId = await openEdition(coordinator, courseId, academy.clock.now(), { seats: 5 });
    const people = await Promise.all(Array.from({ length: 30 }, () => academy.person()));
    await Promise.all(
      people.map(async (person, index) => {
        const { body } = await person.api.post(`/editions/${editionId}/enrolments`);
        if (index % 2 === 0) must(await person.api.delete(`/enrolments/${body.id}`), 204);
      }),
    );
    const states = await academy.database.query<{ state: string; people: number }>('SELECT state, count(*)::int AS people FROM enrolment WHERE edition_id = $1 GROUP BY state ORDER BY state', [editionId]);
    expect(states).toEqual([
      { state: 'active', people: 5 },
      { state: 'waitlisted', people: 10 },
      { state: 'withdrawn', people: 15 },
    ]);
    expect(must(await coordinator.api.get(`/editions/${editionId}`), 200).body.seatsTaken).toBe(5);
  });

  it('makes one enrolment of ten clicks', async () => {
    const editionId = await openEdition(coordinator, courseId, academy.clock.now());
    const person = await academy.person();
    const answers = await enrolAll(Array(10).fill(person) as Person[], editionId);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => (body as Enrolled).id)).size).toBe(1);
  });

  it('answers outside the window and in a closed edition with 409, and lets expire what is not completed', async () => {
    const now = academy.clock.now();
    const early = await openEdition(coordinator, courseId, now, { enrolFrom: new Date(now.getTime() + 3_600_000).toISOString() });
    const person = await academy.person();
    expect(await person.api.post(`/editions/${early}/enrolments`)).toMatchObject({ status: 409, body: { type: '/problems/enrolment-not-yet-open' } });

    const editionId = await openEdition(coordinator, courseId, now);
    const { id } = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body;
    must(await coordinator.api.post(`/editions/${editionId}/state`, { state: 'closed' }), 200);
    await until(async () => (await person.api.get(`/enrolments/${id}`)).body.state === 'expired', 'the enrolment to expire');
    expect((await person.api.get(`/enrolments/${id}/activities/read`)).status).toBe(200);
    expect((await person.api.post(`/enrolments/${id}/activities/talk/complete`)).body.type).toBe('/problems/edition-closed');
    expect((await (await academy.person()).api.post(`/editions/${editionId}/enrolments`)).body.type).toBe('/problems/edition-not-open');
    expect((await coordinator.api.post(`/editions/${editionId}/state`, { state: 'running' })).body.type).toBe('/problems/transition-not-allowed');
  });
});
