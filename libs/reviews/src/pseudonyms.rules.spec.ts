import { createHash } from 'node:crypto';
import { isAuthorHidden, isReviewerHidden, pseudonymFrom } from './pseudonyms.rules';

const signatures = Array.from({ length: 2_000 }, (_, number) => createHash('sha256').update(String(number)).digest('base64url'));

describe('a pseudonym', () => {
  it('is a letter, a digit, a letter, a digit, and no word', () => {
    for (const signature of signatures) expect(pseudonymFrom(signature)).toMatch(/^[BCDFGHJKMNPQRSTVWXZ][2-9][BCDFGHJKMNPQRSTVWXZ][2-9]$/);
  });

  it('is the same for the same signature, and seldom for two', () => {
    const names = signatures.map(pseudonymFrom);
    expect(signatures.map(pseudonymFrom)).toEqual(names);
    // Of 23,104 names 2,000 people share about 84.
    expect(new Set(names).size).toBeGreaterThan(1_850);
  });

  it('uses every sign of its alphabet', () => {
    const names = signatures.map(pseudonymFrom);
    expect([0, 1, 2, 3].map((place) => new Set(names.map((name) => name[place])).size)).toEqual([19, 8, 19, 8]);
  });
});

describe('who is hidden', () => {
  it.each([
    ['double-blind', true, true],
    ['single-blind', false, true],
    ['named', false, false],
  ] as const)('in %s: author %s, reviewer %s', (anonymity, author, reviewer) => {
    expect([isAuthorHidden(anonymity), isReviewerHidden(anonymity)]).toEqual([author, reviewer]);
  });
});
