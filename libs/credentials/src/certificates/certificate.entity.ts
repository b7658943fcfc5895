import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateView } from '../rendering/certificate.view';

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
  /** When its holder first fetched the PDF. */
  @Column('timestamptz', { nullable: true }) fetchedAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedBy: string | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('uuid', { nullable: true }) supersededBy: string | null;
  /** The batch that made it, if one did. */
  @Column('uuid', { nullable: true }) batchId: string | null;
}
