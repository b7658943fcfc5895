import { found, row, type Transaction } from '@academy/platform';
import { holdEnrolment } from '../enrolment.lock';
import { Award } from './award.entity';

export type Holder = { enrolmentId: string; editionId: string; userId: string; holderName: string; belongsTogether: boolean; validMonths: number | null; retiredAt: Date | null };

export const idsOf = ({ id, badgeId, enrolmentId, userId }: Award) => ({ awardId: id, badgeId, enrolmentId, userId });

export async function lockAward(tx: Transaction, id: string): Promise<Award> {
  return found(await tx.findOne(Award, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'award');
}

/**
 * Holds the enrolment, so that two who award at once come one after the other, and then the badge against being changed: an award is
 * for the text that was there before, or for the one after.
 */
export async function holderOf(tx: Transaction, badgeId: string, enrolmentId: string): Promise<Holder> {
  await holdEnrolment(tx, enrolmentId);
  const enrolment = found(
    await row<Omit<Holder, 'belongsTogether' | 'validMonths' | 'retiredAt'> & { courseId: string }>(
      tx,
      `SELECT e.id AS "enrolmentId", e.edition_id AS "editionId", e.user_id AS "userId", u.certificate_name AS "holderName", d.course_id AS "courseId"
       FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
      [enrolmentId],
    ),
    'enrolment',
  );
  const badge = await row<{ courseId: string; validMonths: number | null; retiredAt: Date | null }>(
    tx,
    'SELECT course_id AS "courseId", valid_months AS "validMonths", retired_at AS "retiredAt" FROM badge WHERE id = $1 FOR KEY SHARE',
    [badgeId],
  );
  const { courseId, ...holder } = enrolment;
  return { ...holder, belongsTogether: badge?.courseId === courseId, validMonths: badge?.validMonths ?? null, retiredAt: badge?.retiredAt ?? null };
}
