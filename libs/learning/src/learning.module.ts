import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '@academy/platform';
import { Subjects } from '@academy/people';
import { Attendance } from './attendance.service';
import { Attempts } from './attempts.service';
import { CalendarQueries } from './calendar.queries';
import { LiveEventQueries } from './live.events.queries';
import { LearningQueries } from './learning.queries';
import { LearningSubscriber } from './learning.subscriber';
import { ModuleCompletion, Progress, QuizAttempt, Reflection, Waiver } from './progress.entity';
import { ProgressKeeper } from './progress.service';
import { Reflections } from './reflections.service';
import { ReportQueries } from './report.queries';
import { SurveyResults } from './surveys/result.queries';
import { SurveyBoxes } from './surveys/survey.boxes';
import { SurveyAnswer, SurveyBox, SurveyTurnout } from './surveys/survey.entity';
import { Surveys } from './surveys/surveys.service';

const ROOMS = [Attempts, Attendance, CalendarQueries, LearningQueries, LiveEventQueries, ProgressKeeper, Reflections, ReportQueries, SurveyBoxes, SurveyResults, Surveys];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ModuleCompletion, Progress, QuizAttempt, Reflection, SurveyAnswer, SurveyBox, SurveyTurnout, Waiver])],
  providers: [...ROOMS, LearningSubscriber],
  exports: ROOMS,
})
export class LearningModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.subjects.define('attempt', (id) =>
      this.database.one(
        `SELECT e.user_id AS "ownerId", e.edition_id AS "editionId" FROM quiz_attempt a JOIN enrolment e ON e.id = a.enrolment_id WHERE a.id = $1`,
        [id],
      ),
    );
  }
}
