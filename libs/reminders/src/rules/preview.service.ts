import { Injectable } from '@nestjs/common';
import { type ComposedMail, Database, found, MailComposer, mailKind, type MailRecipient } from '@academy/platform';
import { isSwept } from './due.kinds';
import { given, MAY_FALL_DUE } from './due.parts';
import { isByEdition, previewStatement } from './due.statements';
import { ReminderLetters, type Params } from './letters.queries';
import type { ReminderRule } from './reminder.kinds';

/** Somebody who would get it. `since`: the moment it fell due. */
export type DuePerson = Readonly<{ enrolmentId: string; editionId: string; displayName: string; since: Date; heldOut: boolean }>;
/** How many, and the first fifty by name. */
export type DueNow = Readonly<{ count: number; people: readonly DuePerson[] }>;
/** The same over the `editions` of a course; `others`: how many more the rule reaches, of whose people nothing is said. */
export type DueInCourse = Readonly<{ count: number; people: readonly (DuePerson & { edition: string })[]; editions: number; others: number }>;
/** A mail, and what the line in the Academy is told with: the date that it is about, where its reader is. */
export type PreviewedMail = ComposedMail & Readonly<{ at: string | null; timeZone: string }>;
type Found = DuePerson & { count: number; params: Params };
type Reader = MailRecipient & { email: string };

/** Moments that count as now, as in the sweep. */
const LOOKBACK = 48 * 3_600_000;

/** What a rule would do, before it is switched on. Nothing is written or sent. */
@Injectable()
export class ReminderPreview {
  constructor(
    private readonly database: Database,
    private readonly letters: ReminderLetters,
    private readonly composer: MailComposer,
  ) {}

  /** Who of an edition would get this now, were the rule in force. */
  async dueNow(editionId: string, rule: ReminderRule): Promise<DueNow> {
    return dueOf(await this.find([editionId], rule));
  }

  /** Who of a course's editions would get this now, were the rule the course's: of those without a setting of their own, and of these of whoever `mayRun` them. */
  async dueInCourse(courseId: string, rule: ReminderRule, mayRun: (editionId: string) => boolean): Promise<DueInCourse> {
    const { kind } = rule;
    const reached = await this.database.query<{ id: string; name: string }>(
      `SELECT d.id, d.name FROM edition d WHERE d.course_id = $1 AND d.state <> 'draft' AND (${MAY_FALL_DUE} OR NOT $3)
         AND NOT EXISTS (SELECT FROM reminder_rule own WHERE own.edition_id = d.id AND own.kind = $2)`,
      [courseId, kind, kind === 'seat-freed' || isByEdition(kind)],
    );
    const names = new Map(reached.filter(({ id }) => mayRun(id)).map(({ id, name }) => [id, name]));
    const { count, people } = dueOf(names.size > 0 ? await this.find([...names.keys()], rule) : []);
    return { count, people: people.map((person) => ({ ...person, edition: names.get(person.editionId)! })), editions: names.size, others: reached.length - names.size };
  }

  /** The mail that the rule would send to somebody of the edition, with her own data: in her language, or in another. Throws NotFound for who does not take part. */
  async mailFor(editionId: string, rule: ReminderRule, enrolmentId: string, locale?: string): Promise<PreviewedMail> {
    const reader = found(
      await this.database.one<Reader>(
        `SELECT u.email, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone" FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.id = $1 AND e.edition_id = $2`,
        [enrolmentId, editionId],
      ),
      'enrolment',
    );
    const recipient = { displayName: reader.displayName, locale: locale ?? reader.locale, timeZone: reader.timeZone };
    const params = (await this.find([editionId], rule)).find((person) => person.enrolmentId === enrolmentId)?.params ?? (await this.example(editionId, rule));
    const letter = found(await this.letters.of(enrolmentId, params, rule, recipient), 'enrolment');
    const data = isSwept(rule.kind) ? letter : { ...letter, ...EXAMPLE, ...params, title: letter.activity, startsAt: letter.at, expiresAt: letter.at, owedBy: letter.at };
    // For nobody: the link that ends these mails is its reader's alone.
    return { ...this.composer.compose(mailKind(rule.kind)!, { id: 'preview', kind: rule.kind, userId: null, address: reader.email, recipient, data }), at: letter.at, timeZone: reader.timeZone };
  }

  private async find(editionIds: readonly string[], rule: ReminderRule): Promise<Found[]> {
    const { kind } = rule;
    // Of a seat hears at once who gets it: nobody waits for that.
    if (kind === 'seat-freed') return [];
    const asked = [kind, given({ ...rule, isOn: true }), true, editionIds];
    return this.database.query<Found>(previewStatement(kind), isSwept(kind) ? [...asked, new Date((await this.now()).getTime() - LOOKBACK)] : asked);
  }

  /** What a reminder would be about for who is not due one: the edition's first module and activity, or its first deadline. */
  private async example(editionId: string, { kind, offsets }: ReminderRule): Promise<Params> {
    const isDated = kind === 'deadline' || kind === 'draft-not-sent';
    const example = await this.database.one<{ moduleKey: string; activityKey: string; activityKind: string; at: Date }>(
      `SELECT a.module_key AS "moduleKey", a.activity_key AS "activityKey", a.kind AS "activityKind", coalesce(CASE WHEN $2 THEN a.due_at END, CASE $3 WHEN 'edition-starts' THEN d.starts_at WHEN 'live-event' THEN l.starts_at END, m.opens_at, academy_now()) AS at
       FROM edition d JOIN edition_activity a ON a.edition_id = d.id JOIN edition_module m ON m.edition_id = d.id AND m.module_key = a.module_key
         LEFT JOIN live_event l ON l.edition_id = d.id AND l.activity_key = a.activity_key
       WHERE d.id = $1 ORDER BY (a.kind = 'live-event' AND $3 = 'live-event') DESC, (CASE WHEN $2 THEN a.due_at END) NULLS LAST, (CASE WHEN $3 = 'survey' AND a.kind = 'survey' THEN a.position END) DESC NULLS LAST, (a.kind = 'assignment' AND $3 IN ('reviews-owed', 'claim-expiring')) DESC, a.is_required DESC, a.position LIMIT 1`,
      [editionId, isDated, kind],
    );
    if (!example) return {};
    const { activityKind, activityKey, ...about } = example;
    // A survey elsewhere is about no activity.
    return { ...about, ...(kind === 'survey' && activityKind !== 'survey' ? {} : { activityKey }), at: example.at.toISOString(), hours: offsets[0] ?? 0 };
  }

  private async now(): Promise<Date> {
    return (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;
  }
}

const dueOf = (people: readonly Found[]): DueNow => ({ count: people[0]?.count ?? 0, people: people.map(({ enrolmentId, editionId, displayName, since, heldOut }) => ({ enrolmentId, editionId, displayName, since, heldOut })) });

/** What composing needs beside a letter for reminders that follow from facts. */
const EXAMPLE = { reviewId: '00000000-0000-0000-0000-000000000000', round: 1, owed: 2 };
