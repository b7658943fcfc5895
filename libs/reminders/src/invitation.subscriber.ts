import { Injectable } from '@nestjs/common';
import { Database, On, type PendingMail, queueMail, row } from '@academy/platform';
import { StudyGroupInvited } from '@academy/enrolments';
import { GroupInvitationMail } from './invitation.mails';
import { learner, outgoing } from './reviews.addressees';

/** An invitation that still waits for an answer, by somebody who was not blocked since. */
const OPEN = `SELECT g.name AS "group", u.display_name AS inviter FROM study_group_invitation i JOIN study_group g ON g.id = i.group_id JOIN users u ON u.id = i.invited_by JOIN enrolment e ON e.id = i.enrolment_id
  WHERE i.group_id = $1 AND i.enrolment_id = $2 AND i.declined_at IS NULL AND e.state = 'active'
    AND NOT EXISTS (SELECT FROM study_group_member m WHERE m.enrolment_id = e.id) AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = e.user_id AND b.blocked_id = i.invited_by)`;

/** The mail about an invitation to a study group: at most one a group and person. */
@Injectable()
export class InvitationSubscriber {
  constructor(private readonly database: Database) {}

  @On(StudyGroupInvited, 'reminders.group-invitation')
  async invited({ groupId, enrolmentId }: { groupId: string; enrolmentId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const invitation = await row<{ group: string; inviter: string }>(tx, OPEN, [groupId, enrolmentId]);
      const to = await learner(tx, enrolmentId);
      if (!invitation || !to) return;
      const { course, edition } = to;
      await queueMail(tx, GroupInvitationMail, [{ ...outgoing(to), key: `group-invitation:${groupId}:${enrolmentId}`, data: { enrolmentId, groupId, course, edition, ...invitation } }]);
    });
  }

  /** Why the mail must not go out any more: it was answered, or its sender blocked. Asked at the moment of sending. */
  async objection({ kind, data }: PendingMail): Promise<string | null> {
    if (kind !== GroupInvitationMail.kind) return null;
    return (await this.database.one(OPEN, [data['groupId'], data['enrolmentId']])) ? null : 'invitation-over';
  }
}
