import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A few that mean something: it helped me; thank you; I see it the same way; I tried it in class. */
export const REACTIONS = ['helpful', 'thanks', 'agree', 'tried'] as const;
export type ReactionKind = (typeof REACTIONS)[number];
/** `held`: a moderator looks at it first. */
export type PostState = 'shown' | 'held' | 'hidden' | 'deleted';

/** What somebody wrote in a thread. Number 1 opens it; its `heading` is the thread's title, for the search. */
@Entity('post')
export class Post {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') threadId: string;
  @Column('uuid') spaceId: string;
  /** Dense within the thread: the order for everyone. */
  @Column('int') number: number;
  /** The number of the post that it answers, else its own: replies nest one level. */
  @Column('int') rootNumber: number;
  @Column('uuid', { nullable: true }) replyTo: string | null;
  @Column('uuid') authorId: string;
  @Column('text') language: string;
  @Column('text', { nullable: true }) heading: string | null;
  @Column('text') markdown: string;
  @Column('timestamptz') createdAt: Date;
  @Column('int') revision: number;
  @Column('timestamptz', { nullable: true }) editedAt: Date | null;
  @Column('text') state: PostState;
  @Column('int') helpful: number;
  @Column('int') thanks: number;
  @Column('int') agree: number;
  @Column('int') tried: number;
  @Column({ type: 'tsvector', insert: false, update: false, select: false }) search: string;
}
