import 'reflect-metadata';
import { Client } from 'pg';
import { measureCertificates } from './certificates';
import { measureClaims } from './claims';
import { measureDiscussions } from './discussions/discussions';
import { measureLetters } from './letters';
import { measureMails } from './mails';
import { measureMemory } from './memory';
import { freePort, runProgram, stopAll } from './processes';
import { measureSignatures } from './signatures';
import { simulate } from './simulator';
import { makePlans, measureSpeed, printStatements, type Setting } from './speed';
import { measureReminders } from './reminders';
import { measureRush } from './rush';
import { playVirtualWeeks } from './virtual.weeks';
import { measureWeights } from './weights';
import { Witness } from './witness';
import { makeEditions, makePeople, publishCourses } from './world';

const PARTS = ['requests', 'certificates', 'signatures', 'weights', 'memory', 'claims', 'simulator', 'discussions', 'rush', 'letters', 'mails', 'reminders', 'virtual-weeks'];
const [serverUrl, data, ...words] = process.argv.slice(2) as [string, string, ...string[]];
const wanted = words.filter((word) => PARTS.includes(word));
const option = (name: string): string | null => words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? null;
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
const choice = { rounds: Number(option('rounds') ?? 7), seconds: Number(option('seconds') ?? 2), only: option('only'), completions: option('completions') === null ? undefined : Number(option('completions')) };

/** A database of its own, and what processes need to use it. */
async function makeSetting(server: Client): Promise<Setting & { drop(): Promise<void> }> {
  const name = `bench_${process.pid}`;
  await server.query(`CREATE DATABASE ${name}`);
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString();
  const environment = (port: number): Record<string, string> => ({
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ACADEMY_DATA: data,
    ACADEMY_SECRET: 'the secret of the bench, long enough',
    ACADEMY_RATE_LIMITS: 'off',
  });
  await runProgram('apps/migrate/src/main.js', environment(0));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const drop = async () => {
    await client.end();
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { client, databaseUrl, data, environment, drop };
}

async function measure(server: Client): Promise<boolean> {
  const kept: boolean[] = [];
  if (wants('certificates')) kept.push(await measureCertificates());
  if (wants('signatures')) kept.push(await measureSignatures());
  // Ten minutes long: only where they are asked for.
  if (wanted.includes('discussions')) kept.push(await alone(server, (setting) => measureDiscussions(setting, choice.only ?? '')));
  if (wants('mails')) kept.push(await alone(server, measureMails));
  if (wanted.includes('letters')) kept.push(await alone(server, measureLetters));
  if (wanted.includes('reminders')) kept.push(await alone(server, measureReminders));
  // A quarter of an hour long.
  if (wanted.includes('virtual-weeks')) kept.push(await alone(server, (setting) => playVirtualWeeks(setting, Number(option('people') ?? 5_000))));
  if (wanted.includes('rush')) kept.push(await alone(server, (setting) => measureRush(setting, choice.completions)));
  if (!['requests', 'weights', 'memory', 'claims', 'simulator'].some(wants)) return kept.every(Boolean);

  const setting = await makeSetting(server);
  try {
    if (wants('memory')) kept.push(await measureMemory(setting));
    if (wants('claims')) kept.push(await measureClaims(setting));
    // Half an hour long: only where it is asked for.
    if (wanted.includes('simulator')) kept.push(await simulate(setting));
    if (!['requests', 'weights'].some(wants)) return kept.every(Boolean);
    await makePeople(setting.client);
    const witness = await Witness.start(setting.environment(await freePort()));
    await publishCourses(witness.url);
    await makeEditions(setting.client);
    const plans = await makePlans(witness, setting.client);
    if (wants('weights')) kept.push(await measureWeights(witness.url));
    await witness.stop();
    if (wants('requests')) kept.push(printStatements(plans), await measureSpeed(plans, setting, choice));
  } finally {
    await stopAll();
    await setting.drop();
  }
  return kept.every(Boolean);
}

/** In a database of their own. */
async function alone(server: Client, part: (setting: Setting) => Promise<boolean>): Promise<boolean> {
  const setting = await makeSetting(server);
  try {
    return await part(setting);
  } finally {
    await stopAll();
    await setting.drop();
  }
}

async function main(): Promise<void> {
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  try {
    const isKept = await measure(server);
    process.stdout.write(isKept ? '\nEvery line is kept.\n' : '\nNot every line is kept.\n');
    process.exitCode = isKept ? 0 : 1;
  } finally {
    await server.end();
  }
}

process.on('SIGTERM', () => void stopAll().then(() => process.exit(143)));
main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exitCode = 1;
});
