import { mixed } from './shingles.rules';

/** How many permutations a signature holds; its error is about 1/sqrt of that. */
const PERMUTATIONS = 128;
/** Numbers in one band: two, so that works alike by a fifth are found nine times in ten and unrelated ones hardly ever meet. */
const ROWS = 2;
const SEEDS = Array.from({ length: PERMUTATIONS }, (_, index) => mixed(Math.imul(index + 1, 0x9e3779b1)));

export type Band = Readonly<{ band: number; /** 64 bits, signed, as text. */ hash: string }>;

/** The least number of each permutation of the shingles (Broder 1997), as signed 32-bit numbers: two signatures agree in as many places as the sets have in common. */
export function signatureOf(shingles: readonly number[]): number[] {
  return SEEDS.map((seed) => {
    let least = 0xffffffff;
    for (const shingle of shingles) least = Math.min(least, mixed(shingle ^ seed));
    return least | 0;
  });
}

/** How alike two works are, from 0 to 1: an estimate of what they have in common over what they have together (Jaccard). */
export const likenessOf = (one: readonly number[], other: readonly number[]): number => one.filter((number, index) => number === other[index]).length / PERMUTATIONS;

/** By these likely pairs are found: works that agree in all of a band. */
export const bandsOf = (signature: readonly number[]): Band[] =>
  Array.from({ length: PERMUTATIONS / ROWS }, (_, band) => {
    const [first, second] = signature.slice(band * ROWS) as [number, number];
    return { band, hash: BigInt.asIntN(64, (BigInt(first >>> 0) << 32n) | BigInt(second >>> 0)).toString() };
  });
