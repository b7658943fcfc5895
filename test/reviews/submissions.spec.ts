import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk } from './support';

const DAY = 86_400_000;
const FORM = { fields: [{ key: 'aim', title: 'The aim', required: true }, { key: 'steps', title: 'The steps', required: true }, { key: 'notes', title: 'Notes', required: false }] };
const WORK = { markdown: '# Swifts\n\nWe count swifts.', language: 'en' };
const etag = (revision: number) => ({ headers: { 'if-match': `"r${revision}"` } });

describe('A work for review', () => {
  let academy: RunningAcademy;
  let staff: Person;
  let courseId: string;
  let editionId: string;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    staff = await academy.designer();
    ({ courseId } = await courseWith(staff, [
      assignment('plain'),
      assignment('form', { form: FORM }),
      assignment('twice', { rounds: 2 }),
      assignment('group', { groupWork: true }),
      assignment('bare', { attachments: false }),
      assignment('slow', { correctionMinutes: 30 }),
      assignment('seen', { examples: [{ key: 'e1', title: 'One', markdown: 'An example', scores: { aims: 'l3', pupils: 'l2' }, comments: { aims: 'SECRETREASON', pupils: 'SECRETREASON' } }] }),
    ]));
    editionId = await edition();
  });
  afterAll(() => academy.stop());

  async function edition(deadlines: object = {}, change: object = {}): Promise<string> {
    const now = academy.clock.now().getTime();
    const at = (days: number) => new Date(now + days * DAY).toISOString();
    const dates = { enrolFrom: at(-10), enrolUntil: at(30), startsAt: at(-2), endsAt: at(60) };
    const made = must(await staff.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...dates, deadlines, ...change }), 201).body;
    must(await staff.api.post(`/editions/${made.id}/state`, { state: 'open' }), 200);
    return made.id;
  }
  async function desk(key: string, where = editionId, wanted: object = {}): Promise<Desk> {
    const person = await academy.person(wanted);
    const enrolled = must(await person.api.post(`/editions/${where}/enrolments`), 201).body;
    return new Desk(person, enrolled.id, key);
  }
  const stored = (id: string) => academy.database.one<Record<string, any>>('SELECT * FROM submission WHERE id = $1', [id]);

  it('is a draft with a revision that every change has to name', async () => {
    const { person, path } = await desk('plain');
    expect((await person.api.get(`${path}/submission`)).status).toBe(404);
    const made = must(await person.api.put(`${path}/submission`, WORK), 201);
    expect(made.headers.get('etag')).toBe('"r1"');
    expect(made.body).toMatchObject({ state: 'draft', round: 1, revision: 1, markdown: WORK.markdown, reviewsToGive: 3, reviewsGiven: 0, reviewsReceived: 0, submittedAt: null });
    expect((await person.api.put(`${path}/submission`, WORK)).status).toBe(428);
    const changed = must(await person.api.put(`${path}/submission`, { ...WORK, markdown: 'Other' }, { headers: { 'if-match': 'W/"r1"' } }), 200);
    expect(changed.headers.get('etag')).toBe('"r2"');
    const stale = await person.api.put(`${path}/submission`, WORK, etag(1));
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ revision: 2, markdown: 'Other' });
    expect((await person.api.get(`${path}/submission`)).body.markdown).toBe('Other');
  });

  it.each([
    [{ ...WORK, state: 'graded' }, '/state'],
    [{ ...WORK, fields: { unknown: 'x' } }, '/fields/unknown'],
    [{ ...WORK, links: ['javascript:alert(1)'] }, '/links/0'],
    [{ ...WORK, links: [{ url: 'data:text/html,x', title: '' }] }, '/links/0'],
    [{ ...WORK, attachments: ['00000000-0000-4000-8000-000000000000'] }, '/attachments/0'],
    [{ markdown: 'x' }, '/language'],
    [{ ...WORK, language: 'not a language' }, '/language'],
    [{ ...WORK, markdown: 'x'.repeat(200_001) }, '/markdown'],
  ])('refuses what does not fit: case %#', async (input, pointer) => {
    const { person, path } = await desk('plain');
    const refused = await person.api.put(`${path}/submission`, input);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toMatch(new RegExp(`^${pointer}`));
    expect((await person.api.get(`${path}/submission`)).status).toBe(404);
  });

  it('with a text that no database holds is refused', async () => {
    const { person, path } = await desk('plain');
    expect((await person.api.put(`${path}/submission`, { ...WORK, markdown: 'a\u0000b' })).status).toBe(422);
  });

  it('is handed in once its form is filled, and names what is missing', async () => {
    const author = await desk('form');
    await author.write({ fields: { aim: 'To count', steps: '  ' } });
    const refused = await author.person.api.post(`${author.path}/submission/submit`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/fields/steps']);
    await author.write({ fields: { aim: 'To count', steps: 'One by one' } });
    expect(await author.submit()).toMatchObject({ state: 'submitted', late: false, reviewsToGive: 3, mayWithdraw: true });
    const row = await stored((await author.work()).id);
    expect(row).toMatchObject({ wanted: 3, author_ids: [author.person.id], finished: 0, lent: 0, phase: 'regular' });
    expect((await author.person.api.post(`${author.path}/submission/submit`)).body.type).toBe('/problems/already-submitted');
    expect((await author.person.api.put(`${author.path}/submission`, WORK, etag(3))).body.type).toBe('/problems/already-submitted');
    const evidence = await academy.database.query(`SELECT evidence FROM progress WHERE enrolment_id = $1 AND evidence = 'submitted'`, [author.enrolmentId]);
    expect(evidence).toHaveLength(1);
  });

  it('is not handed in empty', async () => {
    const author = await desk('plain');
    await author.write({ markdown: ' \n ' });
    const refused = await author.person.api.post(`${author.path}/submission/submit`);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/markdown']);
  });

  it('has one winner however many send at once', async () => {
    const { person, path } = await desk('plain');
    const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, work));
    const made = await many(() => person.api.put(`${path}/submission`, WORK));
    expect(made.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(428)]);
    const saved = await many(() => person.api.put(`${path}/submission`, WORK, etag(1)));
    expect(saved.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(412)]);
    const submitted = await many(() => person.api.post(`${path}/submission/submit`));
    expect(submitted.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
    const withdrawn = await many(() => person.api.post(`${path}/submission/withdraw`));
    expect(withdrawn.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
    const facts = await academy.database.query(`SELECT kind FROM fact WHERE payload ->> 'submissionId' = $1 ORDER BY id`, [made.find(({ status }) => status === 201)!.body.id]);
    expect(facts).toEqual([{ kind: 'submission.submitted' }, { kind: 'submission.taken-back' }]);
  });

  it('mixed at once: writing, handing in and taking back never fail on our side', async () => {
    const author = await desk('plain');
    await author.write(WORK);
    const path = `${author.path}/submission`;
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, index) => [() => author.person.api.put(path, WORK, etag(1 + (index % 4))), () => author.person.api.post(`${path}/submit`), () => author.person.api.post(`${path}/withdraw`)][index % 3]!()),
    );
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(['draft', 'submitted', 'withdrawn']).toContain((await author.work()).state);
  });

  it('is taken back until somebody opens it, whose loan then ends, and can be handed in again', async () => {
    const author = await desk('slow');
    const reviewer = await desk('slow');
    await author.write(WORK);
    await author.submit();
    expect((await author.withdraw()).state).toBe('withdrawn');
    expect((await author.person.api.post(`${author.path}/submission/withdraw`)).body.type).toBe('/problems/not-submitted');
    expect((await author.write({ ...WORK, markdown: 'Better' })).state).toBe('draft');
    const { id } = await author.submit();
    await academy.database.query(`UPDATE submission SET opened_at = academy_now(), lent = 1, state = 'in-review' WHERE id = $1`, [id]);
    const claim = await academy.database.one<{ id: string }>(
      `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, expires_at) VALUES ($1, $2, 'slow', 1, $3, $4, academy_now() + interval '2 days') RETURNING id`,
      [id, editionId, reviewer.person.id, reviewer.enrolmentId],
    );
    // Within the minutes for corrections it goes back although it was opened.
    expect((await author.withdraw()).state).toBe('withdrawn');
    expect(await stored(id)).toMatchObject({ lent: 0, state: 'withdrawn' });
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
    const late = await desk('plain', await edition({ plain: { submitBy: hours(-1), graceHours: 2, reviewBy: hours(24) } }));
    await late.write(WORK);
    expect(await late.submit()).toMatchObject({ state: 'submitted', late: true });
    const { review_by: reviewBy } = (await stored((await late.work()).id))!;
    expect(Math.abs(reviewBy.getTime() - now - 7 * DAY)).toBeLessThan(600_000);

    const tooLate = await desk('plain', await edition({ plain: { submitBy: hours(-3), graceHours: 2 } }));
    await tooLate.write(WORK);
    const refused = await tooLate.person.api.post(`${tooLate.path}/submission/submit`);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/submissions-closed']);
    expect((await tooLate.work()).state).toBe('draft');

    const inTime = await desk('plain', await edition({ plain: { submitBy: hours(1), reviewBy: hours(24) } }));
    await inTime.write(WORK);
    expect(await inTime.submit()).toMatchObject({ late: false, reviewBy: hours(24) });
  });

  it('is for who takes part, while the module is open and the edition runs', async () => {
    const stranger = await academy.person();
    const author = await desk('plain');
    await author.write(WORK);
    expect((await stranger.api.get(`${author.path}/submission`)).status).toBe(404);
    expect((await stranger.api.put(`${author.path}/submission`, WORK)).status).toBe(404);
    expect((await staff.api.get(`${author.path}/submission`)).status).toBe(404);
    must(await author.person.api.delete(`/enrolments/${author.enrolmentId}`), 204);
    expect((await author.person.api.put(`${author.path}/submission`, WORK, etag(1))).status).toBe(403);
    expect((await author.person.api.post(`${author.path}/submission/submit`)).status).toBe(403);

    const later = await desk('plain', await edition({}, { release: { mode: 'dates', dates: { m1: new Date(academy.clock.now().getTime() + DAY).toISOString() } } }));
    expect((await later.person.api.put(`${later.path}/submission`, WORK)).body.type).toBe('/problems/module-not-open');
    const over = await edition();
    const closed = await desk('plain', over);
    await closed.write(WORK);
    must(await staff.api.post(`/editions/${over}/state`, { state: 'closed' }), 200);
    expect((await closed.person.api.post(`${closed.path}/submission/submit`)).body.type).toBe('/problems/edition-closed');
    const page = await desk('read');
    expect((await page.person.api.put(`${page.path}/submission`, WORK)).status).toBe(404);
  });

  it('of a study group is one work of all its members', async () => {
    const [ana, ben, cem] = await Promise.all([desk('group', editionId, { displayName: 'Ana' }), desk('group', editionId, { displayName: 'Ben' }), desk('group', editionId, { displayName: 'Cem' })]);
    const group = (await academy.database.one<{ id: string }>(`INSERT INTO study_group (edition_id, name, join_code) VALUES ($1, 'Four', gen_random_uuid()::text) RETURNING id`, [editionId]))!;
    const join = (member: Desk) => academy.database.query('INSERT INTO study_group_member (enrolment_id, group_id) VALUES ($1, $2)', [member.enrolmentId, group.id]);
    await join(ana);
    await join(ben);
    const begun = await Promise.all([ana, ben].map(({ person, path }) => person.api.put(`${path}/submission`, WORK)));
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 428]);
    const { id } = await ana.work();
    expect(await ben.work()).toMatchObject({ id, authors: expect.arrayContaining(['Ana', 'Ben']) });
    await join(cem);
    expect(await cem.work()).toMatchObject({ id });
    await ben.write({ ...WORK, markdown: 'By Ben' });
    expect((await ana.work()).markdown).toBe('By Ben');
    expect(await cem.submit()).toMatchObject({ id, state: 'submitted' });
    expect((await stored(id))!['author_ids'].sort()).toEqual([ana, ben, cem].map(({ person }) => person.id).sort());
    const duties = await academy.database.query('SELECT user_id FROM review_duty WHERE edition_id = $1 AND activity_key = $2', [editionId, 'group']);
    expect(duties).toHaveLength(3);
    const counted = await academy.database.query(`SELECT 1 FROM progress WHERE evidence = 'submitted' AND enrolment_id = ANY ($1)`, [[ana, ben, cem].map(({ enrolmentId }) => enrolmentId)]);
    expect(counted).toHaveLength(3);
    expect((await ben.person.api.post(`${ben.path}/submission/submit`)).status).toBe(409);
    const late = await desk('group');
    await join(late);
    expect((await late.person.api.get(`${late.path}/submission`)).status).toBe(404);
  });

  const grade = (id: string) =>
    academy.database.query(
      `WITH g AS (INSERT INTO grade (submission_id, source, points, max_points, is_passed, rule_version, released_at) VALUES ($1, 'reviews', 4, 6, true, 1, academy_now()))
       UPDATE submission SET state = 'graded' WHERE id = $1`,
      [id],
    );

  it('has a second draft of its own once the first is graded', async () => {
    const author = await desk('twice');
    const begin = () => author.person.api.post(`${author.path}/submission/second-draft`);
    expect((await begin()).status).toBe(404);
    await author.write(WORK);
    const first = await author.submit();
    expect((await begin()).body.type).toBe('/problems/not-yet-graded');
    await grade(first.id);
    expect(await author.work()).toMatchObject({ graded: true, maySecondDraft: true, grade: { points: 4, passed: true } });
    const all = await Promise.all(Array.from({ length: 10 }, begin));
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await author.work()).toMatchObject({ round: 2, state: 'draft', revision: 1, markdown: WORK.markdown, graded: false });
    await author.write({ ...WORK, markdown: 'Second' });
    expect(await author.submit()).toMatchObject({ round: 2, state: 'submitted' });
    expect(await stored(first.id)).toMatchObject({ state: 'graded', round: 1 });
    const once = await desk('plain');
    await once.write(WORK);
    await grade((await once.submit()).id);
    expect((await once.person.api.post(`${once.path}/submission/second-draft`)).body.type).toBe('/problems/no-second-draft');
  });

  it('that staff gave back is written and handed in again past the deadline', async () => {
    const hour = 3_600_000;
    const where = await edition({ plain: { submitBy: new Date(academy.clock.now().getTime() + hour).toISOString() } });
    const author = await desk('plain', where);
    await author.write(WORK);
    const { id } = await author.submit();
    await academy.database.query(`UPDATE submission SET state = 'returned' WHERE id = $1`, [id]);
    await academy.database.query(`UPDATE edition SET deadlines = jsonb_set(deadlines, '{plain,submitBy}', to_jsonb('2020-01-01T00:00:00.000Z'::text)) WHERE id = $1`, [where]);
    expect((await author.write({ ...WORK, markdown: 'Anew' })).state).toBe('returned');
    expect(await author.submit()).toMatchObject({ state: 'submitted', late: false, markdown: 'Anew' });
  });

  it('is published under a licence by its author once it is graded, and withdrawn', async () => {
    const author = await desk('plain', editionId, { displayName: 'Pia Public' });
    await author.write(WORK);
    const { id } = await author.submit();
    const publication = `/submissions/${id}/publication`;
    const listed = async () => (await academy.api.get('~/scenarios')).body as string;
    expect((await author.person.api.post(publication, {})).body.type).toBe('/problems/not-yet-graded');
    await grade(id);
    expect((await staff.api.post(publication, {})).status).toBe(404);
    expect((await author.person.api.post(publication, { licence: 'WTFPL' })).status).toBe(422);
    expect(await listed()).not.toContain(`/scenarios/${id}`);
    must(await author.person.api.post(publication, {}), 204);
    expect(await listed()).toContain(`/scenarios/${id}`);
    const bare = (await academy.api.get(`~/scenarios/${id}`)).body as string;
    expect(bare).toContain('We count swifts.');
    expect(bare).toContain('CC BY 4.0');
    expect(bare).not.toContain('Pia Public');
    must(await author.person.api.post(publication, { licence: 'CC-BY-SA-4.0', named: true }), 204);
    expect((await academy.api.get(`~/scenarios/${id}`)).body).toContain('Pia Public');
    await academy.database.query('UPDATE submission SET is_held = true WHERE id = $1', [id]);
    expect((await academy.api.get(`~/scenarios/${id}`)).status).toBe(404);
    await academy.database.query('UPDATE submission SET is_held = false WHERE id = $1', [id]);
    must(await author.person.api.delete(publication), 204);
    must(await author.person.api.delete(publication), 204);
    expect((await academy.api.get(`~/scenarios/${id}`)).status).toBe(404);
    expect(await academy.database.query(`SELECT kind FROM fact WHERE kind LIKE 'submission.%published' AND payload ->> 'submissionId' = $1 ORDER BY id`, [id])).toEqual([{ kind: 'submission.published' }, { kind: 'submission.unpublished' }]);
  });

  it('comes without what staff gave to the examples', async () => {
    const learner = await desk('seen');
    const activity = must(await learner.person.api.get(learner.path), 200).body;
    expect(activity.examples).toEqual([{ key: 'e1', title: 'One' }]);
    expect(JSON.stringify(activity)).not.toContain('SECRETREASON');
    const reviewer = await academy.person({ roles: [{ role: 'reviewer', scope: 'course', id: courseId }] });
    const draft = must(await reviewer.api.get(`/courses/${courseId}/draft`), 200);
    expect(JSON.stringify(draft.body)).toContain('An example');
    expect(JSON.stringify(draft.body)).not.toContain('SECRETREASON');
    expect(JSON.stringify((await staff.api.get(`/courses/${courseId}/draft`)).body)).toContain('SECRETREASON');
  });
});
