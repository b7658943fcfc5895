import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EnrolmentState } from './enrolment.rules';

/** One person taking part in one edition. */
@Entity('enrolment')
export class Enrolment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('uuid') userId: string;
  @Column('text') state: EnrolmentState;
  /** Order of arrival, while waiting. */
  @Column('int', { nullable: true }) waitlistNumber: number | null;
  @Column('timestamptz') enrolledAt: Date;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Column('timestamptz', { nullable: true }) lastActiveAt: Date | null;
  /** Required activities done, of all that are required: kept by learning, for lists. */
  @Column('int') doneCount: number;
  @Column('int') requiredCount: number;
}
