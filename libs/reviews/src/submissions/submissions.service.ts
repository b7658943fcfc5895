import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Invalid, record, refuseIf, RevisionMissing, row, rows, Stale, type Transaction } from '@academy/platform';
import { ProgressKeeper } from '@academy/learning';
import { Claims } from '../allocation/claims.service';
import { Duties } from '../allocation/duties.service';
import { type Assignment, Assignments } from '../assignments.service';
import { SubmissionSubmitted, SubmissionTakenBack } from '../reviews.facts';
import { Submission, type SubmissionContent } from '../submission.entity';
import { refuseForeignFiles } from './attachments.rows';
import { OwnWorks } from './own.works.queries';
import { isLate, missingParts, reviewByOf, unknownFields, whyNotSubmit, whyNotTakeBack, whyNotWrite } from './submission.rules';
import type { OwnWork, SubmissionInput } from './submission.schemas';
import { authorColumns, authorsOf, findWork, joinAuthors, lockWork } from './works.store';

/** What teachers hand in for review: written, handed in, taken back. */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
    private readonly progress: ProgressKeeper,
    private readonly duties: Duties,
    private readonly claims: Claims,
    private readonly works: OwnWorks,
  ) {}

  /**
   * Keeps what its authors have written so far, in the newest round. `based`: the revision it is based on, needed once
   * there is a work. Throws Stale for another than the current one; refuses what is handed in already, and what learning refuses.
   */
  async save(enrolmentId: string, activityKey: string, input: SubmissionInput, based: number | null): Promise<{ work: OwnWork; isNew: boolean }> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    refuseAll(unknownFields(input.fields, assignment.activity.form));
    const { language, ...content } = input;
    const isNew = await this.database.transaction(async (tx) => {
      const work = await lockWork(tx, assignment, enrolmentId);
      if (!work) return this.begin(tx, assignment, enrolmentId, content, language, based);
      await this.change(tx, assignment, work, enrolmentId, content, language, based);
      return false;
    });
    return { work: await this.works.own(enrolmentId, activityKey), isNew };
  }

  /** Hands the work in for review. Refuses past the deadline with its grace; throws Invalid with what its form still misses. */
  async submit(enrolmentId: string, activityKey: string): Promise<OwnWork> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    await this.database.transaction(async (tx) => {
      const { id, round } = found(await findWork(tx, assignment, enrolmentId), 'submission');
      const pool = { editionId: assignment.editionId, activityKey, round };
      const now = this.clock.now();
      const authors = await joinAuthors(tx, { id, activityKey, round }, await authorsOf(tx, assignment, enrolmentId));
      // What they owe comes before the work: whoever reviews locks in that order.
      for (const author of authors) await this.duties.open(tx, assignment, pool, author, now);

      const work = found(await lockWork(tx, assignment, enrolmentId), 'submission');
      refuseIf(whyNotSubmit(work, assignment, now), { submitBy: assignment.submitBy?.toISOString() ?? null });
      refuseAll(missingParts(work.content, assignment.activity.form));

      await tx.update(Submission, { id }, {
        ...authorColumns(authors, enrolmentId, work.groupId),
        versionId: assignment.versionId,
        state: 'submitted',
        revision: work.revision + 1,
        submittedAt: now,
        updatedAt: now,
        openedAt: null,
        isLate: isLate(work, assignment, now),
        reviewBy: reviewByOf(work, assignment, now),
        wanted: assignment.activity.reviewsWanted,
        phase: 'regular',
        moderateBy: null,
      });
      const actorId = await this.count(tx, authors, enrolmentId, activityKey);
      await record(tx, SubmissionSubmitted, { ...pool, submissionId: id }, { actorId });
    });
    return this.works.own(enrolmentId, activityKey);
  }

  /** Takes the work back, to write on: while nobody has opened it, or for as long as the assignment gives for corrections. Whoever has it on loan gives it back. */
  async withdraw(enrolmentId: string, activityKey: string): Promise<OwnWork> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    await this.database.transaction(async (tx) => {
      const { id, round } = found(await findWork(tx, assignment, enrolmentId), 'submission');
      const pool = { editionId: assignment.editionId, activityKey, round };
      const seen = found(await tx.findOneBy(Submission, { id }), 'submission');
      const now = this.clock.now();
      refuseIf(whyNotTakeBack(seen, assignment.activity.correctionMinutes, now));
      await this.giveBack(tx, id);
      for (const userId of seen.authorIds) await this.duties.close(tx, pool, userId);

      const work = found(await lockWork(tx, assignment, enrolmentId), 'submission');
      refuseIf(whyNotTakeBack(work, assignment.activity.correctionMinutes, now));
      // Lent in the moment before it was locked.
      if (work.lent > 0) await this.giveBack(tx, id);
      await tx.update(Submission, { id }, { state: 'withdrawn', revision: work.revision + 1, updatedAt: now });

      const learner = await this.progress.lock(tx, enrolmentId);
      await this.progress.record(tx, learner, activityKey, 'viewed');
      await record(tx, SubmissionTakenBack, { ...pool, submissionId: id }, { actorId: learner.userId });
    });
    return this.works.own(enrolmentId, activityKey);
  }

  private async giveBack(tx: Transaction, submissionId: string): Promise<void> {
    const lent = await rows<{ id: string }>(tx, `SELECT id FROM review WHERE submission_id = $1 AND state = 'claimed' ORDER BY id`, [submissionId]);
    for (const { id } of lent) await this.claims.giveBack(tx, id, 'released');
  }

  /** The first state of a work. Two that begin at once begin one. */
  private async begin(tx: Transaction, assignment: Assignment, enrolmentId: string, content: SubmissionContent, language: string, based: number | null): Promise<boolean> {
    const authors = await authorsOf(tx, assignment, enrolmentId);
    const owner = (assignment.activity.groupWork ? authors[0]?.groupId : null) ?? enrolmentId;
    await row(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`submission ${owner} ${assignment.activityKey}`]);
    const meanwhile = await lockWork(tx, assignment, enrolmentId);
    if (meanwhile) {
      await this.change(tx, assignment, meanwhile, enrolmentId, content, language, based);
      return false;
    }

    const learner = await this.progress.lock(tx, enrolmentId);
    await this.progress.record(tx, learner, assignment.activityKey, 'viewed');
    await refuseForeignFiles(tx, assignment.activityKey, authors, content.attachments);
    const now = this.clock.now();
    const work = tx.create(Submission, {
      ...authorColumns(authors, enrolmentId, null),
      id: randomUUID(),
      editionId: assignment.editionId,
      activityKey: assignment.activityKey,
      round: 1,
      versionId: assignment.versionId,
      state: 'draft',
      revision: 1,
      content,
      language,
      createdAt: now,
      updatedAt: now,
      submittedAt: null,
      isLate: false,
      openedAt: null,
      reviewBy: null,
      wanted: 0,
      finished: 0,
      lent: 0,
      phase: 'regular',
      moderateBy: null,
      isHeld: false,
      licence: null,
      publishedAs: null,
      publishedAt: null,
    });
    await tx.insert(Submission, work);
    const joined = await joinAuthors(tx, work, authors);
    if (joined.length < authors.length) await tx.update(Submission, { id: work.id }, authorColumns(joined, enrolmentId, null));
    return true;
  }

  private async change(tx: Transaction, assignment: Assignment, work: Submission, enrolmentId: string, content: SubmissionContent, language: string, based: number | null): Promise<void> {
    refuseIf(whyNotWrite(work.state));
    if (based === null) throw new RevisionMissing();
    if (based !== work.revision) throw new Stale({ revision: work.revision, state: await this.works.current(tx, assignment, work.id, enrolmentId) });
    const authors = await joinAuthors(tx, work, await authorsOf(tx, assignment, enrolmentId));
    await refuseForeignFiles(tx, work.activityKey, authors, content.attachments);
    await tx.update(Submission, { id: work.id }, {
      ...authorColumns(authors, enrolmentId, work.groupId),
      content: content as object,
      language,
      state: work.state === 'withdrawn' ? 'draft' : work.state,
      versionId: assignment.versionId,
      revision: work.revision + 1,
      updatedAt: this.clock.now(),
    });
    const learner = await this.progress.lock(tx, enrolmentId);
    await this.progress.record(tx, learner, work.activityKey, 'viewed');
  }

  /** Counts the work for each of its authors; whoever hands it in must be allowed to. Answers who that is. */
  private async count(tx: Transaction, authors: readonly { enrolmentId: string }[], enrolmentId: string, activityKey: string): Promise<string> {
    let actorId = '';
    for (const author of authors) {
      const learner = await this.progress.lock(tx, author.enrolmentId);
      if (author.enrolmentId !== enrolmentId) await this.progress.credit(tx, learner, activityKey, 'submitted');
      else {
        await this.progress.record(tx, learner, activityKey, 'submitted');
        actorId = learner.userId;
      }
    }
    return actorId;
  }
}

function refuseAll(errors: { pointer: string; detail: string }[]): void {
  if (errors.length > 0) throw new Invalid(errors);
}
