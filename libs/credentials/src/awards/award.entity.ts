import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an award was given for, as the coordinator put it. */
export type Evidence = { title: string; text: string; url: string | null };

/** One badge for one enrolment, at most one of them live. */
@Entity('award')
export class Award {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') badgeId: string;
  @Column('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @Column('uuid') userId: string;
  @Column('text') code: string;
  @Column('text') holderName: string;
  /** The holder agreed that whoever verifies the award sees the name. */
  @Column('boolean') isNameShown: boolean;
  @Column('jsonb') evidence: Evidence[];
  /** The holder agreed that whoever looks at the award sees the evidence. */
  @Column('boolean') isEvidenceShown: boolean;
  @Column('text') recipientSalt: string;
  @Column('uuid') statusListId: string;
  @Column('int') statusIndex: number;
  @Column('timestamptz') issuedAt: Date;
  /** Null: stands for ever. */
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  /** Null: by itself, on completion. */
  @Column('uuid', { nullable: true }) issuedBy: string | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('uuid', { nullable: true }) supersededBy: string | null;
  /** Why this one stands for an older one; null: the first, or nobody said. */
  @Column('text', { nullable: true }) reissueReason: string | null;
}
