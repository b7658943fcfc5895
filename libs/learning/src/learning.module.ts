import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '@academy/platform';
import { Subjects } from '@academy/people';
import { Attempts } from './attempts.service';
import { LearningQueries } from './learning.queries';
import { LearningSubscriber } from './learning.subscriber';
import { ModuleCompletion, Progress, QuizAttempt, Reflection, Waiver } from './progress.entity';
import { ProgressKeeper } from './progress.service';
import { Reflections } from './reflections.service';
import { ReportQueries } from './report.queries';

const ROOMS = [Attempts, LearningQueries, ProgressKeeper, Reflections, ReportQueries];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ModuleCompletion, Progress, QuizAttempt, Reflection, Waiver])],
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
