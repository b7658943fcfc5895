/** What credentials of ours may say they are written in: in this order, nothing else. */
const VOCABULARIES: readonly (readonly string[])[] = [
  ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
  ['https://www.w3.org/ns/credentials/v2'],
];
const MOST_NODES = 1_000;
const DEEPEST = 20;

/**
 * Why a document from elsewhere is not canonised, or null: its work is bounded, its context is one of ours as a whole, and
 * nothing within changes what its words mean.
 */
export function flawOf(document: { '@context': readonly string[] }): 'malformed' | 'unknown-term' | null {
  const { '@context': context, ...rest } = document;
  if (!VOCABULARIES.some((known) => known.length === context.length && known.every((each, index) => each === context[index]))) return 'unknown-term';
  let left = MOST_NODES;
  const isPlain = (value: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > DEEPEST) return false;
    if (Array.isArray(value)) return value.every((each) => isPlain(each, depth + 1));
    if (typeof value !== 'object' || value === null) return true;
    return Object.entries(value).every(([key, each]) => !key.startsWith('@') && isPlain(each, depth + 1));
  };
  return isPlain(rest, 0) ? null : 'malformed';
}
