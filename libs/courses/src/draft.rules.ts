import type { DraftActivity, DraftContent, DraftItem, DraftModule, DraftOrder, DraftSection, ItemKind } from './draft.types';

/**
 * Whether a change of an item is based on an older state of it. `given` is any revision of the draft from which the
 * item has not changed since, so that work on other items never makes a change stale.
 */
export const isItemStale = (item: { revision: number }, given: number, draftRevision: number): boolean => given < item.revision || given > draftRevision;

export const sectionsOf = (content: { modules: DraftModule[] }): DraftSection[] => content.modules.flatMap((module) => module.sections);
export const activitiesOf = (content: { modules: DraftModule[] }): DraftActivity[] => sectionsOf(content).flatMap((section) => section.activities);

export function findItem(content: { modules: DraftModule[] }, kind: ItemKind, key: string): DraftItem | null {
  const items: DraftItem[] = kind === 'modules' ? content.modules : kind === 'sections' ? sectionsOf(content) : activitiesOf(content);
  return items.find((item) => item.key === key) ?? null;
}

/** Keys of modules, sections and activities: one namespace. */
export const keysOf = (content: { modules: DraftModule[] }): Set<string> =>
  new Set([...content.modules, ...sectionsOf(content), ...activitiesOf(content)].map(({ key }) => key));

/** The content with one item changed into what `change` makes of it: itself anew, or nothing. */
export function changeItem(content: DraftContent, kind: ItemKind, key: string, change: (item: DraftItem) => DraftItem[]): DraftContent {
  const changed = <Item extends DraftItem>(items: Item[]): Item[] => items.flatMap((item) => (item.key === key ? (change(item) as Item[]) : [item]));
  if (kind === 'modules') return { ...content, modules: changed(content.modules) };
  const inSections = (sections: DraftSection[]): DraftSection[] =>
    kind === 'sections' ? changed(sections) : sections.map((section) => ({ ...section, activities: changed(section.activities) }));
  return { ...content, modules: content.modules.map((module) => ({ ...module, sections: inSections(module.sections) })) };
}

/** The content without an item; whatever held it has changed. */
export function removeItem(content: DraftContent, kind: ItemKind, key: string, revision: number): DraftContent {
  return raiseParents(content, changeItem(content, kind, key, () => []), revision);
}

/** The content in another order. Items may move between modules and between sections; what holds others than before has changed. */
export function reorder(content: DraftContent, order: DraftOrder, revision: number): DraftContent {
  const sections = new Map(sectionsOf(content).map((section) => [section.key, section]));
  const activities = new Map(activitiesOf(content).map((activity) => [activity.key, activity]));
  const modules = order.modules.map((wanted) => ({
    ...content.modules.find(({ key }) => key === wanted.key)!,
    sections: wanted.sections.map((section) => ({ ...sections.get(section.key)!, activities: section.activities.map((key) => activities.get(key)!) })),
  }));
  return raiseParents(content, { ...content, modules }, revision);
}

/** What an order leaves out, names twice or does not know, by pointer; empty for one that can be followed. */
export function orderErrors(content: DraftContent, order: DraftOrder): { pointer: string; detail: string }[] {
  const wanted = [
    order.modules.map(({ key }, m) => [key, `/modules/${m}/key`] as const),
    order.modules.flatMap(({ sections }, m) => sections.map(({ key }, s) => [key, `/modules/${m}/sections/${s}/key`] as const)),
    order.modules.flatMap(({ sections }, m) =>
      sections.flatMap(({ activities }, s) => activities.map((key, a) => [key, `/modules/${m}/sections/${s}/activities/${a}`] as const)),
    ),
  ];
  const there = [content.modules, sectionsOf(content), activitiesOf(content)];
  return there.flatMap((items, level) => {
    const left = new Set(items.map(({ key }) => key));
    const surplus = wanted[level]!.filter(([key]) => !left.delete(key)).map(([key, pointer]) => ({ pointer, detail: `"${key}" is not there, or named twice` }));
    return [...surplus, ...[...left].map((key) => ({ pointer: '/modules', detail: `"${key}" is left out` }))];
  });
}

/** The whole content anew: what did not change keeps its revision. */
export function replaceContent(before: DraftContent, after: DraftContent, revision: number): DraftContent {
  const keep = <Item extends DraftItem>(kind: ItemKind, item: Item, ownOf: (item: Item) => unknown): Item => {
    const earlier = findItem(before, kind, item.key) as Item | null;
    return { ...item, revision: earlier && isSame(ownOf(earlier), ownOf(item)) ? earlier.revision : revision };
  };
  const modules = after.modules.map((module) => {
    const sections = module.sections.map((section) => {
      const activities = section.activities.map((activity) => keep('activities', activity, ({ revision: _before, ...own }) => own));
      return keep('sections', { ...section, activities }, ({ title, activities: held }) => [title, held.map(({ key }) => key)]);
    });
    return keep('modules', { ...module, sections }, ({ title, summary, sections: held }) => [title, summary, held.map(({ key }) => key)]);
  });
  return { ...after, modules };
}

/** Modules and sections that hold others than before get the new revision. */
function raiseParents(before: DraftContent, after: DraftContent, revision: number): DraftContent {
  const heldBefore = new Map([
    ...before.modules.map((module) => [module.key, module.sections.map(({ key }) => key)] as const),
    ...sectionsOf(before).map((section) => [section.key, section.activities.map(({ key }) => key)] as const),
  ]);
  const raised = <Item extends DraftModule | DraftSection>(item: Item, held: { key: string }[]): Item =>
    isSame(heldBefore.get(item.key), held.map(({ key }) => key)) ? item : { ...item, revision };
  return {
    ...after,
    modules: after.modules.map((module) => raised({ ...module, sections: module.sections.map((section) => raised(section, section.activities)) }, module.sections)),
  };
}

/** Whether two JSON values are the same, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const fields = (value: object) => Object.entries(value).filter(([, field]) => field !== undefined);
  const left = fields(one);
  return left.length === fields(other).length && left.every(([name, field]) => name in other && isSame(field, (other as Record<string, unknown>)[name]));
}
