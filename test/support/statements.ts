import type { RunningAcademy } from './academy';

/** How many statements, BEGIN and COMMIT among them, reach Postgres while something is asked. */
export async function statements(academy: RunningAcademy, ask: () => Promise<unknown>): Promise<number> {
  const { source } = academy.database;
  const { logger } = source;
  let count = 0;
  const counting = Object.assign(Object.create(logger) as typeof logger, { logQuery: () => void (count += 1) });
  Object.assign(source, { logger: counting });
  try {
    await ask();
  } finally {
    Object.assign(source, { logger });
  }
  return count;
}
