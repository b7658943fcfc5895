import { NotFound, rows, Stale, TooLarge, type Transaction } from '@academy/platform';
import { withDefaults } from './activity.defaults';
import { completionOf } from './completion.rules';
import { CourseDraft } from './course.entity';
import type { CompletionRule } from './activity.schemas';
import type { DraftActivity, DraftContent, DraftItem, DraftModule, DraftSection } from './draft.types';

/** Bytes of text that a draft may hold: ten times the longest course we know of. */
const LARGEST = 5_000_000;

type ActivityView = DraftActivity & { completion: CompletionRule };
type SectionView = Omit<DraftSection, 'activities'> & { activities: ActivityView[] };
type ModuleView = Omit<DraftModule, 'sections'> & { sections: SectionView[] };
export type ItemView = ModuleView | SectionView | ActivityView;
/** A draft as authors get it: every activity with its completion rule, given or not. */
export type DraftView = { revision: number } & Omit<DraftContent, 'modules'> & { modules: ModuleView[] };

const activityView = (activity: DraftActivity): ActivityView => ({ ...activity, completion: completionOf(activity) });
const sectionView = (section: DraftSection): SectionView => ({ ...section, activities: section.activities.map(activityView) });
const moduleView = (module: DraftModule): ModuleView => ({ ...module, sections: module.sections.map(sectionView) });

export function itemView(item: DraftItem): ItemView {
  if ('kind' in item) return activityView(item);
  return 'activities' in item ? sectionView(item) : moduleView(item);
}

export const draftView = (revision: number, { modules, ...head }: DraftContent): DraftView => ({ revision, ...head, modules: modules.map(moduleView) });

/** The draft's row, locked until the transaction ends. */
export async function lockDraft(tx: Transaction, courseId: string): Promise<CourseDraft> {
  const draft = await tx.findOne(CourseDraft, { where: { courseId }, lock: { mode: 'pessimistic_write' } });
  if (!draft) throw new NotFound('course');
  return Object.assign(draft, { content: filledIn(draft.content) });
}

/** A draft as it lies in storage, with settings that were not there yet when it was written. */
export const filledIn = (content: DraftContent): DraftContent => ({
  ...content,
  modules: content.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({ ...section, activities: section.activities.map(withDefaults) })),
  })),
});

/** Refuses a change that is based on another revision than the draft's. */
export function refuseStale(draft: CourseDraft, given: number): void {
  if (given !== draft.revision) throw new Stale({ revision: draft.revision, state: draftView(draft.revision, draft.content) });
}

/** Saves the content as the draft's next revision. Refuses more than it can hold. */
export async function saveDraft(tx: Transaction, draft: CourseDraft, content: DraftContent, actorId: string, now: Date): Promise<number> {
  const text = JSON.stringify(content);
  if (Buffer.byteLength(text) > LARGEST) throw new TooLarge(LARGEST);
  const revision = draft.revision + 1;
  await rows(tx, 'UPDATE course_draft SET content = $2, revision = $3, updated_at = $4, updated_by = $5 WHERE course_id = $1', [
    draft.courseId, text, revision, now, actorId,
  ]);
  return revision;
}

/** The same for those who may read a draft and not write it: right answers are for authors alone. */
export const withoutAnswers = (view: DraftView): DraftView => ({
  ...view,
  modules: view.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({ ...section, activities: section.activities.map(withoutOwnAnswers) })),
  })),
});

function withoutOwnAnswers(activity: ActivityView): ActivityView {
  if (activity.kind === 'assignment') return { ...activity, examples: (activity.examples ?? []).map((example) => ({ ...example, scores: {}, comments: {} })) };
  if (activity.kind !== 'quiz') return activity;
  return { ...activity, questions: activity.questions.map(({ answer: _, ...question }) => question) };
}
