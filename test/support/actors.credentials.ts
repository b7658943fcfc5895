import { Awards, BadgeQueries, Certificates, Shares } from '@academy/credentials';
import type { RunningAcademy } from './academy';

/** A badge, shared by a link, and a certificate of an enrolment. */
export async function credentialsIn({ web, database }: RunningAcademy, courseId: string, enrolmentId: string) {
  const badgeId = (await web.get(BadgeQueries).ofCourse(courseId))[0]!.id;
  const { awardId } = await web.get(Awards).award(badgeId, enrolmentId, null);
  await database.query('UPDATE enrolment SET completed_at = academy_now() WHERE id = $1', [enrolmentId]);
  await web.get(Certificates).issue(enrolmentId);
  await database.query('UPDATE enrolment SET completed_at = NULL WHERE id = $1', [enrolmentId]);
  const made = await database.one<{ certificateId: string; code: string; statusListId: string }>(
    'SELECT c.id AS "certificateId", c.code, a.status_list_id AS "statusListId" FROM certificate c JOIN award a USING (enrolment_id) WHERE enrolment_id = $1',
    [enrolmentId],
  );
  const { id: shareId, token: shareToken } = await web.get(Shares).share('award', awardId, { name: true, hours: true, skills: true, evidence: true });
  return { badgeId, awardId, shareId, shareToken, ...made! };
}

/** What Portugal says of recognition: its id. */
export async function recognitionIn({ database }: RunningAcademy, writerId: string): Promise<string> {
  const sql = `INSERT INTO recognition_text (country, locale, printed_text, valid_from, written_by) VALUES ('PT', 'en', 'It counts.', '2020-01-01', $1) RETURNING id`;
  return (await database.one<{ id: string }>(sql, [writerId]))!.id;
}
