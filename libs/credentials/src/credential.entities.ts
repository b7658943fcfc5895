import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateView } from './rendering/certificate.view';

/** What can be earned: by completing a course or a module, or given by a coordinator. */
@Entity('badge')
export class Badge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  @Column('text') name: string;
  @Column('text') description: string;
  @Column('text') criteria: string;
  /** SVG of our own drawing. */
  @Column('text') picture: string;
  /** `course`, `manual` or `module:<key>`. */
  @Column('text') trigger: string;
  @Column('timestamptz') createdAt: Date;
}

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
  @Column('text') recipientSalt: string;
  @Column('uuid') statusListId: string;
  @Column('int') statusIndex: number;
  @Column('timestamptz') issuedAt: Date;
  /** Null: by itself, on completion. */
  @Column('uuid', { nullable: true }) issuedBy: string | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('uuid', { nullable: true }) supersededBy: string | null;
}

/** One certificate for one enrolment and kind, at most one of them live. */
@Entity('certificate')
export class Certificate {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: 'course' | 'module';
  @Column('text') moduleKey: string;
  @Column('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @Column('uuid') userId: string;
  @Column('text') code: string;
  @Column('text') holderName: string;
  @Column('boolean') isNameShown: boolean;
  /** All that is printed, as it was when issued. */
  @Column('jsonb') details: CertificateView;
  /** Null until the PDF is made. */
  @Column('text', { nullable: true }) storageKey: string | null;
  @Column('bytea', { nullable: true }) sha256: Buffer | null;
  @Column('timestamptz') issuedAt: Date;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('uuid', { nullable: true }) supersededBy: string | null;
}

/** Bits that say which awards are revoked. */
@Entity('status_list')
export class StatusList {
  @PrimaryColumn('uuid') id: string;
  @Column('int') size: number;
  @Column('int') nextIndex: number;
  @Column('bytea') bits: Buffer;
  @Column('timestamptz') updatedAt: Date;
}

/** Work that a coordinator asked for, done one by one in the worker. */
@Entity('batch')
export class Batch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') kind: string;
  @Column('jsonb') work: { badgeId: string; enrolmentIds: string[] };
  @Column('int') total: number;
  @Column('int') done: number;
  @Column('jsonb') failed: { enrolmentId: string; reason: string }[];
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
