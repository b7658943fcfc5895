import { type CaseStanding, DECISIONS_OF, fits, whyNotDecide } from './case.rules';

const standing: CaseStanding = { kind: 'appeal', state: 'open', authorIds: ['author'], reviewerId: null, ownReview: null };

describe('who may decide a case', () => {
  it.each<[string, Partial<CaseStanding>, string | null]>([
    ['somebody who has no part in it', {}, null],
    ['nobody, once it is decided', { state: 'decided' }, 'case-decided'],
    ['not the author', { authorIds: ['other', 'me'] }, 'own-case'],
    ['not the reviewer of a flagged review', { kind: 'flagged-review', reviewerId: 'me' }, 'own-case'],
    ['not a peer who reviewed the work, of its appeal', { ownReview: 'peer' }, 'own-case'],
    ['nor of its spread', { kind: 'spread', ownReview: 'volunteer' }, 'own-case'],
    ['staff who reviewed it', { ownReview: 'staff' }, null],
    ['a peer who flagged what she was lent', { kind: 'flagged-submission', ownReview: 'peer' }, null],
  ])('%s', (_, change, expected) => expect(whyNotDecide({ ...standing, ...change }, 'me')).toBe(expected));

  it('is asked with decisions that fit the kind of case', () => {
    expect(Object.entries(DECISIONS_OF).map(([kind, decisions]) => [kind, decisions.every((decision) => fits(kind as keyof typeof DECISIONS_OF, decision))])).toEqual(
      Object.keys(DECISIONS_OF).map((kind) => [kind, true]),
    );
    expect(fits('appeal', 'dismiss')).toBe(false);
  });
});
