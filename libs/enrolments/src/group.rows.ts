import { found, row, rows, type Transaction } from '@academy/platform';
import type { EnrolmentState } from './enrolment.rules';

/** An enrolment with the group it is in, or null. */
export type Member = { enrolmentId: string; editionId: string; userId: string; state: EnrolmentState; groupId: string | null };

/** Locks the enrolment. Throws NotFound. */
export async function lockMember(tx: Transaction, enrolmentId: string): Promise<Member> {
  const enrolment = await row<Omit<Member, 'groupId'>>(
    tx,
    'SELECT id AS "enrolmentId", edition_id AS "editionId", user_id AS "userId", state FROM enrolment WHERE id = $1 FOR NO KEY UPDATE',
    [enrolmentId],
  );
  const membership = await row<{ groupId: string }>(tx, 'SELECT group_id AS "groupId" FROM study_group_member WHERE enrolment_id = $1', [enrolmentId]);
  return { ...found(enrolment, 'enrolment'), groupId: membership?.groupId ?? null };
}

/** Those who withdrew keep their place, and count. The group's row has to be locked. */
export async function countMembers(tx: Transaction, groupId: string): Promise<number> {
  const counted = await row<{ members: number }>(tx, 'SELECT count(*)::int AS members FROM study_group_member WHERE group_id = $1', [groupId]);
  return counted!.members;
}

/** Whoever comes in needs no invitation any more. */
export async function addMember(tx: Transaction, { enrolmentId }: Member, groupId: string): Promise<void> {
  await rows(
    tx,
    'WITH used AS (DELETE FROM study_group_invitation WHERE enrolment_id = $1 AND group_id = $2) INSERT INTO study_group_member (enrolment_id, group_id) VALUES ($1, $2)',
    [enrolmentId, groupId],
  );
}

export const idsOf = ({ enrolmentId, editionId, userId }: Member, groupId: string) => ({ groupId, editionId, enrolmentId, userId });
