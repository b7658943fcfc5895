import { Column, Entity, PrimaryColumn } from 'typeorm';

export const THREAD_KINDS = ['question', 'conversation', 'wall', 'poll', 'announcement'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];
/** `held`: a moderator looks at it first; `merged`: its posts are in another thread now. */
export type ThreadState = 'shown' | 'held' | 'hidden' | 'deleted' | 'merged';
export type PollSettings = Readonly<{ isMultiple: boolean; closesAt: string | null }>;

/** What colleagues talk about, in a space: an edition, or the alumni of a course. */
@Entity('thread')
export class Thread {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  /** Null in an alumni space. */
  @Column('uuid', { nullable: true }) editionId: string | null;
  /** The edition's id, else the course's; computed by Postgres. */
  @Column({ type: 'uuid', insert: false, update: false }) spaceId: string;
  @Column('text', { nullable: true }) moduleKey: string | null;
  @Column('text', { nullable: true }) activityKey: string | null;
  @Column('text') kind: ThreadKind;
  @Column('text') title: string;
  /** BCP 47. */
  @Column('text') language: string;
  @Column('uuid') authorId: string;
  @Column('timestamptz') createdAt: Date;
  @Column('text') state: ThreadState;
  @Column('uuid', { nullable: true }) mergedInto: string | null;
  @Column('boolean') isPinned: boolean;
  @Column('boolean') isLocked: boolean;
  /** The endorsed answer. */
  @Column('uuid', { nullable: true }) answerPostId: string | null;
  /** The number of the newest post, whatever its state. */
  @Column('int') lastNumber: number;
  /** Shown posts beside the opening one. */
  @Column('int') replies: number;
  /** How useful colleagues found its posts: reactions, `tried` counting three times. */
  @Column('int') score: number;
  @Column('timestamptz') lastPostAt: Date;
  @Column('jsonb', { nullable: true }) poll: PollSettings | null;
}
