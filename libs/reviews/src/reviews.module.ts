import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '@academy/platform';
import { type Subject, Subjects } from '@academy/people';
import { Assignments } from './assignments.service';
import { ALLOCATION_ROOMS } from './allocation/allocation.rooms';
import { GRADING_ROOMS, GRADING_SUBSCRIBERS } from './grading/grading.rooms';
import { MODERATION_ROOMS, MODERATION_SUBSCRIBERS } from './moderation/moderation.rooms';
import { REVIEWING_ROOMS } from './reviewing/reviewing.rooms';
import { SubmissionAttachment, SUBMISSIONS_ROOMS } from './submissions/submissions.rooms';
import { ReviewFigures } from './figures.queries';
import { Cases } from './cases.service';
import { Grade, ReviewCase } from './grade.entities';
import { Pseudonyms } from './pseudonyms.service';
import { Review, ReviewDuty } from './review.entities';
import { ROUNDS_ROOMS } from './rounds/rounds.rooms';
import { ReviewStanding } from './standing.service';
import { StandingSubscriber } from './standing.subscriber';
import { Submission } from './submission.entity';

/** Each folder says itself what it offers. */
const ROOMS = [Assignments, Cases, Pseudonyms, ReviewFigures, ReviewStanding, ...SUBMISSIONS_ROOMS, ...ALLOCATION_ROOMS, ...REVIEWING_ROOMS, ...GRADING_ROOMS, ...MODERATION_ROOMS, ...ROUNDS_ROOMS];
const SUBSCRIBERS = [StandingSubscriber, ...GRADING_SUBSCRIBERS, ...MODERATION_SUBSCRIBERS];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Grade, Review, ReviewCase, ReviewDuty, Submission, SubmissionAttachment])],
  providers: [...ROOMS, ...SUBSCRIBERS],
  exports: ROOMS,
})
export class ReviewsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly database: Database,
  ) {}

  /** A work is its authors'; a review its reviewer's; what was lent belongs to whom it was lent to, what was received to whose work it is about. */
  onModuleInit(): void {
    const edition = 's.edition_id AS "editionId", d.course_id AS "courseId"';
    const define = (kind: string, sql: string) => this.subjects.define(kind, (id) => this.database.one<Subject>(sql, [id]));
    define('submission', `SELECT s.author_ids AS "ownerIds", ${edition} FROM submission s JOIN edition d ON d.id = s.edition_id WHERE s.id = $1`);
    define(
      'lent-submission',
      `SELECT ARRAY(SELECT r.reviewer_id FROM review r WHERE r.submission_id = s.id AND r.state IN ('claimed', 'done')) AS "ownerIds", ${edition}
       FROM submission s JOIN edition d ON d.id = s.edition_id WHERE s.id = $1`,
    );
    define('review', `SELECT s.reviewer_id AS "ownerId", ${edition} FROM review s JOIN edition d ON d.id = s.edition_id WHERE s.id = $1`);
    define(
      'received-review',
      `SELECT w.author_ids AS "ownerIds", ${edition} FROM review s JOIN submission w ON w.id = s.submission_id JOIN edition d ON d.id = s.edition_id WHERE s.id = $1 AND s.state = 'done'`,
    );
    define('review-case', `SELECT ${edition} FROM review_case s JOIN edition d ON d.id = s.edition_id WHERE s.id = $1`);
  }
}
