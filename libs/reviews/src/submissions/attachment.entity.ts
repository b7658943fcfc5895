import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that somebody uploaded for her work, without what tells who she is. Its content never changes. */
@Entity('submission_attachment')
export class SubmissionAttachment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') enrolmentId: string;
  @Column('text') activityKey: string;
  @Column('text') kind: string;
  @Column('text') contentType: string;
  @Column('bigint', { transformer: { from: Number, to: (bytes: number) => bytes } }) bytes: number;
  @Column('bytea') sha256: Buffer;
  @Column('text') storageKey: string;
  /** Neutral, as reviewers see it. */
  @Column('text') fileName: string;
  /** As its author called it, for the authors alone. */
  @Column('text') ownName: string;
  @Column('timestamptz') createdAt: Date;
}
