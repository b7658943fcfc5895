/** What sentences of a course's own may name, as `{holder}`. */
export const PLACEHOLDERS = ['holder', 'course', 'module', 'edition', 'hours', 'completed', 'issued'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACE = /\{([^{}]{0,60})\}/g;
const isKnown = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name);

/** Names in braces that stand for nothing. */
export const unknownPlaceholders = (text: string): string[] => [...new Set([...text.matchAll(PLACE)].map((found) => found[1] ?? '').filter((name) => !isKnown(name)))];

/** The sentence with its values. They are put in once: what stands in a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<Placeholder, string>>): string => text.replace(PLACE, (whole, name: string) => (isKnown(name) ? values[name] : whole)).trim();
