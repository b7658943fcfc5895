import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CourseHead } from './course.schemas';
import type { DraftContent } from './draft.types';

/** A course. Its head repeats the newest version's, or the draft's before the first, so that lists read one table. */
@Entity('course')
export class Course {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('text') language: string;
  @Column('text') summary: string;
  @Column('text', { array: true }) subjects: CourseHead['subjects'];
  @Column('text', { array: true }) levels: CourseHead['levels'];
  @Column('numeric', { precision: 6, scale: 2, transformer: { from: Number, to: (hours: number) => hours } }) workloadHours: number;
  @Column('jsonb') outcomes: CourseHead['outcomes'];
  /** An SPDX identifier. */
  @Column('text') licence: string;
  /** Null until the first is published. */
  @Column('int', { nullable: true }) latestVersion: number | null;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
  /** When the first version was published: later ones do not move a course in the catalogue. */
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
}

/** What designers edit. */
@Entity('course_draft')
export class CourseDraft {
  @PrimaryColumn('uuid') courseId: string;
  @Column('int') revision: number;
  @Column('jsonb') content: DraftContent;
  @Column('timestamptz') updatedAt: Date;
  @Column('uuid', { nullable: true }) updatedBy: string | null;
}
