import { Injectable } from '@nestjs/common';
import { type ComposedMail, Database, found, MailComposer, mailKind, type MailRecipient } from '@academy/platform';
import { isSwept, type SweptKind } from './due.kinds';
import { given } from './due.parts';
import { previewStatement } from './due.statements';
import { ReminderLetters, type Params } from './letters.queries';
import type { ReminderKind, ReminderRule } from './reminder.kinds';

/** Somebody who would get it. `since`: the moment it fell due. */
export type DuePerson = Readonly<{ enrolmentId: string; displayName: string; since: Date; heldOut: boolean }>;
export type DueNow = Readonly<{ count: number; people: readonly DuePerson[] }>;
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

  /** Who of an edition would get this now, were the rule in force: how many, and the first fifty by name. */
  async dueNow(editionId: string, rule: ReminderRule): Promise<DueNow> {
    const people = await this.find(editionId, rule);
    return { count: people[0]?.count ?? 0, people: people.map(({ enrolmentId, displayName, since, heldOut }) => ({ enrolmentId, displayName, since, heldOut })) };
  }

  /** The mail that the rule would send to somebody of the edition, with her own data: in her language, or in another. Throws NotFound for who does not take part. */
  async mailFor(editionId: string, rule: ReminderRule, enrolmentId: string, locale?: string): Promise<ComposedMail> {
    const reader = found(
      await this.database.one<Reader>(
        `SELECT u.email, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone" FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.id = $1 AND e.edition_id = $2`,
        [enrolmentId, editionId],
      ),
      'enrolment',
    );
    const recipient = { displayName: reader.displayName, locale: locale ?? reader.locale, timeZone: reader.timeZone };
    const params = (await this.find(editionId, rule)).find((person) => person.enrolmentId === enrolmentId)?.params ?? (await this.example(editionId, rule));
    const letter = found(await this.letters.of(rule.kind, enrolmentId, params, rule, recipient.locale), 'enrolment');
    const data = isSwept(rule.kind) ? letter : { ...letter, ...EXAMPLE, title: letter.activity, startsAt: letter.at, expiresAt: letter.at, owedBy: letter.at };
    // For nobody: the link that ends these mails is its reader's alone.
    return this.composer.compose(mailKind(rule.kind)!, { id: 'preview', kind: rule.kind, userId: null, address: reader.email, recipient, data });
  }

  private async find(editionId: string, rule: ReminderRule): Promise<Found[]> {
    const { kind } = rule;
    const since = new Date((await this.now()).getTime() - LOOKBACK);
    if (!isSwept(kind)) return this.database.query<Found>(FROM_FACTS[kind], [editionId]);
    return this.database.query<Found>(previewStatement(kind), [kind, given({ ...rule, isOn: true }), true, [editionId], since]);
  }

  /** What a reminder would be about for who is not due one: the edition's first module and activity, or its first deadline. */
  private async example(editionId: string, { kind, offsets }: ReminderRule): Promise<Params> {
    const isDated = kind === 'deadline' || kind === 'draft-not-sent';
    const example = await this.database.one<{ moduleKey: string; activityKey: string; at: Date }>(
      `SELECT a.module_key AS "moduleKey", a.activity_key AS "activityKey", coalesce(CASE WHEN $2 THEN a.due_at END, CASE WHEN $3 = 'edition-starts' THEN d.starts_at END, m.opens_at, academy_now()) AS at
       FROM edition d JOIN edition_activity a ON a.edition_id = d.id JOIN edition_module m ON m.edition_id = d.id AND m.module_key = a.module_key
       WHERE d.id = $1 ORDER BY (CASE WHEN $2 THEN a.due_at END) NULLS LAST, (a.kind = 'assignment' AND $3 IN ('reviews-owed', 'claim-expiring')) DESC, a.is_required DESC, a.position LIMIT 1`,
      [editionId, isDated, kind],
    );
    return example ? { ...example, at: example.at.toISOString(), hours: offsets[0] ?? 0 } : {};
  }

  private async now(): Promise<Date> {
    return (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;
  }
}

/** What composing needs beside a letter for reminders that follow from facts. */
const EXAMPLE = { reviewId: '00000000-0000-0000-0000-000000000000', round: 1, owed: 2 };

const fact = (select: string): string =>
  `SELECT f.enrolment_id AS "enrolmentId", u.display_name AS "displayName", f.since, f.params, false AS "heldOut", count(*) OVER ()::int AS count
   FROM (${select}) f JOIN users u ON u.id = f.user_id ORDER BY u.display_name, f.enrolment_id LIMIT 50`;
const FROM_FACTS: Record<Exclude<ReminderKind, SweptKind>, string> = {
  'seat-freed': fact(`SELECT e.id AS enrolment_id, e.user_id, e.activated_at AS since, '{}'::jsonb AS params FROM enrolment e WHERE e.edition_id = $1 AND false`),
  'reviews-owed': fact(`SELECT d.enrolment_id, d.user_id, d.owed_by AS since, jsonb_build_object('activityKey', d.activity_key, 'at', d.owed_by) AS params FROM review_duty d
    WHERE d.edition_id = $1 AND d.given + d.waived < d.to_give AND d.owed_by BETWEEN academy_now() - interval '72 hours' AND academy_now() + interval '72 hours'`),
  'claim-expiring': fact(`SELECT v.enrolment_id, v.reviewer_id AS user_id, v.expires_at AS since, jsonb_build_object('activityKey', v.activity_key, 'at', v.expires_at) AS params FROM review v
    WHERE v.edition_id = $1 AND v.state = 'claimed' AND v.enrolment_id IS NOT NULL AND v.expires_at BETWEEN academy_now() AND academy_now() + interval '12 hours'`),
};
