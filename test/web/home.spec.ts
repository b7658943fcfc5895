import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';

describe('the front door', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ worker: false })));
  afterAll(() => academy.stop());
  const visitor = (language?: string) => new Visitor(academy.config.publicUrl, language);

  it('tells strangers what the Academy is, and leads a new teacher to the courses', async () => {
    expect((await visitor().get('/')).html).toContain('Learn something you can use on Monday');
    const person = await academy.person();
    const teacher = visitor();
    await teacher.signIn(person.email, PASSWORD);
    const { html } = await teacher.get('/');
    expect(html).toContain('You are not in a course yet');
    expect(html).toContain('href="/courses"');
  });

  it('says what is next to whoever takes part, with what is done and what is due', async () => {
    const person = await academy.person();
    const enrolmentId = await takePart(academy, person.id);
    const teacher = visitor();
    await teacher.signIn(person.email, PASSWORD);
    const { html } = await teacher.get('/');
    expect(html).toContain(`href="/learning/${enrolmentId}/activities/second"`);
    expect(html).toContain('1 of 3 required activities done');
    expect(html).toContain('Next deadlines');
    expect(html).toContain('lang="el"');

    const strangers = (await visitor().get('/')).html;
    expect(strangers).toContain('href="/courses/measuring"');
    expect(strangers).toContain('Running since');
  });

  it.each(['en', 'de'])('helps in %s, on every topic that the index names', async (language) => {
    const { html } = await visitor(language).get('/help');
    const topics = new Set([...html.matchAll(/href="(\/help\/[a-z-]+)"/g)].map((match) => match[1]!));
    expect(topics.size).toBe(23);
    for (const topic of topics) {
      const page = await visitor(language).get(topic);
      expect(page.status).toBe(200);
      expect(page.html).toMatch(/<div class="prose"[^>]*><p>|<div class="prose"[^>]*><h2>/);
    }
    expect((await visitor(language).get('/help/magic')).status).toBe(404);
  });

  it('tells search engines what to leave alone', async () => {
    const robots = await visitor().get('/robots.txt');
    expect(robots.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(robots.html).toContain('Disallow: /me\n');
  });
});

const activity = (key: string) => ({ key, kind: 'page', title: `Activity ${key}`, required: true, completion: { rule: 'viewed' }, minutes: 10 });
const outline = [
  { key: 'one', title: 'One', summary: '', sections: [{ key: 's', title: '', activities: [activity('first'), activity('second')] }] },
  { key: 'two', title: 'Two', summary: '', sections: [{ key: 't', title: '', activities: [activity('third')] }] },
];
const head = { title: 'Μετράμε', language: 'el', summary: '', subjects: [], levels: [], workloadHours: 3, outcomes: [], licence: 'CC-BY-4.0' };

/** A person in a running edition who has done the first of three activities; the second is due in two days. */
async function takePart(academy: RunningAcademy, userId: string): Promise<string> {
  const made = await academy.database.one<{ id: string }>(
    `WITH course AS (INSERT INTO course (slug, title, language, licence, latest_version, published_at) VALUES ('measuring', 'Μετράμε', 'el', 'CC-BY-4.0', 1, academy_now()) RETURNING id),
       version AS (INSERT INTO course_version (course_id, number, head, outline) SELECT id, 1, $2, $3 FROM course RETURNING id, course_id),
       edition AS (
         INSERT INTO edition (course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines)
         SELECT course_id, id, 'Spring', 'running', academy_now(), academy_now(), academy_now() - interval '1 day', academy_now() + interval '20 days', '{"mode": "weekly"}',
                jsonb_build_object('second', jsonb_build_object('submitBy', to_char(academy_now() + interval '2 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) FROM version RETURNING id),
       enrolment AS (INSERT INTO enrolment (edition_id, user_id, state, activated_at) SELECT id, $1, 'active', academy_now() FROM edition RETURNING id, edition_id),
       done AS (INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) SELECT id, edition_id, 'first', 'viewed' FROM enrolment)
     SELECT id FROM enrolment`,
    [userId, JSON.stringify(head), JSON.stringify(outline)],
  );
  return made!.id;
}
