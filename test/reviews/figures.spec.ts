import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { type Enrolled, Stage } from './stage';

const DAY = 86_400_000;

describe('what peer review tells of itself elsewhere', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  const inDays = (days: number) => new Date(academy.clock.now().getTime() + days * DAY).toISOString();
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await Stage.build(academy, { edition: { deadlines: { plan: { submitBy: inDays(5), reviewBy: inDays(9) } } } });
  });
  afterAll(() => academy.stop());

  const missing = async ({ api, enrolmentId }: Enrolled): Promise<{ text: string; dueAt: string | null }> => {
    const { body } = must(await api.get(`/enrolments/${enrolmentId}`), 200);
    const plan = body.modules[0].sections[0].activities.find(({ key }: Json) => key === 'plan');
    return { text: body.missing.map(({ text }: Json) => text).join(' | '), dueAt: plan.dueAt };
  };

  it('is what is missing, step by step, with the date of the next', async () => {
    const ana = await stage.enrolled();
    const { submitBy, reviewBy } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}`), 200).body.deadlines.plan;
    expect(await missing(ana)).toEqual({ text: 'Hand in your work for “Your plan” and review colleagues.', dueAt: submitBy });

    const work = await stage.work(ana, { state: 'draft' });
    expect(await missing(ana)).toEqual({ text: 'Hand in your work for “Your plan”.', dueAt: submitBy });

    const own = new Date(Date.parse(reviewBy) + 2 * DAY);
    await stage.duty(ana, { given: 1, owed_by: own });
    await stage.set('submission', work, { state: 'in-review', submitted_at: academy.clock.now(), finished: 1 });
    expect(await missing(ana)).toEqual({
      text: '“Your plan”: give 2 more reviews. “Your plan”: your work is being reviewed, 1 of 3 reviews are there.',
      dueAt: own.toISOString(),
    });

    await academy.database.query('UPDATE review_duty SET given = 2, waived = 1 WHERE enrolment_id = $1', [ana.enrolmentId]);
    await stage.set('submission', work, { phase: 'moderators', moderate_by: new Date('2027-05-03T10:00:00Z') });
    expect(await missing(ana)).toEqual({ text: '“Your plan”: a moderator decides about your work by 3 May 2027.', dueAt: null });

    await stage.set('submission', work, { state: 'graded', phase: 'regular' });
    const grade = await stage.grade(work, { is_passed: false, released_at: null });
    expect((await missing(ana)).text).toBe('“Your plan”: your grade has not been released yet.');
    await stage.set('grade', grade, { released_at: academy.clock.now() });
    expect((await missing(ana)).text).toBe('“Your plan” is not passed yet. Its page says what you can do.');
  });

  it('is on the page too, each step a line, in few statements and in German', async () => {
    const rui = await stage.enrolled({ locale: 'de' });
    await stage.work(rui);
    await stage.duty(rui, { given: 2, owed_by: new Date(inDays(9)) });
    const page = new Visitor(academy.config.publicUrl, 'de');
    await page.signIn(rui.email, PASSWORD);
    let html = '';
    expect(await statements(academy, async () => ({ html } = await page.get(`/learning/${rui.enrolmentId}`)))).toBeLessThanOrEqual(8);
    const lines = [...html.matchAll(/<li>(?:(?!<\/li>)[^])*?activities\/plan">([^<]*)<\/a><\/span><\/li>/g)].map(([, text]) => text);
    expect(lines).toEqual(['„Your plan“: Geben Sie noch 1 Begutachtung.', '„Your plan“: Ihre Arbeit wird begutachtet, 0 von 3 Begutachtungen liegen vor.']);
  });

  it('is one date in “my learning”: for handing in, then for reviewing', async () => {
    const [ana, rui] = [await stage.enrolled(), await stage.enrolled()];
    await academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) VALUES ($1, $2, 'plan', 'submitted')`, [rui.enrolmentId, stage.editionId]);
    const next = async ({ api }: Enrolled) => must(await api.get('/me/enrolments'), 200).body.items[0].nextDeadline.at as string;
    const { submitBy, reviewBy } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}`), 200).body.deadlines.plan;
    expect([await next(ana), await next(rui)]).toEqual([submitBy, reviewBy]);
  });

  it('is counted in the report: works, reviews, who passed, and who marked an assignment by hand', async () => {
    const edition = await Stage.build(academy);
    const [ana, bo, cleo, dan, eva] = await Promise.all(Array.from({ length: 5 }, (_, index) => edition.enrolled({ displayName: `P${index}` })));
    const works = [await edition.work(ana!, { state: 'graded' }), await edition.work(bo!), await edition.work(cleo!, { state: 'draft' })];
    await edition.review(works[0]!, bo!, { state: 'done' });
    await edition.review(works[0]!, cleo!, { state: 'done' });
    await edition.review(works[1]!, ana!);
    await edition.review(works[1]!, cleo!, { state: 'removed' });
    await edition.grade(works[0]!);
    await edition.grade(works[1]!, { released_at: null });
    await academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) VALUES ($1, $2, 'plan', 'marked'), ($1, $2, 'extra', 'marked')`, [dan!.enrolmentId, edition.editionId]);

    const report = must(await edition.coordinator.api.get(`/editions/${edition.editionId}/report`), 200).body;
    expect(report).toMatchObject({ enrolled: 5, submitted: 3, reviewsGiven: 2, reviewsWanted: 6, passed: 2 });
    const csv = must(await edition.coordinator.api.get(`/editions/${edition.editionId}/report.csv`), 200).body as string;
    const [head, ...lines] = csv.trim().split('\n').map((line) => line.replace(/\r|^\uFEFF/g, '').split(','));
    const column = (name: string) => head!.indexOf(name);
    expect(head).not.toContain('enrolmentId');
    const figures = Object.fromEntries(lines.map((cells) => [cells[column('displayName')], ['submitted', 'reviewsGiven', 'passed'].map((name) => Number(cells[column(name)]))]));
    expect(figures).toEqual({ P0: [1, 0, 1], P1: [1, 1, 0], P2: [0, 1, 0], P3: [1, 0, 1], P4: [0, 0, 0] });
    expect(eva!.displayName).toBe('P4');
  });
});
