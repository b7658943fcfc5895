import { type Body, textOf } from './fields';

/** Empty rows that a form offers beside those that are filled. */
const MORE = 2;
const FEWEST = 4;

/** Numbers of the rows of a form in which one of these columns is filled. */
export const rowsIn = (body: Body, ...columns: string[]): string[] => {
  const numbers = Object.keys(body).flatMap((name) => columns.flatMap((column) => new RegExp(`^${column}\\.(\\d{1,3})$`).exec(name)?.[1] ?? []));
  const filled = [...new Set(numbers)].filter((row) => columns.some((column) => textOf(body[`${column}.${row}`]).trim() !== ''));
  return filled.sort((a, b) => Number(a) - Number(b));
};

/** The rows that a form shows: the filled ones and some more. */
export const rowsShown = (body: Body, ...columns: string[]): number[] => {
  const last = Number(rowsIn(body, ...columns).at(-1) ?? -1);
  return Array.from({ length: Math.max(FEWEST, last + 1 + MORE) }, (_, row) => row);
};

/** Keys such as `q3` that nothing has yet, another at each call. */
export function freshKeys(prefix: string, taken: readonly string[]): () => string {
  const used = new Set(taken);
  return () => {
    for (let number = 1; ; number++) {
      const key = `${prefix}${number}`;
      if (used.has(key)) continue;
      used.add(key);
      return key;
    }
  };
}
