import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One certificate to make: the first of its kind, or anew for the one that is there. `moduleKey` is empty for the course. */
export type BatchItem = { enrolmentId: string; moduleKey: string; certificateId: string | null };
export type BatchFailure = { enrolmentId: string; moduleKey: string; reason: string };

/** Certificates of a whole edition, made one after the other in the worker. */
@Entity('certificate_batch')
export class CertificateBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('uuid') ownerId: string;
  @Column('jsonb') work: BatchItem[];
  @Column('int') total: number;
  @Column('int') done: number;
  @Column('jsonb') failed: BatchFailure[];
  @Column('int') failedCount: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
