import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { etag, WORK, WritingWorld } from './writing.world';

const DAY = 86_400_000;

describe('A work for review, in time', () => {
  let academy: RunningAcademy;
  let world: WritingWorld;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await WritingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  it('is taken back until somebody opens it, whose loan then ends, and can be handed in again', async () => {
    const author = await world.desk('slow');
    const reviewer = await world.desk('slow');
    await author.write(WORK);
    await author.submit();
    expect((await author.withdraw()).state).toBe('withdrawn');
    expect((await author.person.api.post(`${author.path}/submission/withdraw`)).body.type).toBe('/problems/not-submitted');
    expect((await author.write({ ...WORK, markdown: 'Better' })).state).toBe('draft');
    const { id } = await author.submit();
    await academy.database.query(`UPDATE submission SET opened_at = academy_now(), lent = 1, state = 'in-review' WHERE id = $1`, [id]);
    const claim = await academy.database.one<{ id: string }>(
      `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, expires_at) VALUES ($1, $2, 'slow', 1, $3, $4, academy_now() + interval '2 days') RETURNING id`,
      [id, world.editionId, reviewer.person.id, reviewer.enrolmentId],
    );
    // Within the minutes for corrections it goes back although it was opened.
    expect((await author.withdraw()).state).toBe('withdrawn');
    expect(await world.stored(id)).toMatchObject({ lent: 0, state: 'withdrawn' });
    expect(await academy.database.one('SELECT state FROM review WHERE id = $1', [claim!.id])).toEqual({ state: 'released' });
    expect(await academy.database.one('SELECT to_give FROM review_duty WHERE enrolment_id = $1', [author.enrolmentId])).toEqual({ to_give: 0 });
    await author.write(WORK);
    await author.submit();
    await academy.database.query(`UPDATE submission SET opened_at = academy_now(), submitted_at = submitted_at - interval '31 minutes' WHERE id = $1`, [id]);
    expect((await author.person.api.post(`${author.path}/submission/withdraw`)).body.type).toBe('/problems/already-opened');
    await academy.database.query('UPDATE submission SET opened_at = NULL, finished = 1 WHERE id = $1', [id]);
    expect((await author.person.api.post(`${author.path}/submission/withdraw`)).body.type).toBe('/problems/already-reviewed');
    expect(await academy.database.one('SELECT to_give FROM review_duty WHERE enrolment_id = $1', [author.enrolmentId])).toEqual({ to_give: 3 });
  });

  it('comes late within the grace, with a week for its reviews, and not after it; a draft is kept all the same', async () => {
    const now = academy.clock.now().getTime();
    const hours = (number: number) => new Date(now + number * 3_600_000).toISOString();
    const late = await world.desk('plain', await world.edition({ plain: { submitBy: hours(-1), graceHours: 2, reviewBy: hours(24) } }));
    await late.write(WORK);
    expect(await late.submit()).toMatchObject({ state: 'submitted', late: true });
    const { review_by: reviewBy } = await world.stored((await late.work()).id);
    expect(Math.abs(reviewBy.getTime() - now - 7 * DAY)).toBeLessThan(600_000);

    const tooLate = await world.desk('plain', await world.edition({ plain: { submitBy: hours(-3), graceHours: 2 } }));
    await tooLate.write(WORK);
    const refused = await tooLate.person.api.post(`${tooLate.path}/submission/submit`);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/submissions-closed']);
    expect((await tooLate.work()).state).toBe('draft');

    const inTime = await world.desk('plain', await world.edition({ plain: { submitBy: hours(1), reviewBy: hours(24) } }));
    await inTime.write(WORK);
    expect(await inTime.submit()).toMatchObject({ late: false, reviewBy: hours(24) });
  });

  it('is for who takes part, while the module is open and the edition runs', async () => {
    const stranger = await academy.person();
    const author = await world.desk('plain');
    await author.write(WORK);
    expect((await stranger.api.get(`${author.path}/submission`)).status).toBe(404);
    expect((await stranger.api.put(`${author.path}/submission`, WORK)).status).toBe(404);
    expect((await world.staff.api.get(`${author.path}/submission`)).status).toBe(404);
    must(await author.person.api.delete(`/enrolments/${author.enrolmentId}`), 204);
    expect((await author.person.api.put(`${author.path}/submission`, WORK, etag(1))).status).toBe(403);
    expect((await author.person.api.post(`${author.path}/submission/submit`)).status).toBe(403);

    const later = await world.desk('plain', await world.edition({}, { release: { mode: 'dates', dates: { m1: new Date(academy.clock.now().getTime() + DAY).toISOString() } } }));
    expect((await later.person.api.put(`${later.path}/submission`, WORK)).body.type).toBe('/problems/module-not-open');
    const over = await world.edition();
    const closed = await world.desk('plain', over);
    await closed.write(WORK);
    must(await world.staff.api.post(`/editions/${over}/state`, { state: 'closed' }), 200);
    expect((await closed.person.api.post(`${closed.path}/submission/submit`)).body.type).toBe('/problems/edition-closed');
    const page = await world.desk('read');
    expect((await page.person.api.put(`${page.path}/submission`, WORK)).status).toBe(404);
  });

  it('that staff gave back is written and handed in again past the deadline', async () => {
    const hour = 3_600_000;
    const where = await world.edition({ plain: { submitBy: new Date(academy.clock.now().getTime() + hour).toISOString() } });
    const author = await world.desk('plain', where);
    await author.write(WORK);
    const { id } = await author.submit();
    await academy.database.query(`UPDATE submission SET state = 'returned' WHERE id = $1`, [id]);
    await academy.database.query(`UPDATE edition SET deadlines = jsonb_set(deadlines, '{plain,submitBy}', to_jsonb('2020-01-01T00:00:00.000Z'::text)) WHERE id = $1`, [where]);
    expect((await author.write({ ...WORK, markdown: 'Anew' })).state).toBe('returned');
    expect(await author.submit()).toMatchObject({ state: 'submitted', late: false, markdown: 'Anew' });
  });
});
