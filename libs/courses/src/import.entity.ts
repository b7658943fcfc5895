import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportReportRows } from './import';

export type ImportState = 'queued' | 'running' | 'done' | 'failed';

/** A package that somebody handed in to become a course. */
@Entity('course_import')
export class CourseImport {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') fileName: string;
  @Column('text') storageKey: string;
  @Column('text') state: ImportState;
  /** From 0 to 1. */
  @Column('real') progress: number;
  @Column('uuid', { nullable: true }) courseId: string | null;
  @Column('jsonb') report: ImportReportRows;
  /** A plain sentence, of a failed one. */
  @Column('text', { nullable: true }) error: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
