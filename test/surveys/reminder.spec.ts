import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { must } from '../support/world';
import { Reminders } from '@academy/reminders';
import { SurveyStage } from './survey.course';

const HOUR = 3_600_000;

describe('the reminder of a survey', () => {
  let academy: RunningAcademy;
  let stage: SurveyStage;
  type Teacher = Person & { enrolmentId: string };
  const rule = (change: object, editionId = stage.editionId) => stage.coordinator.api.put(`/editions/${editionId}/reminder-rules/survey`, change);
  const done = async (wanted = {}): Promise<Teacher> => {
    const teacher = await stage.enrolled(wanted);
    must(await stage.answer(teacher, 'start', { sure: 2 }), 201);
    return teacher;
  };
  const wait = async (hours: number) => academy.clock.moveTo(new Date(academy.clock.now().getTime() + hours * HOUR));
  beforeAll(async () => {
    academy = await startAcademy();
    stage = await SurveyStage.set(academy);
  });
  afterAll(() => academy.stop());

  it('leads to the course’s own survey: to no address besides, and in the Academy as well', async () => {
    const { items } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}/reminder-rules`), 200).body;
    expect(items.find(({ kind }: { kind: string }) => kind === 'survey')).toMatchObject({ isOn: false, survey: 'Looking back', channels: { inApp: true, email: true }, link: null });
    const both = await rule({ isOn: true, link: 'https://survey.example/1' });
    expect([both.status, both.body.type]).toEqual([422, '/problems/survey-link-not-possible']);
    const preview = must(await stage.coordinator.api.post(`/editions/${stage.editionId}/reminder-rules/survey/preview`, { enrolmentId: (await stage.enrolled()).enrolmentId }), 200).body;
    expect(preview.mail.text).toContain('/activities/end');
    must(await rule({ isOn: true, channels: { inApp: true, email: true } }), 200);
  });

  it('reaches whoever completed the course and has not answered; whoever answers before it goes hears nothing', async () => {
    const [eva, rui, ida] = [await done({ displayName: 'Eva' }), await done({ displayName: 'Rui', locale: 'de' }), await done()];
    const waiting = await stage.enrolled();
    must(await stage.answer(ida, 'end', { sure: 4 }), 201);
    // What is decided is due no more: nobody decides before the preview is read, which takes the rule for switched on.
    must(await rule({ isOn: false }), 200);
    await wait(25);
    const preview = must(await stage.coordinator.api.post(`/editions/${stage.editionId}/reminder-rules/survey/preview`, {}), 200).body;
    expect(preview.people.map(({ displayName }: { displayName: string }) => displayName).sort()).toEqual(['Eva', 'Rui']);
    must(await rule({ isOn: true }), 200);

    await until(async () => (await academy.database.query(`SELECT 1 FROM reminder WHERE kind = 'survey' AND edition_id = $1`, [stage.editionId])).length === 2 || (await academy.web.get(Reminders).sweep(), false), 'the sweep');
    const mail = await academy.mailbox.waitFor(eva.email, 'survey');
    expect(mail.text).toContain(`/learning/${eva.enrolmentId}/activities/end`);
    expect(mail.text).toContain('kept apart from your name');
    expect((await academy.mailbox.waitFor(rui.email, 'survey')).text).toContain('getrennt von Ihrem Namen');
    for (const nobody of [ida, waiting]) expect(academy.mailbox.to(nobody.email, 'survey')).toEqual([]);

    const news = async (who: Teacher) => must(await who.api.get('/me/notifications'), 200).body.items.filter(({ kind }: { kind: string }) => kind === 'reminder');
    expect(await news(eva)).toMatchObject([{ path: expect.stringContaining('/activities/end') as string }]);
    must(await stage.answer(eva, 'end', { sure: 5 }), 201);
    expect((await news(eva))[0]).not.toMatchObject({ path: expect.stringContaining('/activities/end') as string });
  });

  it('is asked again at the moment of sending', async () => {
    const tom = await done();
    const held = await academy.database.query<{ id: string }>(
      `WITH r AS (INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params) VALUES ($1, 'survey', $2::text || ':end', '24', $2::uuid, $3, 'sent', '{"activityKey": "end", "hours": 24}') RETURNING id)
       INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
       SELECT 'survey:' || $2, 'survey', false, $1, $4, '{"displayName": "Tom", "locale": "en", "timeZone": "UTC"}', jsonb_build_object('reminderId', id, 'enrolmentId', $2::text, 'activityKey', 'end', 'hours', 24), academy_now() + interval '26 hours' FROM r RETURNING id`,
      [tom.id, tom.enrolmentId, stage.editionId, tom.email],
    );
    must(await stage.answer(tom, 'end', { sure: 3 }), 201);
    await wait(27);
    const fate = () => academy.database.one<{ state: string; reason: string | null }>('SELECT state, reason FROM mail WHERE id = $1', [held[0]!.id]);
    await until(async () => (await fate())!.state === 'suppressed', 'the mail to be left out');
    expect(await fate()).toMatchObject({ reason: 'done-since' });
  });

  it('is measured by whether people answered within a week', async () => {
    for (const arm of ['sent', 'held-out']) {
      for (let place = 0; place < 24; place++) {
        const teacher = await stage.academy.database.one<{ id: string; userId: string }>(
          `WITH u AS (INSERT INTO users (email, display_name, certificate_name, country, locale, reads, time_zone) VALUES (gen_random_uuid() || '@people.test', 'X', 'X', 'PT', 'en', '{en}', 'UTC') RETURNING id)
           INSERT INTO enrolment (edition_id, user_id, state, activated_at, completed_at) SELECT $1, id, 'completed', academy_now() - interval '20 days', academy_now() - interval '10 days' FROM u RETURNING id, user_id AS "userId"`,
          [stage.editionId],
        );
        await stage.academy.database.query(
          `INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params, decided_at) VALUES ($1, 'survey', $2::text || ':end', '24', $2::uuid, $3, $4, '{"activityKey": "end"}', academy_now() - interval '9 days')`,
          [teacher!.userId, teacher!.id, stage.editionId, arm],
        );
        // Looking at it is not answering it.
        const evidence = place < (arm === 'sent' ? 20 : 6) ? 'submitted' : 'viewed';
        await stage.academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, first_at, last_at) VALUES ($1, $2, 'end', $3, academy_now() - interval '8 days', academy_now() - interval '8 days')`, [teacher!.id, stage.editionId, evidence]);
      }
    }
    const { items } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}/reminder-rules`), 200).body;
    expect(items.find(({ kind }: { kind: string }) => kind === 'survey').effect).toMatchObject({ reminded: 24, remindedDone: 20, heldOut: 24, heldOutDone: 6, verdict: 'helps' });
    expect(await statements(academy, () => stage.coordinator.api.get(`/editions/${stage.editionId}/reminder-rules`))).toBeLessThanOrEqual(4);
  });
});
