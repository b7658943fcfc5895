import { Injectable } from '@nestjs/common';
import { Clock, Database, NotFound, Stale } from '@academy/platform';
import { activityErrors } from './activity.rules';
import { Activity, CourseModule, type NewActivity, type NewModule, type NewSection, Section } from './activity.schemas';
import { itemView, type ItemView, lockDraft, refuseStale, saveDraft } from './draft.store';
import { changeItem, findItem, isItemStale, keysOf, removeItem } from './draft.rules';
import type { CourseDraft } from './course.entity';
import type { DraftContent, DraftItem, ItemKind } from './draft.types';
import { parsed, refuseErrors } from './input';
import { type Incoming, incomingActivity, incomingErrors, incomingModule, incomingSection, Intake } from './intake.rules';
import type { Patch } from './patch.schemas';
import { merged, readOnlyErrors } from './patch.rules';

const ModuleOwn = CourseModule.omit({ sections: true });
const SectionOwn = Section.omit({ activities: true });

type Written = { content: DraftContent; key: string };

/**
 * Modules, sections and activities of a draft, one change each. A change names the revision it is based on and is
 * stale only if the item itself has changed since.
 */
@Injectable()
export class DraftItems {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Appends a module to the course. Based on the draft's revision. */
  addModule(courseId: string, given: number, module: NewModule, actorId: string): Promise<ItemView> {
    return this.write(courseId, actorId, 'modules', (draft, next) => {
      refuseStale(draft, given);
      const added = this.intake(incomingModule(module), draft.content, next).module(module);
      return { content: { ...draft.content, modules: [...draft.content.modules, added] }, key: added.key };
    });
  }

  /** Appends a section to a module. Based on the module's revision. */
  addSection(courseId: string, given: number, moduleKey: string, section: NewSection, actorId: string): Promise<ItemView> {
    return this.write(courseId, actorId, 'sections', (draft, next) => {
      currentItem(draft, 'modules', moduleKey, given);
      const added = this.intake(incomingSection(section), draft.content, next).section(section);
      const grown = (item: DraftItem) => ('sections' in item ? [{ ...item, revision: next, sections: [...item.sections, added] }] : [item]);
      return { content: changeItem(draft.content, 'modules', moduleKey, grown), key: added.key };
    });
  }

  /** Appends an activity to a section. Based on the section's revision. */
  addActivity(courseId: string, given: number, sectionKey: string, activity: NewActivity, actorId: string): Promise<ItemView> {
    return this.write(courseId, actorId, 'activities', (draft, next) => {
      currentItem(draft, 'sections', sectionKey, given);
      const added = this.intake(incomingActivity(activity), draft.content, next).activity(activity);
      const grown = (item: DraftItem) => ('activities' in item ? [{ ...item, revision: next, activities: [...item.activities, added] }] : [item]);
      return { content: changeItem(draft.content, 'sections', sectionKey, grown), key: added.key };
    });
  }

  /** Changes fields of an item, not what it holds. Key and kind stay. */
  change(courseId: string, kind: ItemKind, key: string, given: number, patch: Patch, actorId: string): Promise<ItemView> {
    return this.write(courseId, actorId, kind, (draft, next) => {
      const before = currentItem(draft, kind, key, given);
      refuseErrors(readOnlyErrors(before, patch, ['key', 'kind', 'revision']));

      const after = this.patched(before, patch, draft.content, next);
      return { content: changeItem(draft.content, kind, key, () => [after]), key };
    });
  }

  /** Removes an item with all it holds. Answers the draft's new revision. */
  async remove(courseId: string, kind: ItemKind, key: string, given: number, actorId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const draft = await lockDraft(tx, courseId);
      currentItem(draft, kind, key, given);

      return saveDraft(tx, draft, removeItem(draft.content, kind, key, draft.revision + 1), actorId, this.clock.now());
    });
  }

  private patched(before: DraftItem, { revision: _, ...patch }: Patch, content: DraftContent, next: number): DraftItem {
    if ('sections' in before) {
      const { revision: _before, sections, ...own } = before;
      return { ...parsed(ModuleOwn, merged(own, patch)), revision: next, sections };
    }
    if ('activities' in before) {
      const { revision: _before, activities, ...own } = before;
      return { ...parsed(SectionOwn, merged(own, patch)), revision: next, activities };
    }
    const { revision: _before, ...own } = before;
    const after = parsed(Activity, merged(own, patch));
    refuseErrors(activityErrors(after, ''));
    return new Intake([], new Set(), content, next).activity(after);
  }

  private intake(incoming: Incoming[], content: DraftContent, next: number): Intake {
    const taken = keysOf(content);
    refuseErrors(incomingErrors(incoming, taken, content));
    return new Intake(incoming, taken, content, next);
  }

  private async write(courseId: string, actorId: string, kind: ItemKind, change: (draft: CourseDraft, next: number) => Written): Promise<ItemView> {
    return this.database.transaction(async (tx) => {
      const draft = await lockDraft(tx, courseId);

      const { content, key } = change(draft, draft.revision + 1);

      await saveDraft(tx, draft, content, actorId, this.clock.now());
      return itemView(findItem(content, kind, key)!);
    });
  }
}

/** The item, unless it has changed since the revision that was given. */
function currentItem(draft: CourseDraft, kind: ItemKind, key: string, given: number): DraftItem {
  const item = findItem(draft.content, kind, key);
  if (!item) throw new NotFound(WORDS[kind]);
  if (isItemStale(item, given, draft.revision)) throw new Stale({ revision: item.revision, state: itemView(item) });
  return item;
}

const WORDS: Record<ItemKind, string> = { modules: 'module', sections: 'section', activities: 'activity' };
