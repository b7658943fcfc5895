import { Injectable } from '@nestjs/common';
import { Database, record, refuseIf, row, rows } from '@academy/platform';
import { Blocks } from '@academy/people';
import type { EnrolmentState } from './enrolment.rules';
import { StudyGroupInvitationDeclined, StudyGroupInvited, StudyGroupJoined } from './group.facts';
import { addMember, countMembers, idsOf, lockMember } from './group.rows';
import { whyNotAnswerInvitation, whyNotInvite, whyNotJoin } from './group.rules';

type Invitee = { enrolmentId: string; state: EnrolmentState; groupId: string | null; isInvited: boolean };

/** Colleagues invited to a study group. Every command locks its own enrolment first, then the group's row. */
@Injectable()
export class StudyGroupInvitations {
  constructor(
    private readonly database: Database,
    private readonly blocks: Blocks,
  ) {}

  /** Invites somebody of the same edition to one's group, once. Refuses as `whyNotInvite` says. */
  invite(enrolmentId: string, inviteeId: string): Promise<{ groupId: string }> {
    return this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);
      await rows(tx, 'SELECT id FROM study_group WHERE id = $1 FOR UPDATE', [member.groupId]);
      const members = member.groupId === null ? 0 : await countMembers(tx, member.groupId);
      const { byOne, byOther } = await this.blocks.between(member.userId, inviteeId, tx);
      const invitee = await row<Invitee>(
        tx,
        `SELECT e.id AS "enrolmentId", e.state, m.group_id AS "groupId", EXISTS (SELECT FROM study_group_invitation i WHERE i.enrolment_id = e.id AND i.group_id = $3) AS "isInvited"
         FROM enrolment e LEFT JOIN study_group_member m ON m.enrolment_id = e.id WHERE e.edition_id = $1 AND e.user_id = $2`,
        [member.editionId, inviteeId, member.groupId],
      );

      refuseIf(
        whyNotInvite(
          { ...member, hasBlocked: byOne },
          { userId: inviteeId, state: invitee?.state ?? null, groupId: invitee?.groupId ?? null, hasBlocked: byOther, isInvited: invitee?.isInvited ?? false },
          members,
        ),
      );

      const groupId = member.groupId!;
      await rows(tx, 'INSERT INTO study_group_invitation (group_id, enrolment_id, invited_by) VALUES ($1, $2, $3)', [groupId, invitee!.enrolmentId, member.userId]);

      await record(tx, StudyGroupInvited, idsOf({ ...member, enrolmentId: invitee!.enrolmentId, userId: inviteeId }, groupId), { actorId: member.userId, personId: inviteeId });
      return { groupId };
    });
  }

  /** Comes into the group. Refuses what is no open invitation, and a group that has filled up meanwhile; who is in it already stays so. */
  async accept(enrolmentId: string, groupId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);
      if (member.groupId === groupId) return;
      await rows(tx, 'SELECT id FROM study_group WHERE id = $1 FOR UPDATE', [groupId]);
      const invitation = await row<{ declinedAt: Date | null }>(tx, 'SELECT declined_at AS "declinedAt" FROM study_group_invitation WHERE group_id = $1 AND enrolment_id = $2', [groupId, enrolmentId]);
      const members = await countMembers(tx, groupId);

      refuseIf(whyNotAnswerInvitation(invitation));
      refuseIf(whyNotJoin(member.state, member.groupId, members));

      await addMember(tx, member, groupId);

      await record(tx, StudyGroupJoined, idsOf(member, groupId), { actorId: member.userId, personId: member.userId });
    });
  }

  /** Would rather not; again changes nothing. Nobody of the group is told. */
  async decline(enrolmentId: string, groupId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);
      const declined = await row(tx, 'UPDATE study_group_invitation SET declined_at = academy_now() WHERE group_id = $1 AND enrolment_id = $2 AND declined_at IS NULL RETURNING group_id', [groupId, enrolmentId]);
      if (declined) await record(tx, StudyGroupInvitationDeclined, idsOf(member, groupId), { actorId: member.userId, personId: member.userId });
    });
  }
}
