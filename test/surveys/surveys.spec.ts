import { SurveyBoxes } from '@academy/learning';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { must, publishCourse } from '../support/world';
import { END, START, SurveyStage } from './survey.course';

const DAY = 86_400_000;

describe('a survey', () => {
  let academy: RunningAcademy;
  let stage: SurveyStage;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await SurveyStage.set(academy);
  });
  afterAll(() => academy.stop());

  it('is published once there is something to answer', async () => {
    const bare = { ...END, questions: [] };
    const odd = { ...START, questions: [{ key: 'a', type: 'single', prompt: 'One?', options: [{ key: 'x', text: 'X' }] }, { key: 'b', type: 'scale', prompt: 'Sure?', scale: { points: 7 } }] };
    const modules = [{ key: 'm', title: 'M', sections: [{ key: 's', title: 'S', activities: [bare, odd] }] }];
    await expect(publishCourse(stage.author, undefined, modules)).rejects.toThrow(/surveyWithoutQuestions.*surveyOptionsMissing.*scaleWithoutEnds/s);
    const twice = { ...START, questions: [START.questions[0], START.questions[0]] };
    await expect(publishCourse(stage.author, undefined, [{ key: 'm', title: 'M', sections: [{ key: 's', title: 'S', activities: [twice] }] }])).rejects.toThrow('used twice');
  });

  it('is answered once, however often and however quickly it is sent, and counts as done', async () => {
    const eva = await stage.enrolled();
    const path = `/enrolments/${eva.enrolmentId}`;
    expect(must(await eva.api.get(`${path}/activities/start`), 200).body).toMatchObject({ kind: 'survey', answered: false, mayAnswer: true, questions: [{ key: 'sure' }, { key: 'before' }] });
    expect(must(await eva.api.get(path), 200).body.missing).toMatchObject([{ activityKey: 'start', kind: 'survey', rule: 'submitted' }]);

    const sent = await Promise.all([1, 2, 3, 4, 5].map((sure) => stage.answer(eva, 'start', { sure }, { 'idempotency-key': 'the same' })));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(sent.find(({ status }) => status === 409)!.body.type).toBe('/problems/survey-answered');
    expect((await stage.answer(eva, 'start', { sure: 1 })).status).toBe(409);
    expect(await academy.database.query('SELECT count(*)::int AS count FROM survey_box WHERE activity_key = $1', ['start'])).toEqual([{ count: 1 }]);
    expect(must(await eva.api.get(`${path}/activities/start`), 200).body).toMatchObject({ answered: true, mayAnswer: false, completed: true });
    expect(must(await eva.api.get(path), 200).body).toMatchObject({ state: 'completed', missing: [] });
  });

  it('says what does not fit, at its question, and takes nothing then', async () => {
    const eva = await stage.enrolled();
    const long = await stage.answer(eva, 'end', { liked: ['pages', 'none'], words: 'x'.repeat(4_001), else: 1 });
    expect(long.status).toBe(422);
    expect(long.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/answers/else', '/answers/liked', '/answers/sure', '/answers/words']);
    expect((await stage.answer(eva, 'end', { sure: 3, words: 'a\0b' })).status).toBe(422);
    expect(must(await eva.api.get(`/enrolments/${eva.enrolmentId}/activities/end`), 200).body.answered).toBe(false);
    const other = await stage.enrolled();
    expect((await eva.api.post(`/enrolments/${other.enrolmentId}/activities/end/answers`, { answers: { sure: 1 } })).status).toBe(404);
    expect((await eva.api.post(`/enrolments/${eva.enrolmentId}/activities/read/answers`, { answers: {} })).status).toBe(404);
  });

  it('is told from five on, then in steps of five at least', async () => {
    const fresh = await SurveyStage.set(academy);
    await fresh.answers(3, 'end', () => ({ sure: 4, liked: ['talk'], words: 'More birds' }));
    expect(await fresh.empty()).toBe(0);
    expect(await fresh.results('end')).toEqual({ activityKey: 'end', title: 'Looking back', counted: 0, wanted: 2, isOver: false, untold: 0, languages: [], language: null, questions: [] });
    await fresh.answers(2, 'end', (index) => ({ sure: index + 1, words: '=cmd()' }));
    expect(await fresh.results('end')).toMatchObject({ counted: 0, wanted: 0 });
    expect(await fresh.empty()).toBe(5);
    const told = await fresh.results('end');
    expect(told).toMatchObject({ counted: 5, wanted: 0, languages: [], questions: [{ key: 'sure', answered: 5, mean: 3 }, { key: 'liked', answered: 3, choices: [{ count: 0 }, { label: '=The talk', count: 3, share: 1 }] }, { key: 'words', answered: 5 }] });
    expect(told.questions[2].texts.map(({ text, language }: { text: string; language: null }) => [text, language]).sort()).toEqual([...Array(2).fill(['=cmd()', null]), ...Array(3).fill(['More birds', null])]);

    await fresh.answers(9, 'end', () => ({ sure: 5 }));
    expect(await fresh.empty()).toBe(0);
    expect((await fresh.results('end')).counted).toBe(5);
    await fresh.answers(1, 'end', () => ({ sure: 5 }));
    expect(await Promise.all([fresh.empty(), fresh.empty()])).toContain(5);
    expect((await fresh.results('end')).counted).toBe(10);

    await fresh.answers(6, 'start', () => ({ sure: 1 }));
    await fresh.empty();
    expect((await fresh.results('end')).questions[0].elsewhere).toMatchObject([{ survey: 'Before you begin', isEarlier: true, answered: 6, mean: 1 }]);
    const text = must(await fresh.coordinator.api.get(`/editions/${fresh.editionId}/surveys/end/results.csv`), 200).body as string;
    expect(text).toMatch(/^\uFEFFSurvey,Question,Type,Answer,Number,Share,Language\r?\n/);
    expect(text).toContain(`,text,'=cmd()`);
    expect(text).toContain(`,'=The talk,3,1,`);
  });

  it('is told to those who run the edition and who wrote the course, to nobody else', async () => {
    const eva = await stage.enrolled();
    for (const who of [stage.author, stage.coordinator]) expect((await who.api.get(`/editions/${stage.editionId}/surveys`)).body.items.map((item: { title: string }) => item.title)).toEqual(['Before you begin', 'Looking back']);
    for (const path of ['', '/end', '/end/results.csv']) expect((await eva.api.get(`/editions/${stage.editionId}/surveys${path}`)).status).toBe(403);
  });

  it('costs other activities nothing', async () => {
    const eva = await stage.enrolled();
    await eva.api.get(`/enrolments/${eva.enrolmentId}/activities/read`);
    expect(await statements(academy, () => eva.api.get(`/enrolments/${eva.enrolmentId}/activities/read`))).toBe(4);
    await eva.api.get(`/enrolments/${eva.enrolmentId}/activities/end`);
    expect(await statements(academy, () => eva.api.get(`/enrolments/${eva.enrolmentId}/activities/end`))).toBe(4);
  });

  it('is open for a month after the course closed to whoever completed it; then the last answers are told, and languages', async () => {
    const late = await SurveyStage.set(academy);
    await late.answers(12, 'end', (index) => ({ sure: 1 + (index % 5) }));
    await late.empty();
    const [done, tardy] = [await late.enrolled({ locale: 'de' }), await late.enrolled()];
    for (const who of [done, tardy]) must(await late.answer(who, 'start', { sure: 2 }), 201);
    await late.move('running');
    await late.move('closed');
    const since = academy.clock.now();
    await academy.clock.moveTo(new Date(since.getTime() + 29 * DAY));
    must(await late.answer(done, 'end', { sure: 1 }), 201);
    expect(await late.empty()).toBe(0);
    await academy.clock.moveTo(new Date(since.getTime() + 31 * DAY));
    expect((await late.answer(tardy, 'end', { sure: 1 })).body.type).toBe('/problems/survey-over');
    expect(await academy.web.get(SurveyBoxes).empty()).toBeGreaterThan(0);
    expect(await late.results('end')).toMatchObject({ isOver: true, counted: 12, untold: 1, languages: [{ language: 'en', count: 12 }] });
    expect(await late.results('end', '?language=de')).toMatchObject({ language: null, counted: 12 });
    expect(await late.results('start')).toMatchObject({ counted: 0, wanted: 3, questions: [] });
    expect(await academy.database.query('SELECT 1 FROM survey_box WHERE edition_id = $1', [late.editionId])).toEqual([]);
  });
});
