import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LiveEvents } from './live.event.rules';
import type { EditionState, Release } from './edition.rules';

export type Deadlines = Record<
  string,
  { submitBy?: string | undefined; graceHours?: number | undefined; reviewFrom?: string | undefined; reviewBy?: string | undefined; releaseAt?: string | undefined }
>;

/** One version of a course, run on dates. */
@Entity('edition')
export class Edition {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  @Column('uuid') versionId: string;
  @Column('text') name: string;
  @Column('text') state: EditionState;
  @Column('timestamptz') stateSince: Date;
  @Column('boolean') isSelfPaced: boolean;
  @Column('timestamptz') enrolFrom: Date;
  @Column('timestamptz') enrolUntil: Date;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  /** Null: as many as like to. */
  @Column('int', { nullable: true }) seats: number | null;
  /** Active and completed enrolments; never more than there are seats. */
  @Column('int') seatsTaken: number;
  @Column('int') lastWaitlistNumber: number;
  @Column('jsonb') release: Release;
  @Column('jsonb') deadlines: Deadlines;
  @Column('jsonb') liveEvents: LiveEvents;
  @Column('text', { array: true }) languages: string[];
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
}
