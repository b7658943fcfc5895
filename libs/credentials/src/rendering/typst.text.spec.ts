import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import { charactersOf } from './fonts';
import { unprintable } from './certificate.source';
import { literal, literals, printable } from './typst.text';

const covered = charactersOf(join(projectRoot(), 'templates/certificates/fonts'));

describe('texts on their way to Typst', () => {
  it('stay as they are when they are plain', () => {
    expect(printable("Ada O'Brien-Łukasik", covered)).toBe("Ada O'Brien-Łukasik");
  });

  it.each([
    ['line breaks and controls', 'a\r\n\tb\u0000c\u2028d', 'a b c d'],
    ['marks of direction', '\u202ea\u2066b\u200f', 'ab'],
    ['an emoji of several parts', 'Ada 👩🏽\u200d🏫 ❤\ufe0f', 'Ada ❤'],
    ['a flag', '🇪🇺 Ada', 'Ada'],
    ['letters no font has', '漢字', '□□'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['decomposed letters', 'e\u0301', '\u00e9'],
    ['nothing at all', ' \n', '□'],
  ])('have %s settled', (_, typed, expected) => expect(printable(typed, covered)).toBe(expected));

  it('keep the non-joiner that Persian names are written with', () => {
    expect(printable('علی\u200cرضا', covered)).toBe('علی\u200cرضا');
  });

  it('become literals in which nothing but the quotes at both ends is a quote', () => {
    expect(literal('say "no" \\')).toBe(String.raw`"say \"no\" \\"`);
  });

  it('are made literals in every leaf, numbers bare and nothing none', () => {
    expect(literals({ a: ['#x', 3, null], b: { c: '"' } }, covered)).toEqual({ a: ['"#x"', '3', 'none'], b: { c: String.raw`"\""` } });
    expect(() => literals([Number.NaN], covered)).toThrow('cannot be printed');
  });

  it('name the characters that cannot be printed, once each', () => {
    expect(unprintable('Ελένη ქეთევან')).toEqual([]);
    expect(unprintable('漢 漢字')).toEqual(['漢', '字']);
  });
});
