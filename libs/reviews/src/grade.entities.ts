import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `spread`: the widest distance between two reviews, as a share of the criterion's points; `n`: how many reviews counted. */
export type CriterionGrade = Readonly<{ key: string; points: number; maxPoints: number; spread: number; n: number }>;
export type GradeBasis = Readonly<{ reviewId: string; weight: number }>;

/** What a work is worth, with the facts that say why. Append only: a later one supersedes it. */
@Entity('grade')
export class Grade {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('text') source: 'reviews' | 'staff';
  @Column('numeric', { transformer: { from: Number, to: String } }) points: number;
  @Column('numeric', { transformer: { from: Number, to: String } }) maxPoints: number;
  @Column('boolean') isPassed: boolean;
  /** The largest of its criteria's. */
  @Column('real') spread: number;
  @Column('jsonb') criteria: CriterionGrade[];
  /** The reviews it was computed from, with their weights. */
  @Column('jsonb') basis: GradeBasis[];
  @Column('smallint') ruleVersion: number;
  /** Of staff. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) gradedBy: string | null;
  @Column('timestamptz') gradedAt: Date;
  @Column('timestamptz', { nullable: true }) releasedAt: Date | null;
  @Column('timestamptz', { nullable: true }) supersededAt: Date | null;
}

export const CASE_KINDS = ['flagged-submission', 'flagged-review', 'appeal', 'short', 'spread'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Something that a moderator has to decide, with the day it is promised for. */
@Entity('review_case')
export class ReviewCase {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') activityKey: string;
  @Column('uuid') submissionId: string;
  @Column('uuid', { nullable: true }) reviewId: string | null;
  @Column('text') kind: CaseKind;
  /** Of a flag: abuse, plagiarism, unreadable, reveals-identity, empty, other; else the kind again. */
  @Column('text') reason: string;
  /** What whoever raised it wrote. */
  @Column('text') words: string;
  @Column('uuid', { nullable: true }) raisedBy: string | null;
  @Column('timestamptz') raisedAt: Date;
  @Column('timestamptz') dueAt: Date;
  @Column('text') state: 'open' | 'decided';
  @Column('text', { nullable: true }) decision: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
}
