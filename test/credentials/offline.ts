import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Json } from '../support/client';

export type Kind = 'jwt' | 'embedded' | 'png' | 'svg' | 'sealed';
export type Case = { kind: Kind; credential: unknown; at: Date };
/** All that a verifier is given: who issued, the keys, the lists; of an issuer's document any shape, for it is his. */
export type Known = { issuerUrl: string; issuer: Json; jwks: Json; lists: Json[]; jwtLists: { url: string; jwt: string }[] };
export type Outcome = { verified: boolean; error?: string; credential?: Json };

const VERIFIER = join(__dirname, 'offline.verifier.mjs');
/** A network namespace of its own, where this machine lets us make one: then there is no network at all. */
const cutOff: [string, ...string[]] = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn', process.execPath, VERIFIER] : [process.execPath, VERIFIER];

/** Verifies in a process that cannot reach the Academy, with libraries that know nothing of it. */
export async function verifiedElsewhere(known: Known, cases: Case[]): Promise<Outcome[]> {
  const [command, ...parts] = cutOff;
  const child = spawn(command, parts, { env: { PATH: process.env['PATH'] ?? '' }, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ ...known, cases }));
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(answer) as Outcome[];
}

export const problems = (outcomes: Outcome[]) => outcomes.filter(({ verified }) => !verified).map(({ error }) => error);

/** The names of those that should have failed and did not. */
export async function wronglyTaken(variants: [string, Case][], known: Known): Promise<string[]> {
  const outcomes = await verifiedElsewhere(known, variants.map(([, each]) => each));
  if (outcomes.length !== variants.length) throw new Error('Not every case was answered.');
  return variants.map(([name]) => name).filter((_, index) => outcomes[index]!.verified);
}
