import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { CoursePublished } from '@academy/courses';
import { CourseCompleted, ModuleCompleted } from '@academy/learning';
import { Awards } from './awards.service';
import { Badges } from './badges.service';
import { Batches } from './batches.service';
import { BatchRequested, CertificateReissued } from './credentials.facts';
import { Certificates } from './certificates.service';

/** What completing earns. Every effect has a unique key in Postgres, so that each may be tried any number of times. */
@Injectable()
export class CredentialsSubscriber {
  constructor(
    private readonly database: Database,
    private readonly badges: Badges,
    private readonly awards: Awards,
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
    await this.awardByTrigger(courseId, 'course', enrolmentId);
  }

  @On(ModuleCompleted, 'credentials.award-module-badge', 'credentials')
  async awardModuleBadge({ enrolmentId, courseId, moduleKey }: { enrolmentId: string; courseId: string; moduleKey: string }): Promise<void> {
    await this.awardByTrigger(courseId, `module:${moduleKey}`, enrolmentId);
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

  /** What was awarded once and then revoked does not come back by itself. */
  private async awardByTrigger(courseId: string, trigger: string, enrolmentId: string): Promise<void> {
    const badge = await this.database.one<{ id: string }>('SELECT id FROM badge WHERE course_id = $1 AND trigger = $2', [courseId, trigger]);
    if (badge && !(await this.awards.wasAwarded(badge.id, enrolmentId))) await this.awards.award(badge.id, enrolmentId, null);
  }
}
