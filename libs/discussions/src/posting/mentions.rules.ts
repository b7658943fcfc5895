/** The stored form of a mention: `@[Name](person:<uuid>)`. The name is as it was when it was written. */
const STORED = /@\[([^\]\n]{1,120})\]\(person:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g;
/** A person is notified by at most so many mentions in one post. */
export const MOST_MENTIONS = 20;

/** Identifiers of the people whom a text mentions, in order, each once. */
export const mentionedIn = (markdown: string): string[] => [...new Set([...markdown.matchAll(STORED)].map((match) => match[2]!))].slice(0, MOST_MENTIONS);

/** Words that follow an `@` and may be a name: up to four words. */
const TYPED = /(^|[\s(>*_"'])@(\p{L}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){0,3})/gu;

/** Names that a text may mention by an `@` alone, longest first, each once: "@Maria Rossi from" may be Maria Rossi or Maria. */
export function typedNames(markdown: string): string[] {
  const names = new Set<string>();
  for (const [, , typed] of markdown.matchAll(TYPED)) {
    const words = typed!.replace(/[.'’-]+$/, '').split(' ');
    for (let length = words.length; length > 0; length--) names.add(words.slice(0, length).join(' '));
  }
  return [...names].sort((one, other) => other.length - one.length).slice(0, 4 * MOST_MENTIONS);
}

/** Turns typed names into the stored form. `idOf`: the one participant of this name, or null. */
export function withMentions(markdown: string, idOf: (name: string) => string | null): string {
  return markdown.replace(TYPED, (whole, before: string, typed: string) => {
    const words = typed.split(' ');
    for (let length = words.length; length > 0; length--) {
      const name = words.slice(0, length).join(' ').replace(/[.'’-]+$/, '');
      const id = idOf(name);
      if (id !== null) return `${before}@[${name}](person:${id})${typed.slice(name.length)}`;
    }
    return whole;
  });
}

/** Whom a text names, by name as it was written. */
export const namesIn = (markdown: string): ReadonlyMap<string, string> => new Map([...markdown.matchAll(STORED)].map((match) => [match[1]!, match[2]!]));

/** Mentions as plain words, for snippets and mails. */
export const withoutMentionLinks = (markdown: string): string => markdown.replace(STORED, '@$1');
/** Names alone, for quotations: they notify nobody again. */
export const withoutMentions = (markdown: string): string => markdown.replace(STORED, '$1');
/** Mentions as Markdown links to a person's page. */
export const withMentionLinks = (markdown: string, hrefOf: (personId: string) => string): string => markdown.replace(STORED, (_, name: string, id: string) => `[@${name}](${hrefOf(id)})`);
