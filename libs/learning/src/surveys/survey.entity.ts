import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SurveyAnswers } from './survey.rules';

/** Somebody has answered a survey; not what, and not when. */
@Entity('survey_turnout')
export class SurveyTurnout {
  @PrimaryColumn('uuid') enrolmentId: string;
  @PrimaryColumn('text') activityKey: string;
}

/** An answer that waits for others, sealed. */
@Entity('survey_box')
export class SurveyBox {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') activityKey: string;
  @Column('text') sealed: string;
}

/** What somebody answered; nobody knows who. */
@Entity('survey_answer')
export class SurveyAnswer {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') activityKey: string;
  @Column('uuid') versionId: string;
  @Column('text') language: string;
  @Column('jsonb') answers: SurveyAnswers;
  @Column('boolean') isCounted: boolean;
}
