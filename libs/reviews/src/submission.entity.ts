import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SUBMISSION_STATES = ['draft', 'submitted', 'in-review', 'graded', 'returned', 'withdrawn'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];
/** `rescue`: short of reviews, so that volunteers may help; `moderators`: its time is over and a moderator owes an answer. */
export type SubmissionPhase = 'regular' | 'rescue' | 'moderators';

/** What its authors wrote. `fields`: Markdown by the key of the form's field; `markdown`: the free text, or all there is where the form has no fields. */
export type SubmissionContent = Readonly<{
  markdown: string;
  fields: Readonly<Record<string, string>>;
  links: readonly { url: string; title: string }[];
  /** Ids of attachments, in order. */
  attachments: readonly string[];
}>;

/** One work in one round of one assignment of one edition: by one person, or by a study group. */
@Entity('submission')
export class Submission {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') activityKey: string;
  /** 1, or 2 for the second draft. */
  @Column('smallint') round: number;
  /** The version whose form and rubric hold. */
  @Column('uuid') versionId: string;
  @Column('uuid', { nullable: true }) groupId: string | null;
  @Column('uuid', { array: true }) authorIds: string[];
  /** Lower case; what is known of the authors' schools when they submit. */
  @Column('text', { array: true }) authorSchools: string[];
  @Column('text') state: SubmissionState;
  @Column('int') revision: number;
  @Column('jsonb') content: SubmissionContent;
  @Column('text') language: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('boolean') isLate: boolean;
  /** When it was first lent to somebody. */
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
  /** Its own review deadline: the edition's, or later for a late work. */
  @Column('timestamptz', { nullable: true }) reviewBy: Date | null;
  /** Reviews it should get. */
  @Column('smallint') wanted: number;
  /** Reviews that are done and count. */
  @Column('smallint') finished: number;
  /** Live claims. */
  @Column('smallint') lent: number;
  @Column({ type: 'smallint', insert: false, update: false }) load: number;
  @Column('text') phase: SubmissionPhase;
  /** The day by which a moderator promised to decide. */
  @Column('timestamptz', { nullable: true }) moderateBy: Date | null;
  /** Flagged: out of the pool until a moderator decides. */
  @Column('boolean') isHeld: boolean;
  @Column({ type: 'boolean', insert: false, update: false }) isOpen: boolean;
  /** SPDX, once its authors published it. */
  @Column('text', { nullable: true }) licence: string | null;
  /** The name it is published under. */
  @Column('text', { nullable: true }) publishedAs: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
}
