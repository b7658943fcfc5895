import { claimOf, payloadOf } from './claim.rules';

const badge3 = {
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  id: 'https://elsewhere.example/c/1',
  issuer: { id: 'https://elsewhere.example', type: ['Profile'], name: 'Elsewhere School' },
  credentialSubject: { achievement: { name: 'Juggling' } },
};

describe('what a badge says of itself', () => {
  it.each([
    ['3.0', badge3, { issuer: 'Elsewhere School', issuerId: 'https://elsewhere.example', title: 'Juggling', id: 'https://elsewhere.example/c/1' }],
    ['3.0 inside a claim', { iss: 'did:web:elsewhere.example', jti: 'urn:x', vc: { type: 'VerifiableCredential', credentialSubject: [{ achievement: { name: { de: 'Jonglieren' } } }] } }, { issuer: null, issuerId: 'did:web:elsewhere.example', title: 'Jonglieren', id: 'urn:x' }],
    ['2.0 by reference', { type: 'Assertion', id: 'https://b.example/a', badge: 'https://b.example/b', verification: { type: 'hosted' } }, { issuer: null, issuerId: 'https://b.example/b', title: null, id: 'https://b.example/a' }],
    ['2.0 in full', { type: ['Assertion'], badge: { name: 'Knots', issuer: { name: 'Sailors', url: 'https://sea.example' } } }, { issuer: 'Sailors', issuerId: 'https://sea.example', title: 'Knots', id: null }],
    ['with text that runs backwards', { type: 'Assertion', badge: { name: 'A\u202egninnips\n\u0000B' } }, { issuer: null, issuerId: null, title: 'A gninnips B', id: null }],
    ['with text without end', { type: 'Assertion', badge: { name: 'x'.repeat(5_000) } }, { issuer: null, issuerId: null, title: `${'x'.repeat(200)}…`, id: null }],
  ])('%s', (_, document, claim) => {
    expect(claimOf(document)).toEqual(claim);
  });

  it.each([[null], [[]], ['text'], [{ type: 'Person' }], [{ type: [{}, 7] }], [{ vc: { type: 'Person' } }], [{ type: null }]])('is nothing where there is none: %j', (document) => {
    expect(claimOf(document)).toBeNull();
  });

  it.each([['a.e30.c', {}], ['a', null], ['a.!.c', null], ['..', null]])('is read from %j', (jwt, payload) => {
    expect(payloadOf(jwt)).toEqual(payload);
  });
});
