import type { DraftOrderInput, DraftView, ItemKind } from '@academy/courses';

export type ModuleOf = DraftView['modules'][number];
export type SectionOf = ModuleOf['sections'][number];
export type ActivityOfDraft = SectionOf['activities'][number];
export type Found =
  | { kind: 'modules'; item: ModuleOf }
  | { kind: 'sections'; item: SectionOf }
  | { kind: 'activities'; item: ActivityOfDraft };

/** The item of this key: modules, sections and activities share one namespace. */
export function itemOf(draft: DraftView, key: string): Found | null {
  for (const module of draft.modules) {
    if (module.key === key) return { kind: 'modules', item: module };
    for (const section of module.sections) {
      if (section.key === key) return { kind: 'sections', item: section };
      const activity = section.activities.find((each) => each.key === key);
      if (activity) return { kind: 'activities', item: activity };
    }
  }
  return null;
}

/** Where one comes out when an item is gone: what held it, or the course. */
export function holderOf(draft: DraftView, key: string): string | null {
  for (const module of draft.modules) {
    if (module.sections.some((section) => section.key === key)) return module.key;
    const section = module.sections.find(({ activities }) => activities.some((activity) => activity.key === key));
    if (section) return section.key;
  }
  return null;
}

export type Direction = 'up' | 'down';

const orderOf = (draft: DraftView): DraftOrderInput => ({
  modules: draft.modules.map(({ key, sections }) => ({
    key,
    sections: sections.map((section) => ({ key: section.key, activities: section.activities.map((activity) => activity.key) })),
  })),
});

/** The order with one item a step up or down, past the end of what holds it into the neighbour. Null at the very end. */
export function orderAfterStep(draft: DraftView, kind: ItemKind, key: string, direction: Direction): DraftOrderInput | null {
  const order = orderOf(draft);
  const lists: unknown[][] = listsOf(order, kind);
  return step(lists, (item) => keyIn(item) === key, direction === 'up' ? -1 : 1) ? order : null;
}

/** The order with one item put before another of its kind. Null where one of them is not there. */
export function orderAfterPlacing(draft: DraftView, kind: ItemKind, key: string, before: string): DraftOrderInput | null {
  const order = orderOf(draft);
  const lists: unknown[][] = listsOf(order, kind);
  const holds = (wanted: string) => lists.find((list) => list.some((item) => keyIn(item) === wanted));
  const [from, to] = [holds(key), holds(before)];
  if (!from || !to || key === before) return null;
  const [item] = from.splice(from.findIndex((each) => keyIn(each) === key), 1);
  to.splice(to.findIndex((each) => keyIn(each) === before), 0, item);
  return order;
}

function listsOf(order: DraftOrderInput, kind: ItemKind): unknown[][] {
  if (kind === 'modules') return [order.modules];
  if (kind === 'sections') return order.modules.map(({ sections }) => sections);
  return order.modules.flatMap(({ sections }) => sections.map(({ activities }) => activities));
}

const keyIn = (item: unknown): string => (typeof item === 'string' ? item : (item as { key: string }).key);

function step(lists: unknown[][], isWanted: (item: unknown) => boolean, by: -1 | 1): boolean {
  const at = lists.findIndex((list) => list.some(isWanted));
  const list = lists[at];
  if (!list) return false;
  const index = list.findIndex(isWanted);
  const [item] = list.splice(index, 1);
  const neighbour = lists[at + by];
  if (index + by >= 0 && index + by <= list.length) list.splice(index + by, 0, item);
  else if (!neighbour) return false;
  else if (by < 0) neighbour.push(item);
  else neighbour.unshift(item);
  return true;
}
