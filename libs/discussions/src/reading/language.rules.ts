/** Which languages somebody wants to read in a space: null, what she reads by her profile; none, all of them. */
export type LanguageChoice = readonly string[] | null;

/** `pt` of `pt-BR`: who reads the one reads the other. */
export const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? tag;

const within = (present: readonly string[], wanted: readonly string[]): string[] => {
  const bases = new Set(wanted.map(baseOf));
  return present.filter((tag) => bases.has(baseOf(tag)));
};

/**
 * The languages of a space's threads that a list is cut down to; null where it shows all. Where nobody writes in what she
 * reads by her profile, all are shown: an empty page helps nobody.
 */
export function shownLanguages(present: readonly string[], choice: LanguageChoice, reads: readonly string[]): string[] | null {
  if (choice !== null && choice.length === 0) return null;
  const shown = within(present, choice ?? reads);
  if (shown.length === present.length || (choice === null && shown.length === 0)) return null;
  return shown;
}

/**
 * What an address that names languages says of the choice: `all`, `mine`, or tags. Undefined where it is what was shown
 * anyway: a form that sends it back has not chosen, so that a language that comes later is not left out.
 */
export function choiceIn(given: readonly string[], present: readonly string[], choice: LanguageChoice, reads: readonly string[]): LanguageChoice | undefined {
  if (given.length === 0) return undefined;
  if (given.includes('all')) return choice?.length === 0 ? undefined : [];
  if (given.includes('mine')) return choice === null ? undefined : null;
  const wanted = [...new Set(given.map(baseOf))].sort();
  const shown = new Set((shownLanguages(present, choice, reads) ?? present).map(baseOf));
  if (wanted.length === shown.size && wanted.every((base) => shown.has(base))) return undefined;
  return within(present, wanted).length === present.length ? [] : wanted;
}
