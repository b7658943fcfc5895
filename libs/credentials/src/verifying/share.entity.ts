import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link by which a holder shows one credential, with her choice of what it shows. */
@Entity('credential_share')
export class CredentialShare {
  @PrimaryColumn('uuid') id: string;
  /** What its address holds: whoever has it may look. */
  @Column('text') token: string;
  @Column('uuid') userId: string;
  /** One of the two. */
  @Column('uuid', { nullable: true }) awardId: string | null;
  @Column('uuid', { nullable: true }) certificateId: string | null;
  @Column('boolean') showsName: boolean;
  @Column('boolean') showsHours: boolean;
  @Column('boolean') showsSkills: boolean;
  @Column('boolean') showsEvidence: boolean;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}
