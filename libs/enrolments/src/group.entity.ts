import { Column, Entity, PrimaryColumn } from 'typeorm';

/** People of an edition who learn together. */
@Entity('study_group')
export class StudyGroup {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') name: string;
  /** Whoever has it, and takes part in the edition, may join. */
  @Column('text') joinCode: string;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
}

/** One group a person and edition: the key is the enrolment. */
@Entity('study_group_member')
export class StudyGroupMember {
  @PrimaryColumn('uuid') enrolmentId: string;
  @Column('uuid') groupId: string;
  @Column('timestamptz') joinedAt: Date;
}
