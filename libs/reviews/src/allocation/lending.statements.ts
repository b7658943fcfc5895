import { row, rows, type Transaction } from '@academy/platform';
import type { Pool } from '../assignments.service';
import type { Asking } from './asking.queries';
import { CLAIM_HOURS } from './claims.service';
import { PATIENCE_HOURS } from './endgame.rules';
import type { Top } from './languages.rules';

/** `avoids` and `school`: whose works rather not. `onlyOverdue`: only what waits for long or is in rescue. */
export type Search = Readonly<{ languages: readonly string[]; avoids: readonly string[]; school: string | null; onlyOverdue: boolean }>;

/** Parameters 1 to 10; `wanted.language` comes from around it. Walks submission_open_idx in its own order. */
const NEEDIEST = `
  SELECT s.id, s.load, s.submitted_at FROM submission s
  WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.language = wanted.language AND s.is_open AND s.phase <> 'moderators'
    AND NOT s.author_ids && $5::uuid[] AND (s.group_id IS NULL OR s.group_id <> ALL ($6::uuid[]))
    AND NOT s.author_ids && $8::uuid[] AND NOT s.author_schools && $9::text[]
    AND (NOT $10::boolean OR s.phase = 'rescue' OR s.submitted_at <= academy_now() - interval '${PATIENCE_HOURS} hours')
    AND NOT EXISTS (SELECT FROM review r WHERE r.submission_id = s.id AND r.reviewer_id = $7)
  ORDER BY s.load, s.submitted_at, s.id LIMIT 1`;

const TOPS = `SELECT wanted.language, top.load, top.submitted_at AS "submittedAt" FROM unnest($4::text[]) AS wanted (language) CROSS JOIN LATERAL (${NEEDIEST}) AS top`;

/** Lends the row that `picked` locked. Parameters: 1 to 3 the pool, 7 who, and those named here. */
const lend = (picked: string, enrolment: string, kind: string): string => `
  WITH picked AS (${picked}), lent AS (
    UPDATE submission SET lent = lent + 1, state = 'in-review', opened_at = coalesce(opened_at, academy_now()) WHERE id = (SELECT id FROM picked) RETURNING id
  )
  INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, kind, expires_at)
  SELECT lent.id, $1, $2, $3, $7, ${enrolment}, ${kind}, academy_now() + interval '${CLAIM_HOURS} hours' FROM lent
  RETURNING id`;

/** The languages are tried in order; what others are being lent at this moment is passed over, or waited for. */
const lendFirst = (locks: string): string =>
  lend(`SELECT top.id FROM unnest($4::text[]) AS wanted (language) CROSS JOIN LATERAL (${NEEDIEST} FOR UPDATE OF s ${locks}) AS top LIMIT 1`, '$11', '$12');
/** Exported for the bench, which asks Postgres how it would run it. */
export const LEND_PASSING = lendFirst('SKIP LOCKED');
const LEND_WAITING = lendFirst('');

const LEND_THIS = lend(
  `SELECT s.id FROM submission s WHERE s.id = $4 AND s.is_open AND s.phase <> 'moderators' AND NOT s.author_ids && $5::uuid[]
     AND (s.group_id IS NULL OR s.group_id <> ALL ($6::uuid[])) FOR UPDATE`,
  '$8',
  '$9',
);

/** The neediest work of each language that she may review, nothing locked. */
export const topsOf = (tx: Transaction, pool: Pool, asking: Asking, search: Search): Promise<Top[]> => rows<Top>(tx, TOPS, parametersOf(pool, asking, search));

export type Kind = 'peer' | 'volunteer';
type Lending = Readonly<{ enrolmentId: string; kind: Kind }>;

/** Lends the neediest work of the first of these languages that has one; answers the review, or null. */
export async function lendNeediest(tx: Transaction, pool: Pool, asking: Asking, search: Search, { enrolmentId, kind }: Lending): Promise<string | null> {
  const parameters = [...parametersOf(pool, asking, search), enrolmentId, kind];
  const lent = (await row<{ id: string }>(tx, LEND_PASSING, parameters)) ?? (await row<{ id: string }>(tx, LEND_WAITING, parameters));
  return lent?.id ?? null;
}

/** Lends this work, if it is still open. */
export async function lendThis(tx: Transaction, pool: Pool, asking: Asking, submissionId: string, { enrolmentId, kind }: Lending): Promise<string | null> {
  const lent = await row<{ id: string }>(tx, LEND_THIS, [...keyOf(pool), submissionId, asking.ownIds, asking.seenGroups, asking.userId, enrolmentId, kind]);
  return lent?.id ?? null;
}

const keyOf = (pool: Pool): unknown[] => [pool.editionId, pool.activityKey, pool.round];

const parametersOf = (pool: Pool, asking: Asking, { languages, avoids, school, onlyOverdue }: Search): unknown[] => [
  ...keyOf(pool),
  languages,
  asking.ownIds,
  asking.seenGroups,
  asking.userId,
  avoids,
  school === null ? [] : [school],
  onlyOverdue,
];
