import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { type Seen, Visitor } from '../support/visitor';
import { fieldsOf } from './studio.forms';

type Fields = Record<string, string> | [string, string][];

describe('the studio', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let designer: Visitor;
  beforeAll(async () => {
    academy = await startAcademy();
    ana = await academy.designer({ displayName: 'Ana Author' });
    designer = await visit(ana);
  });
  afterAll(() => academy.stop());

  async function visit(person: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }
  /** Opens a page, fills in a form of it and sends it. */
  async function fill(page: string, action: string, fields: Fields, visitor = designer): Promise<Seen> {
    const { status, html } = await visitor.get(page);
    expect(status).toBe(200);
    const own = Array.isArray(fields) ? fields : Object.entries(fields);
    return visitor.post(action, [...Object.entries(fieldsOf(html, action)), ...own]);
  }
  async function must(sent: Promise<Seen>): Promise<string> {
    const seen = await sent;
    if (seen.status !== 303) throw new Error(`Expected 303, got ${seen.status}: ${seen.html.slice(0, 3000)}`);
    return seen.location!;
  }
  const keyIn = (location: string): string => new URL(location, 'http://x').searchParams.get('item')!;
  const HEAD = { title: 'Counting the swifts', language: 'en', summary: 'How a class counts.', outcomes: 'Plan a count | 3.1\r\nDoubt it', workloadHours: '2,5', licence: 'CC-BY-4.0' };
  async function newCourse(): Promise<string> {
    return must(designer.post('/studio/new', [...Object.entries(HEAD), ['subjects', 'science'], ['levels', 'secondary'], ['levels', 'primary']]));
  }
  async function newSection(course: string): Promise<string> {
    const module = keyIn(await must(designer.post(`${course}/modules`, { title: 'Looking' })));
    return keyIn(await must(designer.post(`${course}/modules/${module}/sections`, { title: 'Begin' })));
  }

  it('brings a whole course into being and publishes it', async () => {
    expect((await designer.get('/studio')).html).toContain('No courses yet');
    const course = await newCourse();
    expect(course).toMatch(/^\/studio\/courses\/[0-9a-f-]{36}$/);
    const section = await newSection(course);

    const page = await must(designer.post(`${course}/sections/${section}/activities/page`, { title: 'Why we count', markdown: 'We **count**.', required: 'true', minutes: '10', completion: 'viewed' }));
    expect((await designer.get(page)).html).toContain('We **count**.');
    await must(designer.post(`${course}/sections/${section}/activities/video`, { title: 'A film', url: 'https://video.example/swifts', captions: 'de | https://video.example/de.vtt', required: 'true', completion: 'viewed' }));
    await must(designer.post(`${course}/sections/${section}/activities/discussion`, { title: 'Talk', prompt: 'Compare.', completion: 'marked' }));
    await must(designer.post(`${course}/sections/${section}/activities/reflection`, { title: 'Diary', prompt: 'What do you doubt?', completion: 'submitted' }));
    await must(designer.post(`${course}/sections/${section}/activities/resource`, { title: 'Map', url: 'https://data.example/map', completion: 'viewed' }));
    const quiz = await must(designer.post(`${course}/sections/${section}/activities/quiz`, { title: 'Check', passMark: '60', completion: 'score', required: 'true' }));
    const parts = `${course}/parts/questions/${keyIn(quiz)}`;
    const add = (fields: Fields) => must(designer.post(parts, fields));
    await add([['type', 'single'], ['prompt', 'Which?'], ['points', '1'], ['option.0', 'Ours'], ['option.1', 'Theirs'], ['right', '1']]);
    await add([['type', 'multiple'], ['prompt', 'Which tools?'], ['option.0', 'Tape'], ['option.2', 'Watch'], ['option.3', 'Drum'], ['right', '0'], ['right', '2'], ['points', '2']]);
    await add({ type: 'true-false', prompt: 'Rain counts.', answer: 'false', points: '1' });
    await add({ type: 'short-text', prompt: 'The bird?', answers: 'swift\r\nthe swift\r\n', points: '1' });
    await add({ type: 'numeric', prompt: 'Half of 11?', value: '5,5', tolerance: '0.1', points: '1' });
    await add({ type: 'matching', prompt: 'Match.', 'left.0': 'mean', 'right.0': 'sum', 'left.1': 'mode', 'right.1': 'most', 'right.2': 'middle', points: '1' });
    expect((await designer.get(quiz)).html).toContain('Which tools?');
    await add({ type: 'ordering', prompt: 'Order.', lines: 'Ask\r\nCount\r\nDraw', points: '1' });
    const assignment = await must(designer.post(`${course}/sections/${section}/activities/assignment`, { title: 'Plan', prompt: 'Write.', reviewsToGive: '2', reviewsWanted: '2', passMark: '50', anonymity: 'named', completion: 'marked' }));
    await must(designer.post(`${course}/parts/criteria/${keyIn(assignment)}`, { title: 'Clear?', 'level.0': 'Hazy', 'level.0.points': '0', 'level.1': 'Sharp', 'level.1.points': '2', 'level.1.descriptor': 'One sentence.' }));

    const { body: draft } = await ana.api.get(`/courses/${course.split('/').pop()}/draft`);
    expect(draft).toMatchObject({ workloadHours: 2.5, outcomes: [{ text: 'Plan a count', digcompedu: '3.1' }, { text: 'Doubt it' }], levels: ['secondary', 'primary'] });
    const activities = draft.modules[0].sections[0].activities;
    expect(activities[0]).toMatchObject({ kind: 'page', minutes: 10, required: true, completion: { rule: 'viewed' } });
    expect(activities[1]).toMatchObject({ captions: [{ language: 'de', url: 'https://video.example/de.vtt' }], completion: { rule: 'viewed' } });
    expect(activities[2]).toMatchObject({ required: false });
    expect(activities[5].completion).toEqual({ rule: 'score', atLeast: 0.6 });
    expect(activities[5].questions).toMatchObject([
      { key: 'q1', type: 'single', answer: 'o2', points: 1 },
      { type: 'multiple', options: [{ text: 'Tape' }, { text: 'Watch' }, { text: 'Drum' }], answer: ['o1', 'o2'], points: 2 },
      { type: 'true-false', answer: false },
      { type: 'short-text', answer: ['swift', 'the swift'] },
      { type: 'numeric', answer: { value: 5.5, tolerance: 0.1 } },
      { type: 'matching', options: [{ text: 'mean' }, { text: 'mode' }, { text: 'sum' }, { text: 'most' }, { text: 'middle' }] },
      { type: 'ordering', answer: ['o1', 'o2', 'o3'] },
    ]);
    expect(activities[6]).toMatchObject({ anonymity: 'named', attachments: false, rubric: { criteria: [{ title: 'Clear?', levels: [{ title: 'Hazy', points: 0 }, { title: 'Sharp', points: 2, descriptor: 'One sentence.' }] }] } });

    const check = await designer.get(`${course}/check`);
    expect(check.html).toContain('Nothing stands in the way of publishing.');
    expect(await must(fill(`${course}/check`, `${course}/versions`, { notes: 'The first.' }))).toBe(`${course}/versions`);
    const versions = await designer.get(`${course}/versions`);
    expect(versions.html).toContain('Version 1 is published.');
    expect(versions.html).toContain('The first.');
    expect((await designer.get('/studio')).html).toContain('Version 1');
  });

  it('refuses to publish what has mistakes, keeps the notes and leads to each mistake', async () => {
    const course = await newCourse();
    const section = await newSection(course);
    const quiz = keyIn(await must(designer.post(`${course}/sections/${section}/activities/quiz`, { title: 'Check', passMark: '50', completion: 'score' })));
    await must(designer.post(`${course}/parts/questions/${quiz}`, { type: 'single', prompt: 'Which?', 'option.0': 'Ours', points: '1' }));
    const refused = await designer.post(`${course}/versions`, { notes: 'Too early' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Too early');
    expect(refused.html).toContain('Question 1 of the quiz “Check” has no right answer.');
    expect(refused.html).toContain(`href="${course}?item&#x3D;${quiz}&amp;question&#x3D;q1"`);
    expect((await designer.get(`${course}?item=${quiz}&question=q1`)).html).toContain('Which?');
  });

  it('gives a refused form back with what was typed', async () => {
    const course = await newCourse();
    const section = await newSection(course);
    const refused = await designer.post(`${course}/sections/${section}/activities/video`, { title: 'My film', url: 'javascript:alert(1)', transcript: 'Spoken words', completion: 'viewed' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Spoken words');
    expect(refused.html).toContain('href="#field-url"');
    expect((await designer.post(`${course}/modules`, { title: '  ' })).status).toBe(422);
    expect((await designer.post('/studio/new', { title: '', language: 'en', summary: 'Kept' })).html).toContain('Kept');
  });

  it('shows both texts where somebody else was quicker, and saves over or takes theirs', async () => {
    const course = await newCourse();
    const section = await newSection(course);
    const href = await must(designer.post(`${course}/sections/${section}/activities/page`, { title: 'Shared', markdown: 'Old', completion: 'viewed' }));
    const action = `${course}/activities/${keyIn(href)}`;
    const mine = fieldsOf((await designer.get(href)).html, action);
    await must(fill(href, action, { title: 'Shared', markdown: 'Theirs', completion: 'viewed' }));

    const stale = await designer.post(action, { ...mine, title: 'Shared', markdown: 'Mine', completion: 'viewed' });
    expect(stale.status).toBe(412);
    expect(stale.html).toContain('<pre>Theirs</pre>');
    expect(stale.html).toContain('>\nMine</textarea>');
    expect((await designer.get(href)).html).toContain('>\nTheirs</textarea>');
    const over = fieldsOf(stale.html, action);
    await must(designer.post(action, { ...over, title: 'Shared', markdown: 'Mine', completion: 'viewed' }));
    expect((await designer.get(href)).html).toContain('>\nMine</textarea>');
  });

  it('lets two people work on two things at once', async () => {
    const course = await newCourse();
    const before = fieldsOf((await designer.get(course)).html, `${course}/head`);
    await newSection(course);
    await must(designer.post(`${course}/head`, { ...before, ...HEAD, title: 'A better title' }));
    const outdated = await designer.post(`${course}/head`, { ...before, ...HEAD, title: 'Another title' });
    expect(outdated.status).toBe(412);
    expect(outdated.html).toContain('<pre>A better title</pre>');
  });

  it('puts items in another order, across the ends of sections, and takes them away', async () => {
    const course = await newCourse();
    const first = await newSection(course);
    const second = await newSection(course);
    const add = async (title: string) => keyIn(await must(designer.post(`${course}/sections/${second}/activities/page`, { title, completion: 'viewed' })));
    const [one, two] = [await add('One'), await add('Two')];
    const order = async () => (await ana.api.get(`/courses/${course.split('/').pop()}/draft`)).body.modules.map((module: { sections: { activities: { key: string }[] }[] }) => module.sections.map(({ activities }) => activities.map(({ key }) => key)));
    await must(designer.post(`${course}/activities/${two}/step`, { direction: 'up' }));
    expect(await order()).toEqual([[[]], [[two, one]]]);
    await must(designer.post(`${course}/activities/${two}/step`, { direction: 'up' }));
    expect(await order()).toEqual([[[two]], [[one]]]);
    await must(designer.post(`${course}/activities/${two}/place`, { before: one }));
    expect(await order()).toEqual([[[]], [[two, one]]]);
    await must(fill(`${course}?item=${two}`, `${course}/activities/${two}/removal`, {}));
    await must(fill(`${course}?item=${first}`, `${course}/sections/${first}/removal`, {}));
    expect(await order()).toEqual([[], [[one]]]);
  });

  it('previews what is typed and what is kept', async () => {
    const course = await newCourse();
    const section = await newSection(course);
    const href = await must(designer.post(`${course}/sections/${section}/activities/page`, { title: 'Page', markdown: 'Kept **text**', completion: 'viewed' }));
    const typed = await designer.post(`${course}/activities/${keyIn(href)}/preview`, { title: 'Page', markdown: '*Typed* <script>alert(1)</script>', completion: 'viewed' });
    expect(typed.status).toBe(200);
    expect(typed.html).toContain('<em>Typed</em>');
    expect(typed.html).not.toContain('<script>alert');
    expect((await designer.get(`${course}/preview/${keyIn(href)}`)).html).toContain('Kept <strong>text</strong>');
  });

  it('is read by a reviewer, changed by nobody but authors, and closed to others', async () => {
    const course = await newCourse();
    const section = await newSection(course);
    const id = course.split('/').pop()!;
    const reviewer = await visit(await academy.person({ roles: [{ role: 'reviewer', scope: 'course', id }] }));
    const open = await reviewer.get(`${course}?item=${section}`);
    expect(open.status).toBe(200);
    expect(open.html).toContain('You can read this draft, but not change it.');
    expect(open.html).not.toContain('<textarea');
    expect((await reviewer.post(`${course}/modules`, { title: 'Mine' })).status).toBe(403);
    expect((await reviewer.get('/studio/new')).status).toBe(403);
    const stranger = await visit(await academy.person());
    expect((await stranger.get(course)).status).toBe(403);
    expect((await stranger.get('/studio')).status).toBe(403);
  });
});
