import { ALIKE } from '@academy/reviews';
import { bandsOf, likenessOf, signatureOf } from '../../libs/reviews/src/moderation/minhash.rules';
import { ownWords, shinglesOf } from '../../libs/reviews/src/moderation/shingles.rules';
import { Corpus, HEADINGS } from './likeness.corpus';

const EDITS = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];
const ORIGINALS = 60;

type Kind = 'words' | 'sentences' | 'letters' | 'translation' | 'same headings' | 'unrelated';
type Pair = { kind: Kind; share: number; isAlike: boolean; one: string; other: string };
type Measured = Pair & { similarity: number; isFound: boolean };

const known = new Map<string, number[]>();
function signature(text: string): number[] {
  const signed = known.get(text) ?? signatureOf(shinglesOf(ownWords({ markdown: text, fields: {} }, HEADINGS.en)));
  known.set(text, signed);
  return signed;
}

function measured(pair: Pair): Measured {
  const [one, other] = [signature(pair.one), signature(pair.other)];
  const bands = new Set(bandsOf(one).map(({ band, hash }) => `${band} ${hash}`));
  const similarity = likenessOf(one, other);
  return { ...pair, similarity, isFound: bandsOf(other).some(({ band, hash }) => bands.has(`${band} ${hash}`)) };
}

/** Pairs whose truth is known: copies with changes, and works that only share headings, a language, phrases of the trade. */
function pairs(): Pair[] {
  const corpus = new Corpus(7);
  const originals = Array.from({ length: ORIGINALS }, () => corpus.scenario());
  const spaceless = Array.from({ length: 15 }, () => corpus.spaceless());
  const copies = EDITS.flatMap((share) => [
    ...originals.map((one): Pair => ({ kind: 'words', share, isAlike: true, one, other: corpus.wordsEdited(one, share) })),
    ...originals.map((one): Pair => ({ kind: 'sentences', share, isAlike: true, one, other: corpus.sentencesEdited(one, share) })),
    ...spaceless.map((one): Pair => ({ kind: 'letters', share, isAlike: true, one, other: corpus.lettersEdited(one, share) })),
  ]);
  const others = originals.flatMap((one, index) => originals.slice(index + 1).map((other): Pair => ({ kind: 'same headings', share: 1, isAlike: false, one, other })));
  const translations = originals.map((one): Pair => ({ kind: 'translation', share: 1, isAlike: false, one, other: corpus.scenario(50, 'de') }));
  const unrelated = spaceless.flatMap((one, index) => spaceless.slice(index + 1).map((other): Pair => ({ kind: 'unrelated', share: 1, isAlike: false, one, other })));
  return [...copies, ...others, ...translations, ...unrelated];
}

describe('near-duplicates', () => {
  const all = pairs().map(measured);
  const isTold = (pair: Measured, threshold = ALIKE) => pair.isFound && pair.similarity >= threshold;
  const at = (threshold: number) => {
    const told = all.filter((pair) => isTold(pair, threshold));
    const right = told.filter(({ isAlike }) => isAlike).length;
    return { precision: right / told.length, recall: right / all.filter(({ isAlike }) => isAlike).length };
  };
  const recallOf = (kind: Kind, share: number) => {
    const some = all.filter((pair) => pair.kind === kind && pair.share === share);
    return some.filter((pair) => isTold(pair)).length / some.length;
  };

  it('are told from works that merely look alike: precision and recall by threshold', () => {
    console.table([0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.4, 0.5].map((threshold) => ({ threshold, ...at(threshold) })));
    console.table(EDITS.map((share) => ({ edited: share, words: recallOf('words', share), sentences: recallOf('sentences', share), letters: recallOf('letters', share) })));
    console.table(
      (['words', 'sentences', 'letters', 'translation', 'same headings', 'unrelated'] as const).map((kind) => {
        const values = all.filter((pair) => pair.kind === kind).map(({ similarity }) => similarity);
        return { kind, pairs: values.length, least: Math.min(...values), mean: values.reduce((sum, value) => sum + value, 0) / values.length, most: Math.max(...values) };
      }),
    );
    const { precision, recall } = at(ALIKE);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.75);
  });

  it('are found nearly always up to a tenth changed here and there, and up to three tenths rewritten in whole sentences', () => {
    expect([0.05, 0.1].map((share) => recallOf('words', share)).filter((recall) => recall < 0.95)).toEqual([]);
    expect(EDITS.map((share) => recallOf('sentences', share)).filter((recall) => recall < 0.95)).toEqual([]);
  });

  it('are found in scripts without spaces too', () => {
    expect([0.05, 0.1].map((share) => recallOf('letters', share)).filter((recall) => recall < 0.9)).toEqual([]);
  });

  it('are not seen in the headings and hints that an assignment gives to everybody', () => {
    const given = ['What do you doubt about your own numbers?\nWrite three sentences at least, please, and be honest.'];
    const words = ownWords({ markdown: '# My plan\n\nWrite **three** sentences at least, please, and be honest.\n\nWe count bees.', fields: { b: 'Second.', a: '## Aim\nFirst.' } }, given);
    expect(words).toEqual(['we', 'count', 'bees', 'first', 'second']);
  });
});
