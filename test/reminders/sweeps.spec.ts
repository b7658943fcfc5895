import { Reminders } from '@academy/reminders';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { ReminderStage } from './stage';
import { PLACES, Sweepers } from './sweeps.stage';

/** More people than one transaction decides about. */
const CROWD = 20_500;

describe('sweeps of several workers at once, of which one dies', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  let sweepers: Sweepers;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
    sweepers = await Sweepers.build(academy);
  });
  /** As if rules had just been changed: then two days are looked at, once. */
  beforeEach(() => academy.database.query('UPDATE reminder_sweep SET swept_to = academy_now(), asked_at = clock_timestamp()'));
  afterAll(async () => {
    await sweepers.close();
    await academy.stop();
  });

  /** Of each reminder of an edition: how many mails and notifications there are. */
  const channels = (editionId: string) =>
    academy.database.query<{ kind: string; people: number; reminders: number; mails: number; notifications: number; isOnceEach: boolean }>(
      `SELECT r.kind, count(DISTINCT r.user_id)::int AS people, count(*)::int AS reminders, sum(m.count)::int AS mails, sum(n.count)::int AS notifications, bool_and(m.count = 1 AND n.count = 1) AS "isOnceEach"
       FROM reminder r LEFT JOIN (SELECT data ->> 'reminderId' AS id, count(*) FROM mail GROUP BY 1) m ON m.id = r.id::text
         LEFT JOIN (SELECT params ->> 'reminderId' AS id, count(*) FROM notification GROUP BY 1) n ON n.id = r.id::text WHERE r.edition_id = $1 GROUP BY r.kind ORDER BY r.kind`,
      [editionId],
    );
  const once = (kind: string, people: number) => ({ kind, people, reminders: people, mails: people, notifications: people, isOnceEach: true });

  it.each(PLACES)('each is decided about once, with one mail and one notification, whoever dies before a row of %s', async (place) => {
    const editionId = await stage.edition({ startsAt: stage.in(-80), deadlines: { plan: { submitBy: stage.in(60).toISOString() } } });
    for (let person = 0; person < 24; person += 1) await stage.enrol(editionId, person % 2 ? { lastActiveAt: stage.in(-7 * 24 - 5) } : {});
    const [victim, other] = await Promise.all([sweepers.victim(), sweepers.worker()]);
    await sweepers.shut(place);
    const dying = victim.sweep().then(() => 'lived', () => 'died');
    await sweepers.isHeld();
    const mine = academy.web.get(Reminders);
    let done = 0;
    const others = Promise.all([mine, mine, other, other].map((worker) => worker.sweep().finally(() => (done += 1))));
    await sweepers.othersCameFar(() => done === 4);
    await sweepers.kill();
    expect(await dying).toBe('died');
    await others;
    expect(await mine.sweep()).toBe(0);
    expect(await channels(editionId)).toEqual([once('away', 12), once('deadline', 24), once('not-started', 12)]);
  });

  it('and nothing is lost of a crowd that takes several transactions, where the one that came first dies after its first', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-80) });
    await academy.database.query(
      `WITH people AS (INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
         SELECT gen_random_uuid(), concat('crowd-', n, '@people.test'), now(), 'A', 'A', 'PT', 'en', '{en}', 'Europe/Lisbon' FROM generate_series(1, $2::int) n RETURNING id)
       INSERT INTO enrolment (edition_id, user_id, state, activated_at, required_count, enrolled_at) SELECT $1, id, 'active', academy_now() - interval '60 days', 5, academy_now() - interval '60 days' FROM people`,
      [editionId, CROWD],
    );
    const [victim, other] = await Promise.all([sweepers.victim(), sweepers.worker()]);
    await sweepers.shut('mail');
    const dying = victim.sweep().then(() => 'lived', () => 'died');
    await sweepers.isHeld();
    let isDone = false;
    const others = other.sweep().finally(() => (isDone = true));
    await sweepers.othersCameFar(() => isDone);
    await sweepers.letPassOnce();
    await sweepers.isHeld();
    await sweepers.kill();
    expect(await dying).toBe('died');
    await others;
    await other.sweep();
    expect(await channels(editionId)).toEqual([once('not-started', CROWD)]);
  });
});
