import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, record, Refused, refuseIf, row, rows } from '@academy/platform';
import { StudyGroupCreated, StudyGroupJoined, StudyGroupLeft } from './group.facts';
import { addMember, countMembers, idsOf, lockMember } from './group.rows';
import { joinCode, readCode, whyNotGather, whyNotJoin } from './group.rules';

/**
 * Study groups. Every command locks the enrolment first, then the group's row: so one person is in one group, and
 * members are counted one by one.
 */
@Injectable()
export class StudyGroups {
  constructor(private readonly database: Database) {}

  /** Begins a group, with its first member. Refuses who does not take part at present, or is in a group already. */
  create(enrolmentId: string, name: string): Promise<{ groupId: string }> {
    return this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);

      refuseIf(whyNotGather(member.state, member.groupId));

      const groupId = randomUUID();
      await rows(tx, 'INSERT INTO study_group (id, edition_id, name, join_code, created_by) VALUES ($1, $2, $3, $4, $5)', [groupId, member.editionId, name, joinCode(randomInt), member.userId]);
      await addMember(tx, member, groupId);

      await record(tx, StudyGroupCreated, idsOf(member, groupId), { actorId: member.userId, personId: member.userId });
      return { groupId };
    });
  }

  /** Joins the group with this code in the same edition; who is in it already stays so. Refuses an unknown code and a full group. */
  join(enrolmentId: string, code: string): Promise<{ groupId: string; isNew: boolean }> {
    return this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);
      const group = await row<{ id: string }>(tx, 'SELECT id FROM study_group WHERE join_code = $1 AND edition_id = $2 FOR UPDATE', [readCode(code), member.editionId]);
      if (!group) throw new Refused('group-code-unknown');
      if (member.groupId === group.id) return { groupId: group.id, isNew: false };
      const members = await countMembers(tx, group.id);

      refuseIf(whyNotJoin(member.state, member.groupId, members));

      await addMember(tx, member, group.id);

      await record(tx, StudyGroupJoined, idsOf(member, group.id), { actorId: member.userId, personId: member.userId });
      return { groupId: group.id, isNew: true };
    });
  }

  /** Leaves the group, whatever became of the enrolment. Does nothing for who is in none. */
  async leave(enrolmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const member = await lockMember(tx, enrolmentId);
      if (member.groupId === null) return;

      await rows(tx, 'DELETE FROM study_group_member WHERE enrolment_id = $1', [enrolmentId]);

      await record(tx, StudyGroupLeft, idsOf(member, member.groupId), { actorId: member.userId, personId: member.userId });
    });
  }
}
