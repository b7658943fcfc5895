import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReviewState = 'claimed' | 'done' | 'released' | 'expired' | 'removed';
export type ReviewKind = 'peer' | 'volunteer' | 'staff';
/** Level keys by criterion key. */
export type Scores = Readonly<Record<string, string>>;

/** One lending of a work to one person; it becomes their review. */
@Entity('review')
export class Review {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('uuid') editionId: string;
  @Column('text') activityKey: string;
  @Column('smallint') round: number;
  @Column('uuid') reviewerId: string;
  /** Null for staff. */
  @Column('uuid', { nullable: true }) enrolmentId: string | null;
  @Column('text') kind: ReviewKind;
  @Column('text') state: ReviewState;
  @Column('timestamptz') claimedAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) remindedAt: Date | null;
  @Column('int') revision: number;
  @Column('jsonb') scores: Scores;
  /** Comments by criterion key. */
  @Column('jsonb') comments: Record<string, string>;
  @Column('text') overall: string;
  /** "One thing I would take into my class". */
  @Column('text') keeps: string;
  /** "One change I suggest, and how". */
  @Column('text') suggests: string;
  /** What the reviewer was asked to look at again. */
  @Column('text', { array: true }) warnings: string[];
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
  @Column('boolean') isHeld: boolean;
  /** 1 to 5, by the author. */
  @Column('smallint', { nullable: true }) helpful: number | null;
  @Column('timestamptz', { nullable: true }) ratedAt: Date | null;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('timestamptz', { nullable: true }) repliedAt: Date | null;
}

/** What one person owes one pool. */
@Entity('review_duty')
export class ReviewDuty {
  @PrimaryColumn('uuid') editionId: string;
  @PrimaryColumn('text') activityKey: string;
  @PrimaryColumn('smallint') round: number;
  @PrimaryColumn('uuid') userId: string;
  @Column('uuid') enrolmentId: string;
  @Column('smallint') toGive: number;
  @Column('smallint') given: number;
  /** What could not be offered by the deadline. */
  @Column('smallint') waived: number;
  @Column('text', { array: true }) reads: string[];
  @Column('text', { nullable: true }) school: string | null;
  @Column('uuid', { nullable: true }) groupId: string | null;
  /** Reviews more than she owes. */
  @Column('boolean') isVolunteer: boolean;
  @Column('timestamptz', { nullable: true }) trainedAt: Date | null;
  /** Her own deadline. */
  @Column('timestamptz', { nullable: true }) owedBy: Date | null;
  @Column('timestamptz', { nullable: true }) lastAskedAt: Date | null;
  @Column('timestamptz', { nullable: true }) remindedAt: Date | null;
  @Column('smallint') reminders: number;
  @Column('timestamptz', { nullable: true }) invitedAt: Date | null;
}
