import { freeKey, isReservedSlug, keyFromText } from './keys.rules';

describe('a key from a text', () => {
  it.each([
    ['Measuring our street', 'measuring-our-street'],
    ['  Luft & Lärm: ein Überblick! ', 'luft-larm-ein-uberblick'],
    ['Łódź, straße, ærø', 'lodz-strasse-aero'],
    ['Οι δρόμοι μας', 'course'],
    ['---', 'course'],
    ['a'.repeat(63) + ' bcd', 'a'.repeat(63)],
  ])('of %s', (text, key) => {
    expect(keyFromText(text, 'course')).toBe(key);
  });

  it('gets the first number that is free, within its 64 characters', () => {
    const taken = new Set(['quiz', 'quiz-2', 'a'.repeat(64)]);
    expect(freeKey('quiz', (key) => taken.has(key))).toBe('quiz-3');
    expect(freeKey('page', (key) => taken.has(key))).toBe('page');
    expect(freeKey('a'.repeat(64), (key) => taken.has(key))).toBe(`${'a'.repeat(62)}-2`);
  });

  it('is no slug where an address means something else by it', () => {
    expect(['new', '0190e1a2-0000-4000-8000-000000000000', 'newer'].map(isReservedSlug)).toEqual([true, true, false]);
  });
});
