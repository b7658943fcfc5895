import { found, record, row, type Transaction } from '@academy/platform';
import { PostCaseOpened } from '../discussions.facts';
import type { PostState } from '../post.entity';
import type { AppealOutcome } from './appeal.rules';
import type { PostDecision } from './case.rules';

/** Where a post stands, and whose it is. */
export type Place = Readonly<{ threadId: string; spaceId: string; courseId: string; editionId: string | null; authorId: string; state: PostState; editedAt: Date | null }>;
export type CaseRow = Readonly<{
  id: string;
  postId: string;
  threadId: string;
  spaceId: string;
  courseId: string;
  editionId: string | null;
  personId: string;
  state: 'open' | 'decided';
  decision: PostDecision | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  didHide: boolean;
  appealedAt: Date | null;
  appealOutcome: AppealOutcome | null;
}>;

const CASE = `SELECT k.id, k.post_id AS "postId", p.thread_id AS "threadId", k.space_id AS "spaceId", k.course_id AS "courseId", k.edition_id AS "editionId", k.person_id AS "personId", k.state,
    k.decision, k.decided_by AS "decidedBy", k.decided_at AS "decidedAt", k.did_hide AS "didHide", k.appealed_at AS "appealedAt", k.appeal_outcome AS "appealOutcome"
  FROM post_case k JOIN post p ON p.id = k.post_id WHERE k.id = $1`;

/** A case as it stands, not locked. Throws NotFound. */
export const readCase = async (tx: Transaction, caseId: string): Promise<CaseRow> => found(await row<CaseRow>(tx, CASE, [caseId]), 'post-case');
/** The same, locked until the transaction ends: before the thread and the post. */
export const lockCase = async (tx: Transaction, caseId: string): Promise<CaseRow> => found(await row<CaseRow>(tx, `${CASE} FOR UPDATE OF k`, [caseId]), 'post-case');

export async function placeOfPost(tx: Transaction, postId: string): Promise<Place> {
  const place = await row<Place>(
    tx,
    `SELECT t.id AS "threadId", t.space_id AS "spaceId", t.course_id AS "courseId", t.edition_id AS "editionId", p.author_id AS "authorId", p.state, p.edited_at AS "editedAt"
     FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $1`,
    [postId],
  );
  return found(place, 'post');
}

/** The open case of a post, locked; opened where there is none. */
export async function openCase(tx: Transaction, postId: string, place: Place, source: 'report' | 'held' | 'moderator', actorId: string | null): Promise<string> {
  const opened = await row<{ id: string }>(
    tx,
    `INSERT INTO post_case (space_id, course_id, edition_id, post_id, person_id, source) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (post_id) WHERE state = 'open' DO NOTHING RETURNING id`,
    [place.spaceId, place.courseId, place.editionId, postId, place.authorId, source],
  );
  if (!opened) {
    // A second look finds the one that somebody else opened; decided in between, the next try opens anew.
    const open = await row<{ id: string }>(tx, "SELECT id FROM post_case WHERE post_id = $1 AND state = 'open' FOR UPDATE", [postId]);
    return open?.id ?? openCase(tx, postId, place, source, actorId);
  }
  await record(tx, PostCaseOpened, { ...idsOf(place), postId, caseId: opened.id, source, openedBy: actorId }, { actorId, personId: place.authorId });
  return opened.id;
}

export const idsOf = ({ threadId, spaceId, courseId, editionId }: Pick<CaseRow, 'threadId' | 'spaceId' | 'courseId' | 'editionId'>) => ({ threadId, spaceId, courseId, editionId });
