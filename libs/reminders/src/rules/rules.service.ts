import { Injectable } from '@nestjs/common';
import { Database, found, record, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { lookBack } from './look.back';
import { type Audience, type EffectiveRule, houseRule, REMINDER_KINDS, REMINDER_TRAITS, type ReminderKind, type ReminderRule, type ReminderText } from './reminder.kinds';
import { whyNotKeep } from './rule.rules';
import type { RuleChange } from './rule.schemas';
import { ReminderRuleChanged, ReminderRuleReset } from './rules.facts';

/** Whose rule: a course's, for all its editions, or an edition's. */
export type RuleScope = Readonly<{ courseId: string } | { editionId: string }>;
type Ids = { courseId: string | null; editionId: string | null };
type RuleRow = {
  kind: ReminderKind; editionId: string | null; isOn: boolean; offsets: number[]; inApp: boolean; email: boolean; audience: Audience;
  holdOut: number; texts: Record<string, ReminderText>; link: string | null; changedAt: Date; changedBy: string | null;
};

const idsOf = (scope: RuleScope): Ids => ({ courseId: 'courseId' in scope ? scope.courseId : null, editionId: 'editionId' in scope ? scope.editionId : null });

/** SQL: the title of the survey that a rule of the course $1 or the edition $2 leads to, the last of the course; of a course, in its newest version. */
const OWN_SURVEY = `CASE WHEN $2::uuid IS NOT NULL THEN (SELECT a.title FROM edition_activity a WHERE a.edition_id = $2::uuid AND a.kind = 'survey' ORDER BY a.position DESC LIMIT 1)
  ELSE (SELECT v.activity ->> 'title' FROM version_activity v WHERE v.version_id = (SELECT id FROM course_version WHERE course_id = $1::uuid ORDER BY number DESC LIMIT 1) AND v.activity ->> 'kind' = 'survey' ORDER BY v.position DESC LIMIT 1) END`;

/** Rules of reminders: an edition's own stands in for its course's, and that for the house's, each as a whole. */
@Injectable()
export class ReminderRules {
  constructor(private readonly database: Database) {}

  /** The rules in force, of all kinds, in the order of a course's life. */
  of(scope: RuleScope): Promise<EffectiveRule[]> {
    return this.inForce(this.database.source.manager, idsOf(scope));
  }

  /** Changes one rule for this scope alone. Refuses what its kind cannot do. Throws NotFound where there is no such course or edition. */
  async save(scope: RuleScope, kind: ReminderKind, change: RuleChange, byUserId: string): Promise<void> {
    const ids = idsOf(scope);
    await this.database.transaction(async (tx) => {
      await this.lock(tx, ids);
      const before = (await this.inForce(tx, ids)).find((rule) => rule.kind === kind)!;
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<ReminderRule>;
      const rule: ReminderRule = { ...before, ...given };

      refuseIf(whyNotKeep(rule, REMINDER_TRAITS[kind], before.survey !== null));

      await this.keep(tx, ids, rule, byUserId);
      await lookBack(tx);

      await record(tx, ReminderRuleChanged, { kind, ...ids, fields: Object.keys(given) }, { actorId: byUserId });
    });
  }

  /** Takes this scope's own rule back. Does nothing where there is none. */
  async reset(scope: RuleScope, kind: ReminderKind, byUserId: string): Promise<void> {
    const ids = idsOf(scope);
    await this.database.transaction(async (tx) => {
      const gone = await row(tx, `DELETE FROM reminder_rule WHERE kind = $1 AND (course_id = $2 OR edition_id = $3) RETURNING id`, [kind, ids.courseId, ids.editionId]);
      if (!gone) return;
      await lookBack(tx);
      await record(tx, ReminderRuleReset, { kind, ...ids }, { actorId: byUserId });
    });
  }

  /** Two who change a rule at once do so one after the other. */
  private async lock(tx: Transaction, { courseId, editionId }: Ids): Promise<void> {
    const sql = editionId === null ? 'SELECT id FROM course WHERE id = $1 FOR NO KEY UPDATE' : 'SELECT id FROM edition WHERE id = $1 FOR NO KEY UPDATE';
    found(await row(tx, sql, [editionId ?? courseId]), editionId === null ? 'course' : 'edition');
  }

  private async inForce(tx: Transaction, { courseId, editionId }: Ids): Promise<EffectiveRule[]> {
    const stored = await rows<{ survey: string | null; own: (Omit<RuleRow, 'changedAt'> & { changedAt: string }) | null }>(
      tx,
      `SELECT ${OWN_SURVEY} AS survey, to_jsonb(own) AS own FROM (SELECT) one LEFT JOIN LATERAL (SELECT DISTINCT ON (r.kind) r.kind, r.edition_id AS "editionId", r.is_on AS "isOn", r.offsets, r.in_app AS "inApp", r.email, r.audience, r.hold_out AS "holdOut", r.texts, r.link,
              r.changed_at AS "changedAt", u.display_name AS "changedBy"
       FROM reminder_rule r LEFT JOIN users u ON u.id = r.changed_by
       WHERE r.edition_id = $2 OR r.course_id = coalesce($1::uuid, (SELECT course_id FROM edition WHERE id = $2)) ORDER BY r.kind, r.edition_id NULLS LAST) own ON true`,
      [courseId, editionId],
    );
    const byKind = new Map(stored.flatMap(({ own }) => (own ? [[own.kind, { ...own, changedAt: new Date(own.changedAt) }]] : [])));
    return REMINDER_KINDS.map((kind) => effective(kind, byKind.get(kind), kind === 'survey' ? (stored[0]?.survey ?? null) : null));
  }

  private async keep(tx: Transaction, { courseId, editionId }: Ids, rule: ReminderRule, byUserId: string): Promise<void> {
    await row(
      tx,
      `INSERT INTO reminder_rule (kind, course_id, edition_id, is_on, offsets, in_app, email, audience, hold_out, texts, link, changed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT ${editionId === null ? '(course_id, kind)' : '(edition_id, kind)'} DO UPDATE SET is_on = excluded.is_on, offsets = excluded.offsets, in_app = excluded.in_app, email = excluded.email,
         audience = excluded.audience, hold_out = excluded.hold_out, texts = excluded.texts, link = excluded.link, changed_by = excluded.changed_by, changed_at = academy_now()`,
      [rule.kind, courseId, editionId, rule.isOn, rule.offsets, rule.channels.inApp, rule.channels.email, JSON.stringify(rule.audience), rule.holdOut, JSON.stringify(rule.texts), rule.link, byUserId],
    );
  }
}

function effective(kind: ReminderKind, own: RuleRow | undefined, survey: string | null): EffectiveRule {
  if (!own) {
    const house = houseRule(kind);
    // A survey of the course's own can be led to in the Academy as well.
    return { ...house, channels: survey === null ? house.channels : { inApp: true, email: true }, origin: 'house', changedAt: null, changedBy: null, survey };
  }
  const { editionId, inApp, email, ...rule } = own;
  return { ...rule, channels: { inApp, email }, origin: editionId === null ? 'course' : 'edition', survey };
}
