import { type RunningAcademy, startAcademy } from '../support/academy';
import { ApiClient } from '../support/client';
import { Build } from '../support/programs';
import { until } from '../support/until';
import { SurveyStage } from '../surveys/survey.course';
import { Doors } from './doors';
import { Victims } from './victims';

/** In the middle of an answer, or of the boxes being emptied. */
const ANSWERING = ['INSERT survey_turnout', 'INSERT survey_box'] as const;
const EMPTYING = ['INSERT survey_answer'] as const;

describe('processes that are killed over a survey', () => {
  let academy: RunningAcademy;
  let build: Build;
  let doors: Doors;
  let stage: SurveyStage;
  let victims: Victims;
  const count = async (table: string): Promise<number> => (await academy.database.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))!.count;
  /** Words of all answers that were moved. */
  const words = async () => (await academy.database.query<{ words: string }>(`SELECT answers ->> 'words' AS words FROM survey_answer ORDER BY 1`)).map((row) => row.words);

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    stage = await SurveyStage.set(academy);
    doors = await Doors.build(academy, ['survey_turnout', 'survey_box', 'survey_answer']);
    victims = new Victims(build, academy);
  });
  afterAll(async () => {
    await victims.remove();
    await doors.close();
    await academy.stop();
    await build.remove();
  });

  it.each(ANSWERING)('over %s: the answer was not taken, and is taken once when it is sent again', async (change) => {
    const [eva, before] = [await stage.enrolled(), await count('survey_box')];
    const { program, base } = await victims.web();
    await doors.shut(change);
    const dying = new ApiClient(base).as(eva.token).post(`/enrolments/${eva.enrolmentId}/activities/end/answers`, { answers: { sure: 1, words: eva.id } }).catch(() => null);
    await doors.isReached(change);
    await program.kill();
    expect(await dying).toBeNull();
    await doors.open();
    expect([await count('survey_box'), await count('survey_turnout')]).toEqual([before, before]);
    expect((await stage.answer(eva, 'end', { sure: 1, words: eva.id })).status).toBe(201);
    expect((await stage.answer(eva, 'end', { sure: 1, words: eva.id })).status).toBe(409);
    expect([await count('survey_box'), await count('survey_turnout')]).toEqual([before + 1, before + 1]);
  });

  it.each(EMPTYING)('over %s: every answer is there once, in the box or out of it', async (change) => {
    await stage.answers(4, 'end', (index) => ({ sure: 1 + index, words: `word ${index}` }));
    const sent = await count('survey_turnout');
    await doors.shut(change);
    const worker = await victims.worker();
    await doors.isReached(change);
    await worker.kill();
    await doors.open();
    expect([await count('survey_box'), await count('survey_answer')]).toEqual([sent, 0]);
    await stage.empty();
    await until(async () => (await count('survey_answer')) === sent, 'the boxes to be emptied');
    expect(await count('survey_box')).toBe(0);
    expect(new Set(await words()).size).toBe(sent);
  });
});
