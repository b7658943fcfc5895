import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from './completion.rules';

/** One kind of evidence that one activity was done. */
@Entity('progress')
export class Progress {
  @PrimaryColumn('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @PrimaryColumn('text') activityKey: string;
  @PrimaryColumn('text') evidence: EvidenceKind;
  /** The best score (0 to 1), a count, or 1. */
  @Column('numeric') value: string;
  @Column('timestamptz') firstAt: Date;
  @Column('timestamptz') lastAt: Date;
}

@Entity('module_completion')
export class ModuleCompletion {
  @PrimaryColumn('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @PrimaryColumn('text') moduleKey: string;
  @Column('timestamptz') completedAt: Date;
}

/** One try at a quiz, on the questions as they stood when it began. */
@Entity('quiz_attempt')
export class QuizAttempt {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') enrolmentId: string;
  @Column('text') activityKey: string;
  @Column('int') number: number;
  @Column('uuid') versionId: string;
  @Column('jsonb') optionOrder: object;
  /** By question key: see `Answers`. */
  @Column('jsonb') answers: object;
  @Column('numeric', { nullable: true }) score: string | null;
  @Column('numeric', { nullable: true }) maxScore: string | null;
  @Column('boolean', { nullable: true }) isPassed: boolean | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

/** An entry in the learning diary. */
@Entity('reflection')
export class Reflection {
  @PrimaryColumn('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @PrimaryColumn('text') activityKey: string;
  @Column('text') markdown: string;
  @Column('boolean') isShared: boolean;
  @Column('timestamptz') updatedAt: Date;
}

/** A coordinator's word that an activity need not be done, with the reason. */
@Entity('waiver')
export class Waiver {
  @PrimaryColumn('uuid') enrolmentId: string;
  @PrimaryColumn('text') activityKey: string;
  @Column('text') reason: string;
  @Column('uuid') waivedBy: string;
  @Column('timestamptz') waivedAt: Date;
}
