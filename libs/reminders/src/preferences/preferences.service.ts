import { Injectable } from '@nestjs/common';
import { Database, row, rows, type Transaction } from '@academy/platform';
import { choosable, hasMail, isNews, optionalMails } from './mail.choices';
import { otherIn, type Preset, wishIn } from './preset.rules';
import type { EmailWish, Hours } from './timing.rules';

/** What somebody wants of one kind of news. */
export type Wish = Readonly<{ inApp: boolean; email: EmailWish }>;
/** What somebody wants on the whole. `isSilent`: no optional mail at all, whatever is wished of a kind. `weeklyCap`: reminders in seven days; null is the house's number. */
export type Whole = Readonly<{ isSilent: boolean; quietHours: Hours | null; weeklyCap: number | null }>;
export type Choices = Whole & Readonly<{ wishes: Readonly<Record<string, Wish>> }>;
export type Change = Readonly<{ wishes?: Readonly<Record<string, { inApp?: boolean | undefined; email?: EmailWish | undefined }>> } & { [Name in keyof Whole]?: Whole[Name] | undefined }>;

type Stored = { otherEmail: EmailWish; isSilent: boolean; from: number | null; to: number | null; weeklyCap: number | null; kinds: Record<string, { inApp: boolean; email: EmailWish }> };

const CHOICES = `SELECT coalesce(r.other_email, 'now') AS "otherEmail", coalesce(r.is_silent, false) AS "isSilent", r.quiet_from AS "from", r.quiet_to AS "to", r.weekly_cap AS "weeklyCap",
    (SELECT coalesce(jsonb_object_agg(w.kind, jsonb_build_object('inApp', w.in_app, 'email', w.email)), '{}') FROM mail_preference w WHERE w.user_id = p.id) AS kinds
  FROM (SELECT $1::uuid AS id) p LEFT JOIN mail_rhythm r ON r.user_id = p.id`;
const CHANGE_KINDS = `INSERT INTO mail_preference AS w (user_id, kind, in_app, email)
  SELECT $1, g.kind, coalesce(g.in_app, true), coalesce(g.email, (SELECT other_email FROM mail_rhythm WHERE user_id = $1), 'now') FROM unnest($2::text[], $3::boolean[], $4::text[]) AS g (kind, in_app, email)
  ON CONFLICT (user_id, kind) DO UPDATE SET updated_at = academy_now(), email_before = NULL,
    in_app = coalesce(($3::boolean[])[array_position($2::text[], excluded.kind)], w.in_app), email = coalesce(($4::text[])[array_position($2::text[], excluded.kind)], w.email)`;
const CHANGE_WHOLE = `INSERT INTO mail_rhythm AS r (user_id, is_silent, quiet_from, quiet_to, weekly_cap) VALUES ($1, coalesce($2, false), $4, $5, $7)
  ON CONFLICT (user_id) DO UPDATE SET updated_at = academy_now(), is_silent = coalesce($2, r.is_silent), quiet_from = CASE WHEN $3 THEN $4 ELSE r.quiet_from END,
    quiet_to = CASE WHEN $3 THEN $5 ELSE r.quiet_to END, weekly_cap = CASE WHEN $6 THEN $7 ELSE r.weekly_cap END`;

/** What people want to be told, where, and when. Holds at once, and when the account is gone. */
@Injectable()
export class Preferences {
  constructor(private readonly database: Database) {}

  /** What holds for each kind: everything is wanted until somebody says otherwise. */
  async of(userId: string): Promise<Choices> {
    const { otherEmail, isSilent, from, to, weeklyCap, kinds } = (await this.database.one<Stored>(CHOICES, [userId]))!;
    const wish = (kind: string): Wish => ({ inApp: isNews(kind) && (kinds[kind]?.inApp ?? true), email: hasMail(kind) ? (kinds[kind]?.email ?? otherEmail) : 'off' });
    return { isSilent, quietHours: from === null || to === null ? null : { from, to }, weeklyCap, wishes: Object.fromEntries(choosable().map((kind) => [kind, wish(kind)])) };
  }

  /** Changes what is named; the rest stays. */
  async change(userId: string, change: Change): Promise<void> {
    await this.database.transaction(async (tx) => {
      await changeWhole(tx, userId, change);
      await changeKinds(tx, userId, Object.entries(change.wishes ?? {}));
    });
  }

  /** All e-mails at once, and those of kinds to come. What is told in the Academy stays as it is. */
  async choose(userId: string, preset: Preset): Promise<void> {
    await this.database.transaction(async (tx) => {
      await rows(tx, `INSERT INTO mail_rhythm (user_id, other_email) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET other_email = excluded.other_email, other_before = NULL, is_silent = false, updated_at = academy_now()`, [userId, otherIn(preset)]);
      await changeKinds(tx, userId, optionalMails().map((kind) => [kind, { email: wishIn(preset, kind) }]));
    });
  }
}

async function changeWhole(tx: Transaction, userId: string, { isSilent, quietHours, weeklyCap }: Change): Promise<void> {
  if (isSilent === undefined && quietHours === undefined && weeklyCap === undefined) return;
  await row(tx, CHANGE_WHOLE, [userId, isSilent ?? null, quietHours !== undefined, quietHours?.from ?? null, quietHours?.to ?? null, weeklyCap !== undefined, weeklyCap ?? null]);
}

async function changeKinds(tx: Transaction, userId: string, changed: readonly (readonly [string, { inApp?: boolean | undefined; email?: EmailWish | undefined }])[]): Promise<void> {
  if (changed.length === 0) return;
  const sorted = [...changed].sort(([one], [other]) => (one < other ? -1 : 1));
  await rows(tx, CHANGE_KINDS, [userId, sorted.map(([kind]) => kind), sorted.map(([, { inApp }]) => inApp ?? null), sorted.map(([, { email }]) => email ?? null)]);
}
