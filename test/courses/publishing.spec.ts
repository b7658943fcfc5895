import { Versions } from '@academy/courses';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { based, draftedCourse, HEAD, MODULES, QUESTION } from './sample.course';

describe('publishing', () => {
  let academy: RunningAcademy;
  let ana: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer();
  });
  afterAll(() => academy.stop());

  const activity = (own: Json) => [{ title: 'M', sections: [{ title: 'S', activities: [{ title: 'A', ...own }] }] }];
  const at = '/modules/0/sections/0/activities/0';

  it('finds nothing in a course that is whole', async () => {
    const { id } = await draftedCourse(ana);
    expect((await ana.api.post(`/courses/${id}/draft/check`)).body).toEqual({ problems: [] });
  });

  it('is refused while the check finds errors, and says where', async () => {
    const { id } = await draftedCourse(ana, activity({ kind: 'quiz', questions: [{ ...QUESTION, answer: 'gone' }], introduction: '[x](activity:nowhere)' }));
    const refused = await ana.api.post(`/courses/${id}/versions`, { notes: 'First' });
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/draft-has-problems']);
    expect(refused.body.problems.filter(({ severity }: Json) => severity === 'error')).toEqual([
      { severity: 'error', path: `${at}/questions/0/answer`, code: 'answerNotAnOption', message: 'The right answer to question 1 of the quiz “A” does not fit its options.' },
      { severity: 'error', path: `${at}/introduction`, code: 'brokenLink', message: '“A” links to an activity “nowhere” that is not in the course.' },
    ]);
    expect((await ana.api.get(`/courses/${id}`)).body.version).toBeNull();
  });

  it('goes on in spite of warnings', async () => {
    const { id } = await draftedCourse(ana, activity({ kind: 'page', markdown: '![](/media/x)' }), { ...HEAD, summary: '', workloadHours: 0 });
    const media = await ana.api.post(`/courses/${id}/versions`);
    expect([media.status, media.body.problems.map(({ code }: Json) => code)]).toEqual([422, ['summaryMissing', 'workloadMissing', 'fileMissing', 'alternativeTextMissing']]);
    await ana.api.patch(`/courses/${id}/draft/activities/a`, { markdown: 'Text' }, based(2));
    const published = await ana.api.post(`/courses/${id}/versions`);
    expect([published.status, published.body.version, published.body.problems.map(({ code }: Json) => code)]).toEqual([201, 1, ['summaryMissing', 'workloadMissing']]);
  });

  it('freezes the draft: later drafts and titles do not reach back', async () => {
    const { id, slug, revision } = await draftedCourse(ana);
    const first = await ana.api.post(`/courses/${id}/versions`, { notes: 'First' });
    await ana.api.patch(`/courses/${id}/draft/activities/hello`, { title: 'New title', markdown: 'New text' }, based(revision));
    await ana.api.patch(`/courses/${id}/draft`, { title: 'New name' }, based(revision + 1));
    expect((await ana.api.get(`/courses/${slug}`)).body).toMatchObject({ title: HEAD.title, version: 1 });

    const second = await ana.api.post(`/courses/${id}/versions`, { notes: 'Second' });
    expect(second.body.version).toBe(2);
    expect((await ana.api.get(`/courses/${slug}`)).body).toMatchObject({ title: 'New name', version: 2, modules: [{ key: 'start', activities: 2, minutes: 20 }, { key: 'work' }] });

    const versions = academy.web.get(Versions);
    expect(await versions.activity(first.body.versionId, 'hello')).toMatchObject({ title: 'Hello', completion: { rule: 'viewed' } });
    expect(await versions.activity(second.body.versionId, 'hello')).toMatchObject({ title: 'New title', markdown: 'New text' });
    expect(await versions.activity(first.body.versionId, 'nothing')).toBeNull();
    const outline = await versions.outline(first.body.versionId);
    expect(outline).toMatchObject({ courseId: id, slug, number: 1, head: { title: HEAD.title } });
    expect(outline.modules[1]!.sections[0]!.activities[0]).toEqual({
      key: 'first-quiz', kind: 'quiz', title: 'A quiz', required: true, completion: { rule: 'score', atLeast: 0.5 }, minutes: 10,
    });
    expect(JSON.stringify(outline)).not.toContain('revision');
    expect((await ana.api.get(`/courses/${id}/versions`)).body.items.map(({ number, notes, publishedBy }: Json) => [number, notes, publishedBy])).toEqual([
      [2, 'Second', ana.displayName],
      [1, 'First', ana.displayName],
    ]);
  });

  it('makes versions that nothing changes any more, not even by hand in the database', async () => {
    const { id } = await draftedCourse(ana);
    const { versionId } = (await ana.api.post(`/courses/${id}/versions`)).body;
    for (const sql of [
      `UPDATE course_version SET notes = 'other' WHERE id = $1`,
      'DELETE FROM course_version WHERE id = $1',
      `UPDATE version_activity SET activity = '{}' WHERE version_id = $1`,
      'DELETE FROM version_activity WHERE version_id = $1',
    ]) {
      await expect(academy.database.query(sql, [versionId])).rejects.toThrow('never changes');
    }
  });

  it('numbers versions in a row when several are published at once', async () => {
    const { id } = await draftedCourse(ana);
    const published = await Promise.all(Array.from({ length: 4 }, () => ana.api.post(`/courses/${id}/versions`)));
    expect(published.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4]);
  });

  it('is for authors of the course alone', async () => {
    const { id } = await draftedCourse(ana, MODULES);
    const reviewer = await academy.person({ roles: [{ role: 'reviewer', scope: 'course', id }] });
    expect((await reviewer.api.post(`/courses/${id}/versions`)).status).toBe(403);
    expect((await reviewer.api.post(`/courses/${id}/draft/check`)).status).toBe(200);
  });
});
