import { Invalid, rows, type Transaction } from '@academy/platform';

/** Refuses files that no author of the work uploaded for this assignment, and any named twice. */
export async function refuseForeignFiles(tx: Transaction, activityKey: string, authors: readonly { enrolmentId: string }[], ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await rows<{ id: string }>(
    tx,
    'SELECT id FROM submission_attachment WHERE id = ANY ($1::uuid[]) AND activity_key = $2 AND enrolment_id = ANY ($3::uuid[])',
    [ids, activityKey, authors.map(({ enrolmentId }) => enrolmentId)],
  );
  const left = new Set(known.map(({ id }) => id));
  const errors = ids.flatMap((id, index) => (left.delete(id) ? [] : [{ pointer: `/attachments/${index}`, detail: 'is not a file that its authors uploaded here, or is named twice' }]));
  if (errors.length > 0) throw new Invalid(errors);
}
