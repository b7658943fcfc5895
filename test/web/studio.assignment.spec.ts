import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { type Seen, Visitor } from '../support/visitor';
import { formOf } from './studio.forms';

type Fields = Record<string, string>;

describe('an assignment in the studio', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let designer: Visitor;
  let course: string;
  let key: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer({ displayName: 'Ana Author' });
    designer = new Visitor(academy.config.publicUrl);
    await designer.signIn(ana.email, PASSWORD);
    course = await must(designer.post('/studio/new', { title: 'Plans', language: 'en', licence: 'CC-BY-4.0' }));
    const module = keyIn(await must(designer.post(`${course}/modules`, { title: 'One' })));
    const section = keyIn(await must(designer.post(`${course}/modules/${module}/sections`, { title: 'Begin' })));
    const adding = `${course}/sections/${section}/activities/assignment`;
    key = keyIn(await must(fill(`${course}?item=${section}&add=assignment`, adding, { title: 'A plan', prompt: 'Write.' })));
  });
  afterAll(() => academy.stop());

  const keyIn = (location: string): string => new URL(location, 'http://x').searchParams.get('item')!;
  const item = () => `${course}?item=${key}`;
  const parts = (kind: string, part = '') => `${course}/parts/${kind}/${key}${part}`;
  /** Opens a page, fills in a form of it and sends it. */
  async function fill(page: string, action: string, fields: Fields): Promise<Seen> {
    const { html } = await designer.get(page);
    return designer.post(action, { ...formOf(html, action), ...fields });
  }
  async function must(sent: Promise<Seen>): Promise<string> {
    const seen = await sent;
    if (seen.status !== 303) throw new Error(`Expected 303, got ${seen.status}: ${(seen.html.match(/class="(?:field__error|error-summary|alert)[^]{0,600}/g) ?? []).join('\n')}`);
    return seen.location!;
  }
  const stored = async () => (await ana.api.get(`/courses/${course.split('/').pop()}/draft`)).body.modules[0].sections[0].activities[0];

  it('begins with what suits most courses', async () => {
    expect(await stored()).toMatchObject({
      reviewsToGive: 3, reviewsWanted: 3, passMark: 0.5, anonymity: 'double-blind', attachments: true, form: { fields: [] }, examples: [],
      trainingRequired: false, ownSubmissionFirst: true, rounds: 1, release: 'at-once', correctionMinutes: 0, groupWork: false, completion: { rule: 'reviewed' },
    });
    const { html } = await designer.get(item());
    expect([...html.matchAll(/<option value="(reviewed|submitted|viewed|marked)"/g)].map(([, rule]) => rule)).toEqual(['reviewed', 'submitted', 'viewed']);
  });

  it('keeps every setting', async () => {
    const action = `${course}/activities/${key}`;
    const settings = { trainingRequired: 'true', anonymity: 'named', release: 'after-moderation', rounds: '2', correctionMinutes: '10', groupWork: 'true', completion: 'submitted', reviewsToGive: '2' };
    await must(fill(item(), action, settings));
    expect(await stored()).toMatchObject({
      trainingRequired: true, anonymity: 'named', release: 'after-moderation', rounds: 2, correctionMinutes: 10, groupWork: true, ownSubmissionFirst: true, completion: { rule: 'submitted' }, reviewsToGive: 2,
    });
    expect(formOf((await designer.get(item())).html, action)).toMatchObject(settings);

    const refused = await fill(item(), action, { correctionMinutes: 'soon' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('at most 10,080: a week');
    expect(refused.html).toMatch(/<details class="stack" open>\s*<summary>More settings/);
    expect(await stored()).toMatchObject({ correctionMinutes: 10 });
  });

  it('is made of fields, in the order that its author likes', async () => {
    for (const [title, hint] of [['Aim', 'One verb'], ['Steps', ''], ['Doubts', '']]) await must(fill(`${item()}&field=new`, parts('fields'), { title: title!, hint: hint! }));
    expect((await stored()).form.fields).toEqual([
      { key: 'f1', title: 'Aim', hint: 'One verb', required: true }, { key: 'f2', title: 'Steps', hint: '', required: true }, { key: 'f3', title: 'Doubts', hint: '', required: true },
    ]);
    const { required: _, ...optional } = formOf((await designer.get(`${item()}&field=f3`)).html, parts('fields', '/f3'));
    expect(await must(designer.post(parts('fields', '/f3'), { ...optional, title: 'Doubt' }))).toMatch(/#form-fields$/);
    await must(designer.post(parts('fields', '/f3/step'), { direction: 'up' }));
    await must(designer.post(parts('fields', '/f2/removal'), { revision: String((await stored()).revision) }));
    expect((await stored()).form.fields).toEqual([{ key: 'f1', title: 'Aim', hint: 'One verb', required: true }, { key: 'f3', title: 'Doubt', hint: '', required: false }]);
    expect((await fill(`${item()}&field=new`, parts('fields'), { title: '' })).status).toBe(422);
  });

  it('has examples graded by its own rubric, and loses no more of them than the rubric does', async () => {
    for (const title of ['Aim?', 'Time?']) {
      await must(fill(`${item()}&criterion=new`, parts('criteria'), { title, 'level.0': 'Hazy', 'level.0.points': '0', 'level.1': 'Sharp', 'level.1.points': '2' }));
    }
    const form = await designer.get(`${item()}&example=new`);
    expect(form.html).toContain('2 · Sharp');
    await must(fill(`${item()}&example=new`, parts('examples'), { title: 'Plan P', markdown: 'We **count**.', 'score.c1': 'l2', 'comment.c1': 'One verb.', 'score.c2': 'l1' }));
    expect((await stored()).examples).toEqual([{ key: 'e1', title: 'Plan P', markdown: 'We **count**.', scores: { c1: 'l2', c2: 'l1' }, comments: { c1: 'One verb.' } }]);
    expect((await fill(`${item()}&example=new`, parts('examples'), { title: 'Plan Q', 'score.c1': 'l9' })).status).toBe(422);

    await must(designer.post(parts('criteria', '/c1/removal'), { revision: String((await stored()).revision) }));
    expect((await stored()).examples).toMatchObject([{ scores: { c2: 'l1' }, comments: {} }]);
  });

  it('is shown as teachers will see it, and checked', async () => {
    const preview = await designer.get(`${course}/preview/${key}`);
    expect(preview.html).toMatch(/<label[^>]*for="work-f1"[^>]*>Aim/);
    expect(preview.html).toContain('<strong>count</strong>');
    await must(fill(`${item()}&criterion=new`, parts('criteria'), { title: 'New', 'level.0': 'No', 'level.0.points': '0', 'level.1': 'Yes', 'level.1.points': '1' }));
    const check = await designer.get(`${course}/check`);
    expect(check.html).toContain('has no level for the criterion “New”');
    expect(check.html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).toContain(`${item()}&example=e1`);
  });
});
