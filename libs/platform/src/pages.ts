import { z } from 'zod';
import { Malformed } from './errors';

/** One page of a list, stable while rows are added: the cursor holds the sort key of the last row. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };

export const PageQuery = { limit: z.coerce.number().int().min(1).max(100).default(25), cursor: z.string().max(500).optional() };

export const encodeCursor = (...key: (string | number | boolean)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The sort key behind a cursor. Throws Malformed for one that this list did not make. */
export function decodeCursor<Key extends readonly z.ZodType[]>(cursor: string | undefined, ...key: Key): { [I in keyof Key]: z.infer<Key[I]> } | null {
  if (cursor === undefined) return null;
  try {
    return z.tuple(key as unknown as [z.ZodType, ...z.ZodType[]]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())) as { [I in keyof Key]: z.infer<Key[I]> };
  } catch {
    throw new Malformed('This cursor is not one that the list gave out.');
  }
}

/** Cuts a list that was read with `limit + 1` rows into a page. */
export function pageOf<Row, Item>(rows: Row[], limit: number, cursorOf: (row: Row) => string, view: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}
