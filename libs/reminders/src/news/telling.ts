import { rows, type Transaction } from '@academy/platform';
import { isOfTheDay, NEWS_KINDS, type NewsKind } from './news.kinds';

/** `key`: what it is about, once for ever for this person. `params`: ids alone; see the kind. */
export type Told = Readonly<{ userId: string; key: string; params: Readonly<Record<string, unknown>> }>;

const DAY = 'beginning_of_day(academy_now(), u.time_zone)';
/** The beginning of the day for her; within it by kinds, and those of one kind as they came. */
const dayFor = (kind: NewsKind): string => `${DAY} + make_interval(secs => (${NEWS_KINDS.indexOf(kind) * 1_000}
    + (SELECT count(*) FROM notification o WHERE o.user_id = u.id AND o.kind = '${kind}' AND o.created_at >= ${DAY} AND o.created_at < ${DAY} + interval '1 second')) / 1e6)`;

/**
 * The INSERT of notifications as a part of the caller's own statement: to each person once for a key, unless she wants none of the
 * kind in the Academy. `told` is SQL that answers user_id, key and params (jsonb); `again` what becomes of one that is there.
 */
export const tellSql = (kind: NewsKind, told: string, again = 'NOTHING'): string => `INSERT INTO notification (user_id, kind, natural_key, params, created_at)
  SELECT g.user_id, '${kind}', g.key, g.params, ${isOfTheDay(kind) ? dayFor(kind) : 'academy_now()'} FROM (${told}) g JOIN users u ON u.id = g.user_id LEFT JOIN mail_preference w ON w.user_id = g.user_id AND w.kind = '${kind}'
  WHERE coalesce(w.in_app, true) ON CONFLICT (user_id, natural_key) DO ${again} RETURNING 1`;

/** Tells people in the caller's transaction. Answers how many were told now. */
export async function tell(tx: Transaction, kind: NewsKind, told: readonly Told[]): Promise<number> {
  if (told.length === 0) return 0;
  const given = told.map(({ userId, key, params }) => ({ user_id: userId, key, params }));
  return (await rows(tx, tellSql(kind, 'SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (user_id uuid, key text, params jsonb)'), [JSON.stringify(given)])).length;
}
