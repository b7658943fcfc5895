import type { Client } from 'pg';

/** Not ours: TypeORM's own record of what ran. */
const NOT_OURS = `'migrations', 'migrations_id_seq', 'migrations_pkey', 'PK_8c82d7f526340ab734260ea46be'`;

const LINES = `
  SELECT format('column %s.%s %s%s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' END,
                ' default ' || pg_get_expr(d.adbin, d.adrelid), CASE WHEN a.attidentity <> '' THEN ' identity' END)
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
   WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND t.relname NOT IN (${NOT_OURS})
  UNION ALL
  SELECT format('table %s %s%s%s', relname, relkind, relpersistence, ' ' || pg_get_expr(relpartbound, oid)) FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND relname NOT IN (${NOT_OURS})
  UNION ALL
  SELECT format('constraint %s.%s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) FROM pg_constraint c
   WHERE c.connamespace = 'public'::regnamespace AND c.conname NOT IN (${NOT_OURS})
  UNION ALL
  SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN (${NOT_OURS})
  UNION ALL
  SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('extension %s', extname) FROM pg_extension
  UNION ALL
  SELECT format('type %s', typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')`;

/** The schema of a database, line by line: tables, columns, constraints, indexes, triggers, functions, extensions, types. */
export async function schemaOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`SELECT line FROM (${LINES}) AS schema (line) ORDER BY line`);
  return rows.map(({ line }) => line);
}

export type ColumnOfTable = Readonly<{ type: string; isNullable: boolean; isGenerated: boolean; isPrimary: boolean }>;

/** The columns of every table, as `table.column`. */
export async function columnsOf(client: Client): Promise<Map<string, ColumnOfTable>> {
  const { rows } = await client.query<ColumnOfTable & { name: string }>(
    `SELECT t.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS "isNullable",
            a.attgenerated <> '' OR a.attidentity <> '' AS "isGenerated",
            EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'p' AND a.attnum = ANY (c.conkey)) AS "isPrimary"
     FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  return new Map(rows.map(({ name, ...column }) => [name, column]));
}
