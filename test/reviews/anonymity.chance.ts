import type { Collection } from './anonymity.collection';

/** A value that two or more share by chance in one world, as `anonymity.names` writes it. */
const SHARED = /«([\w-]+(?:\|[\w-]+)+)»/g;

/** For each name that shares its value with another in one of the collections, the one name that stands for all of them. */
function commonNames(collections: readonly Collection[]): ReadonlyMap<string, string> {
  const shared = new Set(collections.flatMap((collection) => [...collection].flat().flatMap((text) => [...text.matchAll(SHARED)].map(([, names]) => names!))));
  const common = new Map<string, string>();
  const commonOf = (name: string): string => common.get(name) ?? name;
  for (const names of [...shared].map((each) => each.split('|'))) {
    const all = new Set(names.map(commonOf));
    const first = commonOf(names[0]!);
    for (const name of new Set([...names, ...common.keys()])) if (all.has(commonOf(name))) common.set(name, first);
  }
  return common;
}

/** These collections, so that a chance that fell in one of them, and not in the other, is no difference between them. */
export function withoutChance(...collections: Collection[]): Collection[] {
  const common = commonNames(collections);
  if (common.size === 0) return collections;
  const renamed = (text: string): string => text.replaceAll(/«([\w|-]+)»/g, (_, names: string) => `«${common.get(names.split('|')[0]!) ?? names}»`);
  return collections.map((collection) => new Map([...collection].map(([place, text]) => [renamed(place), renamed(text)])));
}
