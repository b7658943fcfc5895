import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is done to each of the enrolments; what else its kind has to know. */
export type BatchWork = { enrolmentIds: string[] } & Record<string, unknown>;

/** Work that a coordinator asked for: planned first, then done one by one in the worker. */
@Entity('batch')
export class Batch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('uuid', { nullable: true }) editionId: string | null;
  @Column('text') kind: string;
  @Column('jsonb') work: BatchWork;
  @Column('int') total: number;
  @Column('int') done: number;
  @Column('jsonb') failed: { enrolmentId: string; reason: string }[];
  @Column('timestamptz') createdAt: Date;
  /** Null while it is only planned. */
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
