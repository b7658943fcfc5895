import type { FieldError } from '@academy/platform';
import { activityErrors } from './activity.rules';
import type { NewActivity, NewModule, NewSection } from './activity.schemas';
import { completionOf } from './completion.rules';
import { findItem, isSame } from './draft.rules';
import type { DraftActivity, DraftModule, DraftSection, ItemKind } from './draft.types';
import { freeKey, keyFromText } from './keys.rules';

type Held = { modules: DraftModule[] };

/** One item of what came in, with where it stands there. */
export type Incoming =
  | { pointer: string; kind: 'modules'; item: NewModule }
  | { pointer: string; kind: 'sections'; item: NewSection }
  | { pointer: string; kind: 'activities'; item: NewActivity };

export const incomingActivity = (item: NewActivity, pointer = ''): Incoming[] => [{ pointer, kind: 'activities', item }];
export const incomingSection = (item: NewSection, pointer = ''): Incoming[] => [
  { pointer, kind: 'sections', item },
  ...item.activities.flatMap((activity, a) => incomingActivity(activity, `${pointer}/activities/${a}`)),
];
export const incomingModule = (item: NewModule, pointer = ''): Incoming[] => [
  { pointer, kind: 'modules', item },
  ...item.sections.flatMap((section, s) => incomingSection(section, `${pointer}/sections/${s}`)),
];

/**
 * What is wrong with items that come in: a key that is taken or used twice, a revision other than the item's own,
 * and what is wrong within activities. `taken` are keys that stay; `before` is the draft as it stands.
 */
export function incomingErrors(incoming: Incoming[], taken: ReadonlySet<string>, before: Held): FieldError[] {
  const used = new Set(taken);
  return incoming.flatMap(({ pointer, kind, item }) => {
    const errors = kind === 'activities' ? activityErrors(item, pointer) : [];
    if (item.key !== undefined && used.has(item.key)) errors.push({ pointer: `${pointer}/key`, detail: `"${item.key}" is already used in this course` });
    if (item.key !== undefined) used.add(item.key);
    if (item.revision !== undefined && item.revision !== revisionOf(before, kind, item.key)) {
      errors.push({ pointer: `${pointer}/revision`, detail: 'is made by the server' });
    }
    return errors;
  });
}

const revisionOf = (content: Held, kind: ItemKind, key: string | undefined): number | undefined =>
  key === undefined ? undefined : findItem(content, kind, key)?.revision;

/** Gives items that come in their revision, and a key from their title where they bring none. `taken` grows by them. */
export class Intake {
  private readonly taken: Set<string>;

  constructor(
    incoming: Incoming[],
    taken: ReadonlySet<string>,
    private readonly before: Held,
    private readonly revision: number,
  ) {
    this.taken = new Set([...taken, ...incoming.flatMap(({ item }) => item.key ?? [])]);
  }

  module({ key, revision: _, sections, ...own }: NewModule): DraftModule {
    return { key: this.key(key, own.title, 'module'), ...own, revision: this.revision, sections: sections.map((section) => this.section(section)) };
  }

  section({ key, revision: _, activities, ...own }: NewSection): DraftSection {
    return { key: this.key(key, own.title, 'section'), ...own, revision: this.revision, activities: activities.map((activity) => this.activity(activity)) };
  }

  activity(activity: NewActivity): DraftActivity {
    const { key, revision: _, ...own } = activity;
    return withoutEchoedRule({ key: this.key(key, own.title, own.kind), ...own, revision: this.revision }, this.before);
  }

  private key(given: string | undefined, title: string, otherwise: string): string {
    if (given !== undefined) return given;
    const key = freeKey(keyFromText(title, otherwise), (candidate) => this.taken.has(candidate));
    this.taken.add(key);
    return key;
  }
}

/** A rule that was never given and only comes back as it was shown stays ungiven: it goes on following the pass mark. */
function withoutEchoedRule(activity: DraftActivity, before: Held): DraftActivity {
  const earlier = findItem(before, 'activities', activity.key) as DraftActivity | null;
  if (!earlier || earlier.completion || !isSame(activity.completion, completionOf(earlier))) return activity;
  const { completion: _, ...rest } = activity;
  return rest;
}
