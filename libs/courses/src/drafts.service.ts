import { Injectable } from '@nestjs/common';
import { Clock, Database, found, rows, type Transaction } from '@academy/platform';
import { CourseHeadInput, type CourseHead, type DraftInput } from './course.schemas';
import { draftView, type DraftView, filledIn, lockDraft, refuseStale, saveDraft } from './draft.store';
import { findItem, orderErrors, reorder, replaceContent } from './draft.rules';
import type { DraftActivity, DraftContent, DraftOrder } from './draft.types';
import { parsed, refuseErrors } from './input';
import { Intake, incomingErrors, incomingModule } from './intake.rules';
import type { Patch } from './patch.schemas';
import { merged } from './patch.rules';
import { publishedActivity } from './publishing.rules';
import type { PublishedActivity } from './version.entity';

/** The draft as a whole: read it, replace it, change its head, put it in another order. */
@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async view(courseId: string): Promise<DraftView> {
    const { revision, content } = await this.read(courseId);
    return draftView(revision, content);
  }

  /** One activity as a teacher would get it, for the preview. With right answers: for authors alone. */
  async activityView(courseId: string, key: string): Promise<PublishedActivity | null> {
    const { content } = await this.read(courseId);
    const activity = findItem(content, 'activities', key) as DraftActivity | null;
    return activity && publishedActivity(activity);
  }

  /** Replaces the whole content. What did not change keeps its revision. Throws Stale unless based on the draft's revision. */
  async replace(courseId: string, given: number, input: DraftInput, actorId: string): Promise<DraftView> {
    return this.write(courseId, given, actorId, (before, next) => {
      const { revision, modules, ...head } = input;
      const incoming = modules.flatMap((module, m) => incomingModule(module, `/modules/${m}`));
      refuseErrors(incomingErrors(incoming, new Set(), before));
      if (revision !== undefined && revision !== given) refuseErrors([{ pointer: '/revision', detail: 'is made by the server' }]);

      const intake = new Intake(incoming, new Set(), before, next);
      return replaceContent(before, { ...head, modules: modules.map((module) => intake.module(module)) }, next);
    });
  }

  /** JSON Merge Patch on what is said of the course as a whole. Throws Stale unless based on the draft's revision. */
  async changeHead(courseId: string, given: number, patch: Patch, actorId: string): Promise<DraftView> {
    return this.write(courseId, given, actorId, ({ modules, ...head }) => ({ ...parsed(CourseHeadInput, merged(head, patch)), modules }));
  }

  /** Puts modules, sections and activities in another order. Refuses one that does not name each of them once. */
  async reorder(courseId: string, given: number, order: DraftOrder, actorId: string): Promise<DraftView> {
    return this.write(courseId, given, actorId, (before, next) => {
      refuseErrors(orderErrors(before, order));
      return reorder(before, order, next);
    });
  }

  private async write(courseId: string, given: number, actorId: string, change: (before: DraftContent, next: number) => DraftContent): Promise<DraftView> {
    return this.database.transaction(async (tx) => {
      const draft = await lockDraft(tx, courseId);
      refuseStale(draft, given);

      const content = change(draft.content, draft.revision + 1);

      const revision = await saveDraft(tx, draft, content, actorId, this.clock.now());
      await showUnpublishedHead(tx, courseId, content);
      return draftView(revision, content);
    });
  }

  private async read(courseId: string): Promise<{ revision: number; content: DraftContent }> {
    const draft = found(await this.database.one<{ revision: number; content: DraftContent }>('SELECT revision, content FROM course_draft WHERE course_id = $1', [courseId]), 'course');
    return { ...draft, content: filledIn(draft.content) };
  }
}

/** Before the first version the course's own row repeats the draft's head. */
async function showUnpublishedHead(tx: Transaction, courseId: string, head: CourseHead): Promise<void> {
  await rows(
    tx,
    `UPDATE course SET title = $2, language = $3, summary = $4, subjects = $5, levels = $6, workload_hours = $7, outcomes = $8, licence = $9
     WHERE id = $1 AND latest_version IS NULL`,
    [courseId, head.title, head.language, head.summary, head.subjects, head.levels, head.workloadHours, JSON.stringify(head.outcomes), head.licence],
  );
}
