import type { RunningAcademy } from './academy';

type Explained = { 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] };

/** How many blocks of tables and indexes the reading statements touch while something is asked: the same on any machine. */
export async function blocksRead(academy: RunningAcademy, ask: () => Promise<unknown>): Promise<number> {
  const { source } = academy.database;
  const { logger } = source;
  const asked: [sql: string, parameters: unknown[]][] = [];
  const noting = Object.assign(Object.create(logger) as typeof logger, { logQuery: (sql: string, parameters: unknown[] = []) => void asked.push([sql, parameters]) });
  Object.assign(source, { logger: noting });
  try {
    await ask();
  } finally {
    Object.assign(source, { logger });
  }
  let blocks = 0;
  for (const [sql, parameters] of asked.filter(([each]) => /^\s*(SELECT|WITH)\b/.test(each) && !/\b(INSERT|UPDATE|DELETE)\b/.test(each))) {
    const [explained] = await academy.database.query<Explained>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, parameters);
    const { Plan: plan } = explained!['QUERY PLAN'][0];
    blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  return blocks;
}
