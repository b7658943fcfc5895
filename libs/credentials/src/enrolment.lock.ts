import { rows, type Transaction } from '@academy/platform';

/**
 * Holds an enrolment until its transaction ends: whoever issues, awards or corrects a name there comes one after the other. By itself,
 * before anything else is read: a statement that locks and reads at once reads as of before it waited.
 */
export async function holdEnrolment(tx: Transaction, enrolmentId: string): Promise<void> {
  await rows(tx, 'SELECT FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]);
}
