import type { Database } from '@academy/platform';

/** The tables that hold a text anywhere in a row, whatever its case. `only`: these alone, all where there are none. */
export async function placesOf(database: Database, text: string, only: string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  const places: string[] = [];
  for (const { name } of tables.filter((table) => only.length === 0 || only.includes(table.name))) {
    const found = await database.source.query(`SELECT FROM ${name} t WHERE position(lower($1) IN lower(t::text)) > 0 LIMIT 1`, [text]);
    if (found.length > 0) places.push(name);
  }
  return places;
}
