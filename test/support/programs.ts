import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '@academy/platform';
import { until } from './until';

const COMPILED = ['apps', 'libs', 'migrations'];
/** What the programs look for in the project's folder, and find in ours. */
const LINKED = ['nest-cli.json', 'node_modules', 'templates', 'locales', ...COMPILED];

export type Ending = Readonly<{ code: number | null; signal: NodeJS.Signals | null; seconds: number }>;

/** The Academy compiled as for `npm start`, from the sources as they are, into a folder of its own. */
export class Build {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<Build> {
    const folder = await mkdtemp(join(tmpdir(), 'academy-build-'));
    for (const name of LINKED) await symlink(join(process.cwd(), name), join(folder, name));
    const swc = join(process.cwd(), 'node_modules/@swc/cli/bin/swc.js');
    const options = ['-d', join(folder, 'dist'), '--extensions', '.ts', '--ignore', '**/*.spec.ts', '--ignore', '**/*.d.ts', '--quiet'];
    await promisify(execFile)(process.execPath, [swc, ...COMPILED, ...options]);
    return new Build(folder);
  }

  /** Starts `web` or `worker` with the settings of an Academy that runs, and waits until it says that it is at work. */
  async start(name: 'web' | 'worker', config: Config, changes: Record<string, string> = {}): Promise<Program> {
    const child = spawn(process.execPath, [join(this.folder, 'dist/apps', name, 'src/main.js')], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], ...environmentOf(config), ...changes },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new Program(name, child);
    // One that never says so has no owner who would end it.
    await program.isAtWork().catch(async (error: Error) => {
      await program.remove();
      throw error;
    });
    return program;
  }

  remove = (): Promise<void> => rm(this.folder, { recursive: true, force: true });
}

/** A process of the Academy, in a group of its own. */
export class Program {
  private output = '';
  readonly ended: Promise<Ending>;

  constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    const startedAt = Date.now();
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal, seconds: (Date.now() - startedAt) / 1000 })));
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** All that it wrote. */
  get said(): string {
    return this.output;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async isAtWork(): Promise<void> {
    await until(() => {
      if (this.hasEnded) throw new Error(`${this.name} did not start:\n${this.output}`);
      return /is at work|listens on/.test(this.output);
    }, `${this.name} to start`);
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As an operator ends it. `seconds` counts from the signal. */
  async stop(): Promise<Ending> {
    const askedAt = Date.now();
    this.child.kill('SIGTERM');
    const { code, signal } = await this.ended;
    return { code, signal, seconds: (Date.now() - askedAt) / 1000 };
  }

  /** Whether any process that it began still runs, itself included. */
  get hasSurvivors(): boolean {
    try {
      return process.kill(-this.child.pid!, 0);
    } catch {
      return false;
    }
  }

  /** For the end of a test, whatever became of it. */
  async remove(): Promise<void> {
    if (!this.hasEnded) await this.kill();
    if (this.hasSurvivors) process.kill(-this.child.pid!, 'SIGKILL');
  }
}

const environmentOf = (config: Config): Record<string, string> => ({
  NODE_ENV: 'test',
  HOST: config.host,
  PORT: String(config.port),
  PUBLIC_URL: config.publicUrl,
  DATABASE_URL: config.databaseUrl,
  STORAGE_URL: config.storageUrl,
  ACADEMY_SECRET: config.secret,
  ACADEMY_RATE_LIMITS: 'off',
  MAIL_SENDING_HOURS: '00:00-24:00',
  ...(config.smtpUrl ? { SMTP_URL: config.smtpUrl } : {}),
  ...(config.redisUrl ? { REDIS_URL: config.redisUrl } : {}),
});
