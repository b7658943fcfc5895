import path from 'node:path';
import { Failure } from '../failure.mjs';
import { root } from '../root.mjs';
import { choosePort, whyNotFree } from '../services/ports.mjs';

const defaultPort = 3000;
const valueOf = (environment, name) => environment[name]?.trim() || null;

function readPort(text) {
  if (text === null) return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Failure(`PORT must be a whole number from 0 to 65535, not "${text}".`);
}

function readDemonstration(text) {
  if (text === null || text === '1') return true;
  if (text === '0') return false;
  throw new Failure(`ACADEMY_DEMO must be 1 or 0, not "${text}".`);
}

/** What the operator asked for, by environment variables. Refuses production, where the parts run on their own. */
export function readSettings(environment = process.env) {
  if (environment.NODE_ENV === 'production') {
    throw new Failure(
      [
        '`npm start` is for trying Academy and for developing it; it is refused under NODE_ENV=production. There, run the parts on their own:',
        '  npm ci && npm run build',
        '  npm run migrate',
        '  node dist/apps/web/src/main.js',
        '  node dist/apps/worker/src/main.js',
      ].join('\n'),
    );
  }
  const isDemonstration = readDemonstration(valueOf(environment, 'ACADEMY_DEMO'));
  return {
    isDemonstration,
    port: readPort(valueOf(environment, 'PORT')),
    host: valueOf(environment, 'HOST') ?? (isDemonstration ? '127.0.0.1' : null),
    publicUrl: valueOf(environment, 'PUBLIC_URL'),
    databaseUrl: valueOf(environment, 'DATABASE_URL'),
    redisUrl: valueOf(environment, 'REDIS_URL'),
    secret: valueOf(environment, 'ACADEMY_SECRET'),
    data: path.resolve(valueOf(environment, 'ACADEMY_DATA') ?? path.join(root, '.academy')),
  };
}

/** The port for `web`: the wanted one, or any free one for 0. Refuses one that is taken. */
export async function settlePort({ port, host }) {
  if (port === 0) return choosePort(null, host ?? undefined);
  const reason = await whyNotFree(port, host ?? undefined);
  if (reason === null) return port;
  if (reason === 'EADDRINUSE') throw new Failure(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
  throw new Failure(`Academy cannot listen on ${host ?? 'all addresses'}, port ${port} (${reason}). Choose another with PORT and HOST.`);
}
