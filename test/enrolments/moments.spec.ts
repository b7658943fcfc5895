import { Editions } from '@academy/editions';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { HeldRows } from '../support/held.rows';
import { must, openEdition, publishCourse } from '../support/world';

const DAY = 86_400_000;
const TALK = { key: 'talk', kind: 'discussion', title: 'Compare', prompt: 'Compare with a colleague.', completion: { rule: 'marked' } };
const ONE_STEP = [{ key: 'm', title: 'Doubt', sections: [{ key: 's', title: 'Think', activities: [TALK] }] }];

/** What happens in the moment in which something else does. No worker runs here: nothing comes to anybody's help. */
describe('seats and states', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer(), undefined, ONE_STEP));
  });
  afterAll(() => academy.stop());

  const open = (change: object = {}) => openEdition(coordinator, courseId, academy.clock.now(), change);
  const inDays = (days: number) => new Date(academy.clock.now().getTime() + days * DAY).toISOString();
  const stateOf = async (table: 'edition' | 'enrolment', id: string) => (await academy.database.one<{ state: string }>(`SELECT state FROM ${table} WHERE id = $1`, [id]))!.state;
  const hold = (table: 'edition' | 'enrolment', id: string) => HeldRows.hold(academy.databaseName, `SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
  const enrol = async (editionId: string) => {
    const person = await academy.person();
    return { ...person, enrolled: must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body };
  };

  it.each([
    ['given more time', 'running', { starts_at: -30, ends_at: -1 }, { endsAt: 10 }],
    ['put off', 'open', { starts_at: -1, ends_at: 30 }, { startsAt: 5 }],
  ])('leave an edition as it is that is %s as the clock comes to it', async (_what, state, dates, later) => {
    const editionId = await open();
    await academy.database.query('UPDATE edition SET state = $2, state_since = $3, starts_at = $4, ends_at = $5 WHERE id = $1', [editionId, state, inDays(-31), inDays(dates.starts_at), inDays(dates.ends_at)]);
    const edition = await hold('edition', editionId);
    const changing = coordinator.api.patch(`/editions/${editionId}`, Object.fromEntries(Object.entries(later).map(([field, days]) => [field, inDays(days)])));
    await edition.areWanted(1);
    const advancing = academy.web.get(Editions).advance();
    await edition.areWanted(2, advancing);
    await edition.letGo();
    must(await changing, 200);
    await advancing;
    expect(await stateOf('edition', editionId)).toBe(state);
  });

  it('are moved by the clock on their days, once', async () => {
    const editionId = await open();
    const advance = () => Promise.all([1, 2, 3].map(() => academy.web.get(Editions).advance()));
    await advance();
    expect(await stateOf('edition', editionId)).toBe('running');
    await academy.database.query('UPDATE edition SET state_since = $2, ends_at = $3 WHERE id = $1', [editionId, inDays(-1), inDays(-0.5)]);
    await advance();
    const facts = await academy.database.query(`SELECT payload ->> 'to' AS to FROM fact WHERE kind = 'edition.state-changed' AND payload ->> 'editionId' = $1 ORDER BY id`, [editionId]);
    expect(facts).toEqual([{ to: 'open' }, { to: 'running' }, { to: 'closed' }]);
  });

  it('stay with whoever completes the course as she withdraws', async () => {
    const { api, enrolled } = await enrol(await open());
    const enrolment = await hold('enrolment', enrolled.id);
    const completing = api.post(`/enrolments/${enrolled.id}/activities/talk/complete`);
    await enrolment.areWanted(1);
    const withdrawing = api.delete(`/enrolments/${enrolled.id}`);
    await enrolment.areWanted(2, withdrawing);
    await enrolment.letGo();
    must(await completing, 200);
    expect(await withdrawing).toMatchObject({ status: 409, body: { type: '/problems/already-completed' } });
    expect(await stateOf('enrolment', enrolled.id)).toBe('completed');
  });

  it('give a seat that was added to whoever waits, not to whoever comes then', async () => {
    const editionId = await open({ seats: 1 });
    await enrol(editionId);
    const waiting = await enrol(editionId);
    expect(waiting.enrolled.state).toBe('waitlisted');
    must(await coordinator.api.patch(`/editions/${editionId}`, { seats: 2 }), 200);
    expect((await enrol(editionId)).enrolled).toMatchObject({ state: 'waitlisted', position: 1 });
    expect(await stateOf('enrolment', waiting.enrolled.id)).toBe('active');
    must(await coordinator.api.patch(`/editions/${editionId}`, { seats: 4 }), 200);
    expect((await enrol(editionId)).enrolled).toMatchObject({ state: 'active' });
    expect(must(await coordinator.api.get(`/editions/${editionId}`), 200).body).toMatchObject({ seatsTaken: 4, waiting: 0 });
  });
});
