import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { StudyGroupJoined } from '@academy/enrolments';
import { GradeReleased, ReviewRated } from '@academy/reviews';
import { CoursePublished } from '@academy/courses';
import { CourseCompleted, ModuleCompleted } from '@academy/learning';
import { Badges } from './badges/badges.service';
import { Batches } from './awards/batches.service';
import { Earning } from './awards/earning.service';
import { BatchRequested, CertificateReissued } from './credentials.facts';
import { Certificates } from './certificates/certificates.service';

type Enrolled = { enrolmentId: string; courseId: string };

/** What completing and helping earn. Every effect has a unique key in Postgres, so that each may be tried any number of times. */
@Injectable()
export class CredentialsSubscriber {
  constructor(
    private readonly database: Database,
    private readonly badges: Badges,
    private readonly earning: Earning,
    private readonly certificates: Certificates,
    private readonly batches: Batches,
  ) {}

  @On(CoursePublished, 'credentials.make-course-badge')
  async makeCourseBadge({ courseId }: { courseId: string }): Promise<void> {
    await this.badges.ensureCourseBadge(courseId);
  }

  @On(CourseCompleted, 'credentials.award-course-badge', 'credentials')
  async awardCourseBadge({ enrolmentId, courseId }: { enrolmentId: string; courseId: string }): Promise<void> {
    await this.badges.ensureCourseBadge(courseId);
    await this.earning.awardEarned(enrolmentId, courseId, ['course', 'study-group-leader'], 'course');
  }

  @On(ModuleCompleted, 'credentials.award-module-badge', 'credentials')
  async awardModuleBadge({ enrolmentId, courseId, moduleKey }: { enrolmentId: string; courseId: string; moduleKey: string }): Promise<void> {
    await this.earning.awardEarned(enrolmentId, courseId, [`module:${moduleKey}`], `module:${moduleKey}`);
  }

  /** Of a work that several wrote, each of them. */
  @On(GradeReleased, 'credentials.award-assignment-badge', 'credentials')
  async awardAssignmentBadge({ submissionId, activityKey }: { submissionId: string; activityKey: string }): Promise<void> {
    const authors = await this.database.query<Enrolled>(
      'SELECT a.enrolment_id AS "enrolmentId", d.course_id AS "courseId" FROM submission_author a JOIN enrolment e ON e.id = a.enrolment_id JOIN edition d ON d.id = e.edition_id WHERE a.submission_id = $1 ORDER BY a.enrolment_id',
      [submissionId],
    );
    for (const { enrolmentId, courseId } of authors) await this.earning.awardEarned(enrolmentId, courseId, [`assignment:${activityKey}`]);
  }

  @On(ReviewRated, 'credentials.award-helpful-reviewer', 'credentials')
  async awardHelpfulReviewer({ reviewId }: { reviewId: string }): Promise<void> {
    const reviewer = await this.database.one<Enrolled>(
      'SELECT e.id AS "enrolmentId", d.course_id AS "courseId" FROM review r JOIN enrolment e ON e.id = r.enrolment_id JOIN edition d ON d.id = e.edition_id WHERE r.id = $1',
      [reviewId],
    );
    if (reviewer) await this.earning.awardEarned(reviewer.enrolmentId, reviewer.courseId, ['helpful-reviewer']);
  }

  /** Whoever began the group may have completed the course before anybody joined her. */
  @On(StudyGroupJoined, 'credentials.award-group-leader', 'credentials')
  async awardGroupLeader({ groupId }: { groupId: string }): Promise<void> {
    const leader = await this.database.one<Enrolled>(
      `SELECT e.id AS "enrolmentId", d.course_id AS "courseId" FROM study_group g JOIN study_group_member m ON m.group_id = g.id JOIN enrolment e ON e.id = m.enrolment_id AND e.user_id = g.created_by
       JOIN edition d ON d.id = e.edition_id WHERE g.id = $1`,
      [groupId],
    );
    if (leader) await this.earning.awardEarned(leader.enrolmentId, leader.courseId, ['study-group-leader']);
  }

  @On(CourseCompleted, 'credentials.issue-certificate', 'credentials')
  async issueCertificate({ enrolmentId }: { enrolmentId: string }): Promise<void> {
    await this.certificates.issue(enrolmentId);
  }

  @On(CertificateReissued, 'credentials.print-reissued', 'credentials')
  async printReissued({ certificateId }: { certificateId: string }): Promise<void> {
    await this.certificates.print(certificateId);
  }

  @On(BatchRequested, 'credentials.run-batch', 'credentials')
  async runBatch({ batchId }: { batchId: string }): Promise<void> {
    await this.batches.run(batchId);
  }
}
