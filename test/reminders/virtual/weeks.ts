import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, MailSender } from '@academy/platform';
import { Reminders } from '@academy/reminders';
import { OUTLINE } from '../outline';
import { seeded } from './chance';
import { type Act, cohort, datesFrom, type EditionDates, type Teacher } from './cohort';
import { dueOf, type EditionRow, type EnrolmentRow, hourIn, type World } from './naive';

const HOUR = 3_600_000;
/** So many at a time. */
const AT_ONCE = 16;

export type Findings = {
  steps: number; people: number; decided: number; sent: number; suppressed: Map<string, number>;
  /** What should not be: lines that the sweep lacks, or has beyond the naive ones; mails at night, after opting out, about what is done. */
  lacking: string[]; beyond: string[]; atNight: string[]; optedOut: string[]; done: string[]; overCap: string[];
  byKind: Map<string, number>;
};
type Run = { editionId: string; teachers: readonly Teacher[]; enrolments: readonly string[]; users: readonly string[]; dates: EditionDates; next: number[] };

/** An edition played day by day: people act, the sweep decides, the sender sends, and each time it is all computed once more. */
export class VirtualWeeks {
  readonly findings: Findings = { steps: 0, people: 0, decided: 0, sent: 0, suppressed: new Map(), lacking: [], beyond: [], atNight: [], optedOut: [], done: [], overCap: [], byKind: new Map() };
  private readonly known = new Set<string>();
  private readonly chance = seeded(42);

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly stepHours: number,
  ) {}

  private get database(): Database {
    return this.rooms.get(Database);
  }

  async play(people: number, start: string): Promise<void> {
    const run = await this.enrolAll(people, start);
    for (let at = run.dates.startsAt - 20 * 24 * HOUR; at <= run.dates.endsAt + 2 * 24 * HOUR; at += this.stepHours * HOUR) await this.step(run, at);
    await this.count(run.editionId);
  }

  private async step(run: Run, at: number): Promise<void> {
    await this.rooms.get(Clock).moveTo(new Date(at));
    await this.act(run, at);
    const world = await this.world(run.editionId);
    // What falls due while the sweep runs it may have or not.
    const since = await this.since();
    const before = dueOf(world, await this.now(), since);
    this.findings.decided += await this.rooms.get(Reminders).sweep();
    this.findings.steps += 1;
    const after = await this.now();
    await this.compare(run, before, dueOf(world, after, since));
    // A worker is away now and then: mails that were due by day are found at night.
    if (this.chance() < 0.8) await this.send(run, dueOf(world, after, null));
  }

  /** A sweep looks from two hours before the last one on; the first looks at two days. */
  private async since(): Promise<Date> {
    const { sweptTo } = (await this.database.one<{ sweptTo: Date | null }>('SELECT swept_to AS "sweptTo" FROM reminder_sweep'))!;
    return sweptTo ? new Date(sweptTo.getTime() - 2 * HOUR) : new Date((await this.now()).getTime() - 48 * HOUR);
  }

  private now = async (): Promise<Date> => (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;

  private async compare({ editionId }: Run, least: ReadonlySet<string>, most: ReadonlySet<string>): Promise<void> {
    const ledger = await this.database.query<{ line: string; kind: string }>(`SELECT concat_ws(' ', user_id, kind, subject, occurrence) AS line, kind FROM reminder WHERE edition_id = $1`, [editionId]);
    const fresh = ledger.filter(({ line }) => !this.known.has(line));
    for (const { line, kind } of fresh) {
      if (!most.has(line)) this.findings.beyond.push(line);
      this.known.add(line);
      this.findings.byKind.set(kind, (this.findings.byKind.get(kind) ?? 0) + 1);
    }
    for (const line of least) if (!this.known.has(line)) this.findings.lacking.push(line);
  }

  /** Sends all that is due, as the worker does, and looks at what went out. */
  private async send({ editionId }: Run, stillTrue: ReadonlySet<string>): Promise<void> {
    const due = await this.database.query<{ id: string }>(`SELECT id FROM mail WHERE state = 'pending' AND due_at <= academy_now() ORDER BY due_at, id`);
    for (let first = 0; first < due.length; first += AT_ONCE) await Promise.all(due.slice(first, first + AT_ONCE).map(({ id }) => this.rooms.get(MailSender).send(id)));
    const settled = await this.database.query<{ line: string; kind: string; state: string; reason: string | null; sentAt: Date; zone: string; isOff: boolean }>(
      `SELECT concat_ws(' ', m.user_id, m.kind, r.subject, r.occurrence) AS line, m.kind, m.state, m.reason, m.sent_at AS "sentAt", u.time_zone AS zone, w.email IS NOT DISTINCT FROM 'off' AS "isOff"
       FROM mail m JOIN users u ON u.id = m.user_id JOIN reminder r ON r.id = (m.data ->> 'reminderId')::uuid AND r.edition_id = $2 LEFT JOIN mail_preference w ON w.user_id = m.user_id AND w.kind = m.kind WHERE m.id = ANY ($1::uuid[])`,
      [due.map(({ id }) => id), editionId],
    );
    for (const { line, state, reason, sentAt, zone, isOff } of settled) {
      if (state === 'suppressed') this.findings.suppressed.set(reason!, (this.findings.suppressed.get(reason!) ?? 0) + 1);
      if (state !== 'sent') continue;
      this.findings.sent += 1;
      if (hourIn(zone, sentAt) < 9 || hourIn(zone, sentAt) >= 18) this.findings.atNight.push(`${line} at ${sentAt.toISOString()} in ${zone}`);
      if (isOff) this.findings.optedOut.push(line);
      if (!stillTrue.has(line)) this.findings.done.push(line);
    }
  }

  /** Nobody had more than the cap in any seven days. */
  private async count(editionId: string): Promise<void> {
    const sent = await this.database.query<{ userId: string; at: Date }>(`SELECT m.user_id AS "userId", m.sent_at AS at FROM mail m JOIN enrolment e ON e.user_id = m.user_id AND e.edition_id = $1 WHERE m.state = 'sent' ORDER BY m.user_id, m.sent_at`, [editionId]);
    sent.forEach(({ userId, at }, index) => {
      const first = sent[index - this.rooms.get<Config>(CONFIG).mailWeeklyCap];
      if (first?.userId === userId && at.getTime() - first.at.getTime() < 7 * 24 * HOUR) this.findings.overCap.push(`${userId} at ${at.toISOString()}`);
    });
  }

  private async act({ teachers, enrolments, users, next }: Run, upTo: number): Promise<void> {
    const works: (() => Promise<void>)[] = [];
    teachers.forEach(({ acts }, index) => {
      const due: Act[] = [];
      for (; next[index]! < acts.length && acts[next[index]!]!.at <= upTo; next[index]! += 1) due.push(acts[next[index]!]!);
      if (due.length > 0) works.push(async () => { for (const act of due) await this.one(enrolments[index]!, users[index]!, act); });
    });
    for (let first = 0; first < works.length; first += AT_ONCE) await Promise.all(works.slice(first, first + AT_ONCE).map((work) => work()));
  }

  private async one(enrolmentId: string, userId: string, { does, what, at }: Act): Promise<void> {
    const run = (sql: string, ...values: unknown[]) => this.database.query(sql, [enrolmentId, new Date(at), ...values]);
    const [activity, evidence] = what.split(' ');
    const here = `UPDATE enrolment SET last_active_at = $2`;
    switch (does) {
      case 'visit': return void (await run(`${here} WHERE id = $1`));
      case 'evidence': return void (await run(`WITH did AS (INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, first_at, last_at) SELECT id, edition_id, $3, $4, $2, $2 FROM enrolment WHERE id = $1) ${here}, done_count = done_count + 1 WHERE id = $1`, activity, evidence));
      case 'credit': return void (await run(`WITH did AS (INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, first_at, last_at) SELECT id, edition_id, $3, $4, $2, $2 FROM enrolment WHERE id = $1) UPDATE enrolment SET done_count = done_count + 1 WHERE id = $1`, activity, evidence));
      case 'module': return void (await run(`INSERT INTO module_completion (enrolment_id, edition_id, module_key, completed_at) SELECT id, edition_id, $3, $2 FROM enrolment WHERE id = $1`, what));
      case 'complete': return void (await run(`UPDATE enrolment SET state = 'completed', completed_at = $2 WHERE id = $1`));
      case 'withdraw': return void (await run(`UPDATE enrolment SET state = 'withdrawn', withdrawn_at = $2 WHERE id = $1`));
      case 'opt-out': return void (await this.database.query(`INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, $2, 'off') ON CONFLICT DO NOTHING`, [userId, what]));
      case 'draft': {
        await run(`WITH work AS (INSERT INTO submission (edition_id, activity_key, version_id, state, language, created_at) SELECT e.edition_id, 'plan', d.version_id, 'draft', 'en', $2 FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1 RETURNING id)
          INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) SELECT $1, 'plan', 1, id, $3 FROM work`, userId);
        return void (await run(`${here} WHERE id = $1`));
      }
      case 'submit': return void (await run(`WITH sent AS (UPDATE submission SET state = 'submitted', submitted_at = $2 WHERE id = (SELECT submission_id FROM submission_author WHERE enrolment_id = $1)) ${here} WHERE id = $1`));
    }
  }

  /** All rows that decide, read plainly. */
  private async world(editionId: string): Promise<World> {
    const read = <Row>(sql: string) => this.database.query<Row>(sql, [editionId]);
    const lines = async (sql: string) => new Set((await read<{ line: string }>(sql)).map(({ line }) => line));
    const works = await read<{ id: string; state: string; createdAt: Date }>(`SELECT a.enrolment_id AS id, s.state, s.created_at AS "createdAt" FROM submission_author a JOIN submission s ON s.id = a.submission_id WHERE s.edition_id = $1`);
    const latest = await read<{ id: string; at: Date }>(`SELECT enrolment_id AS id, max(first_at) AS at FROM progress WHERE edition_id = $1 GROUP BY enrolment_id`);
    return {
      editions: await read<EditionRow>(`SELECT id, state, starts_at AS "startsAt", ends_at AS "endsAt", deadlines, release FROM edition WHERE id = $1`),
      enrolments: await read<EnrolmentRow>(`SELECT id, user_id AS "userId", edition_id AS "editionId", state, activated_at AS "activatedAt", last_active_at AS "lastActiveAt" FROM enrolment WHERE edition_id = $1 AND activated_at <= academy_now()`),
      progress: await lines(`SELECT concat_ws(' ', enrolment_id, activity_key, evidence) AS line FROM progress WHERE edition_id = $1`),
      completed: await lines(`SELECT concat_ws(' ', enrolment_id, module_key) AS line FROM module_completion WHERE edition_id = $1`),
      latest: new Map(latest.map(({ id, at }) => [id, at])),
      works: new Map(works.map(({ id, ...work }) => [id, work])),
    };
  }

  /** The edition and all who will take part: who has not enrolled yet has a seat from a day that is to come. */
  private async enrolAll(people: number, start: string): Promise<Run> {
    const dates = datesFrom(start);
    await this.rooms.get(Clock).moveTo(new Date(dates.startsAt - 21 * 24 * HOUR));
    const [courseId, versionId, editionId] = [randomUUID(), randomUUID(), randomUUID()];
    const teachers = cohort(people, this.findings.people + 1, dates);
    const [enrolments, users] = [teachers.map(() => randomUUID() as string), teachers.map(() => randomUUID() as string)];
    await this.database.query(`INSERT INTO course (id, slug, title, language, licence, latest_version) VALUES ($1, $2, 'Counting the swifts', 'en', 'CC-BY-4.0', 1)`, [courseId, `weeks-${courseId.slice(0, 8)}`]);
    await this.database.query(`INSERT INTO course_version (id, course_id, number, head, outline) VALUES ($1, $2, 1, '{}', $3)`, [versionId, courseId, JSON.stringify(OUTLINE)]);
    await this.database.query(
      `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines, seats_taken) VALUES ($1, $2, $3, 'Spring', 'running', $4::timestamptz - interval '30 days', $5, $4, $5, '{"mode": "weekly"}', $6, $7)`,
      [editionId, courseId, versionId, new Date(dates.startsAt), new Date(dates.endsAt), JSON.stringify({ plan: { submitBy: new Date(dates.submitBy).toISOString() } }), people],
    );
    await this.database.query(
      `INSERT INTO users (id, email, display_name, certificate_name, country, locale, reads, time_zone) SELECT id, id || '@people.test', 'Teacher', 'Teacher', country, 'en', '{en}', zone FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (id, country, zone)`,
      [users, teachers.map(({ country }) => country), teachers.map(({ zone }) => zone)],
    );
    await this.database.query(
      `INSERT INTO enrolment (id, edition_id, user_id, state, enrolled_at, activated_at, required_count) SELECT id, $2, person, 'active', at, at, 5 FROM unnest($1::uuid[], $3::uuid[], $4::timestamptz[]) AS t (id, person, at)`,
      [enrolments, editionId, users, teachers.map(({ enrolledAt }) => new Date(enrolledAt))],
    );
    this.findings.people += people;
    return { editionId, teachers, enrolments, users, dates, next: teachers.map(() => 0) };
  }
}
