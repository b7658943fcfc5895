import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, found, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import type { EnrolmentState } from './enrolment.rules';
import { StudyGroupCreated, StudyGroupJoined, StudyGroupLeft } from './group.facts';
import { joinCode, readCode, whyNotGather, whyNotJoin } from './group.rules';

type Member = { enrolmentId: string; editionId: string; userId: string; state: EnrolmentState; groupId: string | null };

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
      const member = await this.member(tx, enrolmentId);

      refuseIf(whyNotGather(member.state, member.groupId));

      const groupId = randomUUID();
      await rows(tx, 'INSERT INTO study_group (id, edition_id, name, join_code, created_by) VALUES ($1, $2, $3, $4, $5)', [groupId, member.editionId, name, joinCode(randomInt), member.userId]);
      await this.add(tx, member, groupId);

      await record(tx, StudyGroupCreated, idsOf(member, groupId), { actorId: member.userId, personId: member.userId });
      return { groupId };
    });
  }

  /** Joins the group with this code in the same edition; who is in it already stays so. Refuses an unknown code and a full group. */
  join(enrolmentId: string, code: string): Promise<{ groupId: string; isNew: boolean }> {
    return this.database.transaction(async (tx) => {
      const member = await this.member(tx, enrolmentId);
      const group = await row<{ id: string }>(tx, 'SELECT id FROM study_group WHERE join_code = $1 AND edition_id = $2 FOR UPDATE', [readCode(code), member.editionId]);
      if (!group) throw new Refused('group-code-unknown');
      if (member.groupId === group.id) return { groupId: group.id, isNew: false };
      const counted = await row<{ members: number }>(tx, 'SELECT count(*)::int AS members FROM study_group_member WHERE group_id = $1', [group.id]);

      refuseIf(whyNotJoin(member.state, member.groupId, counted!.members));

      await this.add(tx, member, group.id);

      await record(tx, StudyGroupJoined, idsOf(member, group.id), { actorId: member.userId, personId: member.userId });
      return { groupId: group.id, isNew: true };
    });
  }

  /** Leaves the group, whatever became of the enrolment. Does nothing for who is in none. */
  async leave(enrolmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const member = await this.member(tx, enrolmentId);
      if (member.groupId === null) return;

      await rows(tx, 'DELETE FROM study_group_member WHERE enrolment_id = $1', [enrolmentId]);

      await record(tx, StudyGroupLeft, idsOf(member, member.groupId), { actorId: member.userId, personId: member.userId });
    });
  }

  private async member(tx: Transaction, enrolmentId: string): Promise<Member> {
    const enrolment = await row<Omit<Member, 'groupId'>>(
      tx,
      'SELECT id AS "enrolmentId", edition_id AS "editionId", user_id AS "userId", state FROM enrolment WHERE id = $1 FOR NO KEY UPDATE',
      [enrolmentId],
    );
    const membership = await row<{ groupId: string }>(tx, 'SELECT group_id AS "groupId" FROM study_group_member WHERE enrolment_id = $1', [enrolmentId]);
    return { ...found(enrolment, 'enrolment'), groupId: membership?.groupId ?? null };
  }

  private async add(tx: Transaction, { enrolmentId }: Member, groupId: string): Promise<void> {
    await rows(tx, 'INSERT INTO study_group_member (enrolment_id, group_id) VALUES ($1, $2)', [enrolmentId, groupId]);
  }
}

const idsOf = ({ enrolmentId, editionId, userId }: Member, groupId: string) => ({ groupId, editionId, enrolmentId, userId });
