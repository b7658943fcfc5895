import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Measure, Order } from './load';

export const DIST = join(__dirname, '../..');
const started = new Set<ChildProcess>();

/** Starts a program of the build and waits until it says that it is there. */
export async function startProgram(file: string, parameters: string[], environment: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(DIST, file), ...parameters], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  started.add(child);
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was there.`))),
  ]);
  return child;
}

/** Runs a program of the build to its end. */
export async function runProgram(file: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(DIST, file)], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  started.add(child);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${file} ended with ${code}.`);
}

/** The process that asks: sends one order at a time. */
export class Load {
  private readonly child = fork(join(__dirname, 'load.js'));

  constructor() {
    started.add(this.child);
  }

  async measure(order: Order): Promise<Measure> {
    this.child.send(order);
    const [measured] = (await once(this.child, 'message')) as [Measure];
    if (measured.trouble) throw new Error(`${order.name} at ${order.url}: ${measured.trouble}.`);
    return measured;
  }
}

export async function stopAll(): Promise<void> {
  const running = [...started].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(running.map((child) => (child.kill('SIGTERM'), once(child, 'exit'))));
}

/** Resident memory of a process in MB. */
export const residentMegabytes = ({ pid }: ChildProcess): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;

/** Processor time that a process has taken so far, in milliseconds, to the hundredth of a second; null where the system does not tell as Linux does. */
export function processorMilliseconds({ pid }: { pid?: number | undefined }): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // Fields 14 and 15 of proc(5), after the name in parentheses.
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
