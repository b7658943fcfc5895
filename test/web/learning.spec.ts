import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { openEdition, publishedCourse, RIGHT, takingPart, type Wanted } from './learning.course';

describe('the pages of learning', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let course: { id: string; slug: string };
  let edition: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer({ displayName: 'Ana Author' });
    course = await publishedCourse(ana);
    edition = await openEdition(academy, ana, course.id);
  });
  afterAll(() => academy.stop());

  const enrolled = (wanted: Wanted = {}) => takingPart(academy, edition, wanted);
  const activity = (home: string, key: string) => `${home}/activities/${key}`;

  it('show the outline: what is open, what is next, what is missing in words', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(rui.home);
    expect(status).toBe(200);
    expect(html).toContain('0 of 6 required activities done');
    expect(html).toContain('module--here');
    expect(html).toContain('module--locked');
    expect(html).toContain('Pass the quiz “Check yourself” with at least 60%.');
    expect(html).toContain('Module 2: 1 required activity, opens on');
    expect(html).not.toContain('The second week');
    expect(html).toMatch(/activity--here[^]*Hello/);
  });

  it('record a view, and lead to the next activity', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(activity(rui.home, 'hello'));
    expect(status).toBe(200);
    expect(html).toContain(`href="${activity(rui.home, 'check')}"`);
    expect(html).toContain('tag--success');
    expect((await rui.get(rui.home)).html).toContain('1 of 6 required activities done');
  });

  it('explain on the outline why a module cannot be read yet', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(activity(rui.home, 'second'));
    expect(status).toBe(403);
    expect(html).toContain('“Counting fairly” is not open yet');
    expect(html).not.toContain('Now count.');
    expect((await rui.get(activity(rui.home, 'nothing-such'))).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const [rui, eva] = [await enrolled(), await enrolled()];
    const { location } = await rui.post(`${activity(rui.home, 'check')}/attempts`);
    for (const path of [rui.home, activity(rui.home, 'hello'), location!]) expect((await eva.get(path)).status).toBe(404);
    expect((await eva.post(`${rui.home}/withdrawal`)).status).toBe(404);
    expect((await eva.post(`${activity(rui.home, 'wall')}/mark`)).status).toBe(404);
    expect((await eva.post(location!, RIGHT)).status).toBe(404);
  });

  it('show a film, a link, a discussion and an assignment with its rubric, and mark what counts by one’s word', async () => {
    const rui = await enrolled();
    expect((await rui.get(activity(rui.home, 'film'))).html).toMatch(/href="https:\/\/video\.example\/street"[^]*What is said\./);
    expect((await rui.get(activity(rui.home, 'link'))).html).toContain('Open at data.example');
    const plan = await rui.get(activity(rui.home, 'plan'));
    expect(plan.html).toMatch(/<th scope="row">Is the aim clear\?<\/th>[^]*Sharp[^]*2 points[^]*One sentence says it\./);

    expect((await rui.get(activity(rui.home, 'wall'))).html).toContain('Mark as done');
    expect(await rui.post(`${activity(rui.home, 'wall')}/mark`)).toMatchObject({ status: 303, location: activity(rui.home, 'wall') });
    const marked = await rui.get(activity(rui.home, 'wall'));
    expect(marked.html).toContain('Marked as done.');
    expect(marked.html).not.toContain('/mark"');
    const refused = await rui.post(`${activity(rui.home, 'hello')}/mark`);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('This activity is not marked by hand');
  });

  it('keep the diary private until it is shared, and show colleagues’ entries beside one’s own', async () => {
    const [rui, eva] = [await enrolled({ displayName: 'Rui' }), await enrolled({ displayName: 'Eva' })];
    const [ruis, evas] = [activity(rui.home, 'diary'), activity(eva.home, 'diary')];
    expect(await rui.post(`${ruis}/reflection`, { markdown: 'I hear *trams*.' })).toMatchObject({ status: 303, location: ruis });
    await eva.post(`${evas}/reflection`, { markdown: 'I hear birds.', shared: 'true' });

    const seen = await rui.get(ruis);
    expect(seen.html).toContain('I hear birds.');
    expect(seen.html).toContain('Only you can read it.');
    expect((await eva.get(evas)).html).not.toContain('trams');
    const other = await enrolled();
    expect((await other.get(activity(other.home, 'diary'))).html).not.toContain('I hear birds.');

    await rui.post(`${ruis}/reflection`, { markdown: 'I hear *trams*.', shared: 'true' });
    expect((await eva.get(evas)).html).toContain('<em>trams</em>');
    await rui.post(`${ruis}/reflection/draft`, { markdown: 'I hear <b>more</b>.', shared: 'true' });
    expect((await eva.get(evas)).html).toContain('I hear &lt;b&gt;more&lt;/b&gt;.');

    const others = activity(other.home, 'diary');
    await other.post(`${others}/reflection/draft`, { markdown: 'Half a thought', shared: 'true' });
    expect((await other.get(others)).html).toContain('Half a thought');
    expect((await eva.get(evas)).html).not.toContain('Half a thought');
    const evidence = await academy.database.query<{ evidence: string }>(`SELECT DISTINCT evidence FROM progress WHERE enrolment_id = $1 AND activity_key = 'diary'`, [other.home.split('/').pop()]);
    expect(evidence).toEqual([{ evidence: 'viewed' }]);

    const tooLong = await rui.post(`${ruis}/reflection`, { markdown: 'x'.repeat(50_001) });
    expect(tooLong.status).toBe(422);
    expect(tooLong.html).toContain('xxxxx');
  });

  it.each([
    ['de', 'Für das Zertifikat fehlt noch', 'Geschrieben auf Englisch'],
    ['en', 'Still missing for the certificate', null],
  ])('speak %s, and mark content in another language', async (locale, words, note) => {
    const rui = await enrolled({ locale });
    const { html } = await rui.get(rui.home);
    expect(html).toContain(words);
    const page = await rui.get(activity(rui.home, 'hello'));
    expect(page.html).toContain(`<html lang="${locale}"`);
    expect(page.html.includes('<h1 lang="en">')).toBe(note !== null);
    if (note) expect(page.html).toContain(note);
  });

  it('need few statements: at most eight a page, for the first look at it too', async () => {
    const [rui, eva] = [await enrolled(), await enrolled()];
    const keys = ['hello', 'check', 'film', 'link', 'diary', 'wall', 'plan', 'second'];
    for (const key of keys) await eva.get(activity(eva.home, key));
    const { location } = await rui.post(`${activity(rui.home, 'check')}/attempts`);
    const paths = ['/learning', rui.home, `/editions/${edition}/enrolment`, location!, ...keys.map((key) => activity(rui.home, key))];
    const counted: [string, number][] = [];
    for (const path of [...paths, ...paths]) counted.push([path, await statements(academy, () => rui.get(path))]);
    expect(counted.filter(([, count]) => count > 8)).toEqual([]);
    expect(counted.filter(([, count]) => count < 2)).toEqual([]);
  });
});
