import { randomUUID } from 'node:crypto';
import { Database, MailSender } from '@academy/platform';
import { type ReminderKind, Reminders } from '@academy/reminders';
import type { RunningAcademy } from '../support/academy';
import { setClock } from './clock';
import { OUTLINE } from './outline';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Required activities of the outline. */
const REQUIRED = 5;

export type Learner = { userId: string; enrolmentId: string; email: string; name: string };
type Person = { name?: string; country?: string; locale?: string; timeZone?: string };
type Enrolment = { state?: string; activatedAt?: Date; lastActiveAt?: Date | null; completedAt?: Date | null; done?: number };
type Dates = { startsAt: Date; endsAt?: Date; release?: object; deadlines?: object; state?: string };
export type LedgerRow = { kind: ReminderKind; subject: string; occurrence: string; arm: string; userId: string };

/** Editions and their people, written as rows: what reminders are decided from. The sweep, the gate and the sender are the real ones. */
export class ReminderStage {
  private constructor(
    readonly academy: RunningAcademy,
    readonly courseId: string,
    readonly versionId: string,
  ) {}

  /** `at`: the instant at which it begins, where a test names its days. */
  static async build(academy: RunningAcademy, at?: string): Promise<ReminderStage> {
    if (at) await setClock(academy.web, new Date(at));
    const [courseId, versionId] = [randomUUID(), randomUUID()];
    await academy.database.query(`INSERT INTO course (id, slug, title, language, licence, latest_version) VALUES ($1, $2, 'Counting the swifts', 'en', 'CC-BY-4.0', 1)`, [courseId, `swifts-${courseId.slice(0, 8)}`]);
    await academy.database.query(`INSERT INTO course_version (id, course_id, number, head, outline) VALUES ($1, $2, 1, '{"title": "Counting the swifts", "language": "en"}', $3)`, [versionId, courseId, JSON.stringify(OUTLINE)]);
    return new ReminderStage(academy, courseId, versionId);
  }

  get database(): Database {
    return this.academy.database;
  }
  now = (): Date => this.academy.clock.now();
  /** An instant some hours from now. */
  in = (hours: number): Date => new Date(this.now().getTime() + hours * HOUR);
  moveTo = (instant: Date): Promise<Date> => this.academy.clock.moveTo(instant);
  wait = (hours: number): Promise<Date> => this.moveTo(this.in(hours));
  /** Editions of this stage come with moments that have passed: as if each had been changed just now. */
  async sweep(): Promise<number> {
    await this.database.query('UPDATE reminder_sweep SET asked_at = clock_timestamp()');
    return this.academy.web.get(Reminders).sweep();
  }

  async edition({ startsAt, endsAt = new Date(startsAt.getTime() + 60 * DAY), release = { mode: 'all' }, deadlines = {}, state = 'running' }: Dates): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines, seats_taken)
       VALUES ($1, $2, $3, 'Spring', $4, $5::timestamptz - interval '90 days', $6, $5, $6, $7, $8, 100)`,
      [id, this.courseId, this.versionId, state, startsAt, endsAt, JSON.stringify(release), JSON.stringify(deadlines)],
    );
    return id;
  }

  async enrol(editionId: string, { state = 'active', activatedAt = this.in(-60 * 24), lastActiveAt = null, completedAt = null, done = 0 }: Enrolment = {}, person: Person = {}): Promise<Learner> {
    const [userId, enrolmentId] = [randomUUID(), randomUUID()];
    const email = `${userId}@people.test`;
    const name = person.name ?? `Person ${userId.slice(0, 4)}`;
    await this.database.query(
      `INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone) VALUES ($1, $2, now(), $3, $3, $4, $5, ARRAY[$5], $6)`,
      [userId, email, name, person.country ?? 'PT', person.locale ?? 'en', person.timeZone ?? 'Europe/Lisbon'],
    );
    await this.database.query(
      `INSERT INTO enrolment (id, edition_id, user_id, state, activated_at, last_active_at, completed_at, done_count, required_count, enrolled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5)`,
      [enrolmentId, editionId, userId, state, activatedAt, lastActiveAt, completedAt, done, REQUIRED],
    );
    return { userId, enrolmentId, email, name };
  }

  /** What somebody did, and that she was here. */
  async does({ enrolmentId }: Learner, activityKey: string, evidence: string, value = 1): Promise<void> {
    await this.database.query(
      `WITH did AS (INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, value) SELECT id, edition_id, $2, $3, $4 FROM enrolment WHERE id = $1 ON CONFLICT DO NOTHING)
       UPDATE enrolment SET last_active_at = academy_now(), done_count = done_count + 1 WHERE id = $1`,
      [enrolmentId, activityKey, evidence, value],
    );
  }

  /** A work for the assignment, as far as it has come. */
  async work({ enrolmentId, userId }: Learner, state: string, createdAt: Date = this.in(-30 * 24)): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO submission (id, edition_id, activity_key, version_id, state, language, created_at, submitted_at) SELECT $1, e.edition_id, 'plan', $3, $4, 'en', $5, CASE WHEN $4 <> 'draft' THEN academy_now() END FROM enrolment e WHERE e.id = $2`,
      [id, enrolmentId, this.versionId, state, createdAt],
    );
    await this.database.query(`INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) VALUES ($1, 'plan', 1, $2, $3)`, [enrolmentId, id, userId]);
    return id;
  }

  /** What was decided about an edition, by kind and person. */
  ledger(editionId: string): Promise<LedgerRow[]> {
    return this.database.query<LedgerRow>(`SELECT kind, subject, occurrence, arm, user_id AS "userId" FROM reminder WHERE edition_id = $1 ORDER BY kind, subject, occurrence`, [editionId]);
  }

  async kindsFor(editionId: string, { userId }: Learner): Promise<string[]> {
    return (await this.ledger(editionId)).filter((row) => row.userId === userId).map(({ kind, occurrence }) => `${kind} ${occurrence}`.trim()).sort();
  }

  mail({ userId }: Learner, kind: string): Promise<{ id: string; state: string; reason: string | null; dueAt: Date } | null> {
    return this.database.one(`SELECT id, state, reason, due_at AS "dueAt" FROM mail WHERE user_id = $1 AND kind = $2 ORDER BY created_at DESC LIMIT 1`, [userId, kind]);
  }

  /** Sends somebody's newest mail of a kind, as soon as it is due; answers what became of it. */
  async send(learner: Learner, kind: string): Promise<string> {
    const mail = await this.mail(learner, kind);
    if (!mail) return 'no mail';
    if (mail.dueAt > this.now()) await this.moveTo(new Date(mail.dueAt.getTime() + 1_000));
    await this.academy.web.get(MailSender).send(mail.id);
    const { state, reason } = (await this.mail(learner, kind))!;
    return reason ? `${state}: ${reason}` : state;
  }
}
