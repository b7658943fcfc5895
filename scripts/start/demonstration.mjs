import path from 'node:path';
import { builtFingerprint } from '../prepare/build.mjs';
import { readState, writeState } from '../services/state-file.mjs';

// A database that was dropped and made again is another one, though its URL is the same.
async function identityOf(databaseUrl) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT system_identifier::text AS cluster, oid::text AS database FROM pg_control_system(), pg_database WHERE datname = current_database()',
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

/**
 * Runs `load`, which is idempotent but takes a while to find that out, unless this build of it was already run against this very
 * database from this data folder.
 */
export async function loadOnce({ databaseUrl, data, load }) {
  const file = path.join(data, 'demonstration.json');
  const key = JSON.stringify({ ...(await identityOf(databaseUrl)), build: builtFingerprint() });
  if (readState(file)?.key === key) return;
  await load();
  writeState(file, { key });
}
