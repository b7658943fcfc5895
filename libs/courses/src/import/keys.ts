import { createHash } from 'node:crypto';

const LONGEST_KEY = 64;

/** Gives out keys that are made from identifiers of the package, so that the same package gives the same keys each time. */
export class Keys {
  private readonly taken = new Set<string>();

  /** A key of `[a-z0-9-]{1,64}` that was not given out before. */
  take(identifier: string): string {
    const base = slugOf(identifier);
    let key = base;
    for (let number = 2; this.taken.has(key); number += 1) key = `${base.slice(0, LONGEST_KEY - 7)}-${number}`;
    this.taken.add(key);
    return key;
  }
}

function slugOf(identifier: string): string {
  const slug = identifier
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug !== '' && slug.length <= LONGEST_KEY) return slug;
  // Long identifiers often differ only at their end, and some scripts leave nothing at all.
  const digest = createHash('sha256').update(identifier).digest('hex').slice(0, 12);
  return slug === '' ? `item-${digest}` : `${slug.slice(0, LONGEST_KEY - 13)}-${digest}`;
}
