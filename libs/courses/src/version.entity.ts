import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Activity, CompletionRule } from './activity.schemas';
import type { CourseHead } from './course.schemas';

/** What an outline says of an activity: everything but its body. */
export type OutlineActivity = {
  key: string;
  kind: Activity['kind'];
  title: string;
  required: boolean;
  completion: CompletionRule;
  minutes: number | null;
};
export type OutlineSection = { key: string; title: string; activities: OutlineActivity[] };
export type OutlineModule = { key: string; title: string; summary: string; sections: OutlineSection[] };
/** An activity as it was published: its completion rule is always there. */
export type PublishedActivity = Activity & { completion: CompletionRule };

/** What was published, for ever. */
@Entity('course_version')
export class CourseVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  @Column('int') number: number;
  @Column('jsonb') head: CourseHead;
  @Column('jsonb') outline: OutlineModule[];
  @Column('text') notes: string;
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  @Column('timestamptz') publishedAt: Date;
}

@Entity('version_activity')
export class VersionActivity {
  @PrimaryColumn('uuid') versionId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') moduleKey: string;
  @Column('text') sectionKey: string;
  /** Counted through the whole course, from 0. */
  @Column('int') position: number;
  @Column('jsonb') activity: PublishedActivity;
}
