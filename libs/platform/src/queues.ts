import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, createRedisBackend, Queue, setDefaultBackendFactory, Worker, type ConnectionOptions, type Job, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { CONFIG, type Config } from './config';
import type { QueueName } from './facts';

export const QUEUES: readonly QueueName[] = ['facts', 'credentials', 'imports', 'mail'];

/** One hash tag a family keeps every queue's keys on one shard of a Redis Cluster. */
const PREFIX = '{academy}';
/** Times a listener is tried within one delivery; the sweep adds it again after that. */
const JOB: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
};
/** Milliseconds until a processor is begun again that found no queue. */
const BEGIN_AGAIN = 1_000;

/** One queue: how many jobs are where. `oldestSeconds`: how long the first has waited, null where none does. */
export type QueueFigures = Readonly<{ name: QueueName; waiting: number; active: number; delayed: number; failed: number; oldestSeconds: number | null }>;

/**
 * The queues: Redis where there is one, BullMQ's own Postgres backend where not.
 * A queue only makes quicker what a row in Postgres already promises.
 */
@Injectable()
export class Queues implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private readonly connection: Redis | Pool;
  private readonly queues = new Map<QueueName, Queue>();
  private readonly workers = new Set<Worker>();
  private isStopping = false;
  private lastLogged = 0;

  constructor(@Inject(CONFIG) config: Config) {
    if (config.redisUrl) {
      // Of the whole process: another Academy in it, as in tests, may have chosen the other.
      setDefaultBackendFactory(createRedisBackend);
      // Not lazily: BullMQ takes a first connection that fails for the end, where it begins one itself.
      this.connection = new Redis(config.redisUrl, { maxRetriesPerRequest: null });
    } else {
      setDefaultBackendFactory(createPostgresBackend as unknown as Parameters<typeof setDefaultBackendFactory>[0]);
      this.connection = new Pool({ connectionString: config.databaseUrl, max: 12, options: '-c search_path=bullmq,public' });
    }
    this.connection.on('error', (error: Error) => this.complain(error));
  }

  /** Adds jobs; a job whose id is still known to the queue is added only once. Ids hold no colon. */
  async add(name: QueueName, jobs: { id: string; data: object; delayMilliseconds?: number }[]): Promise<void> {
    if (jobs.length === 0) return;
    const queue = await this.queue(name);
    await queue.addBulk(
      jobs.map((job) => ({ name, data: job.data, opts: { ...JOB, jobId: job.id, ...(job.delayMilliseconds ? { delay: job.delayMilliseconds } : {}) } })),
    );
  }

  /** Starts a processor, as soon as the queue is there. Any number of them may run, in any number of processes. */
  process<Data>(name: QueueName, concurrency: number, work: (data: Data, job: Job) => Promise<unknown>): void {
    void this.begin(() => {
      const worker = new Worker(name, (job) => work(job.data as Data, job), {
        ...this.options(),
        autorun: false,
        concurrency,
        lockDuration: 30_000,
        stalledInterval: 5_000,
        maxStalledCount: 20,
      });
      worker.on('error', (error) => this.complain(error));
      worker.on('failed', (job, error) => this.logger.warn(`${name} ${job?.id ?? ''} failed (attempt ${job?.attemptsMade ?? '?'}): ${error.stack ?? error.message}`));
      return worker;
    });
  }

  private async begin(make: () => Worker): Promise<void> {
    while (!this.isStopping) {
      let worker: Worker | null = null;
      try {
        await this.isThere();
        if (this.isStopping) return;
        worker = make();
        this.workers.add(worker);
        await worker.waitUntilReady();
        return await worker.run();
      } catch (error) {
        this.complain(error as Error);
        if (worker) this.workers.delete(worker);
        await worker?.close().catch(() => undefined);
        await sleep(BEGIN_AGAIN, undefined, { ref: false });
      }
    }
  }

  /** 'ok', or 'degraded' when the queue does not answer within a second. */
  async health(): Promise<'ok' | 'degraded'> {
    const ask = this.connection instanceof Redis ? this.connection.ping() : this.connection.query('SELECT 1');
    return within(1_000, ask.then(() => 'ok' as const).catch(() => 'degraded' as const), 'degraded');
  }

  /** Waiting, active, delayed and failed jobs of each queue. */
  async counts(): Promise<Record<string, Record<string, number>>> {
    const entries = await Promise.all(QUEUES.map(async (name) => [name, await (await this.queue(name)).getJobCounts()] as const));
    return Object.fromEntries(entries);
  }

  /** The same in few words, with the age of the oldest that waits; null where the queue does not answer soon. */
  async figures(): Promise<QueueFigures[] | null> {
    // What is asked of a Redis that is away would wait in the process until it is back.
    if (this.connection instanceof Redis && this.connection.status !== 'ready') return null;
    const asked = Promise.all(QUEUES.map((name) => this.figuresOf(name))).catch(() => null);
    return within(1_500, asked, null);
  }

  private async figuresOf(name: QueueName): Promise<QueueFigures> {
    const queue = await this.queue(name);
    const [counts, [oldest]] = await Promise.all([queue.getJobCounts(), queue.getJobs(['waiting'], 0, 0, true)]);
    const { waiting = 0, prioritized = 0, paused = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { name, waiting: waiting + prioritized + paused, active, delayed, failed, oldestSeconds: oldest ? Math.max(0, Math.round((Date.now() - oldest.timestamp) / 1000)) : null };
  }

  /** Throws when Redis may evict keys: it would lose jobs without a word. A Redis that is away is not waited for. */
  async refuseEviction(): Promise<void> {
    if (!(this.connection instanceof Redis)) return;
    const asked = this.connection.config('GET', 'maxmemory-policy').catch(() => []);
    const [, policy] = (await within(2_000, asked, [])) as string[];
    if (policy && policy !== 'noeviction') {
      throw new Error(`Redis has maxmemory-policy ${policy}; the queues need noeviction, or Redis would drop jobs without a word.`);
    }
  }

  /** Before the database connections go: the jobs under way still need them. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await within(15_000, Promise.allSettled([...this.workers].map((worker) => worker.close())), []);
    await within(1_000, Promise.allSettled([...this.queues.values()].map((queue) => queue.close())), []);
    if (this.connection instanceof Redis) this.connection.disconnect();
    else await this.connection.end();
  }

  private async queue(name: QueueName): Promise<Queue> {
    if (!this.queues.has(name)) await this.isThere();
    return this.queues.get(name) ?? this.open(name);
  }

  private open(name: QueueName): Queue {
    const queue = new Queue(name, this.options());
    queue.on('error', (error) => this.complain(error));
    this.queues.set(name, queue);
    // One whose first look failed would fail for ever.
    queue.waitUntilReady().catch(() => this.queues.delete(name));
    return queue;
  }

  /** BullMQ looks once whether its tables are there, and takes a Postgres that is away just then for the end. Throws what Postgres says; a Redis that is away is waited for by BullMQ itself. */
  private async isThere(): Promise<void> {
    if (this.connection instanceof Pool) await this.connection.query('SELECT FROM bullmq.migration LIMIT 1');
  }

  private options(): { connection: ConnectionOptions; prefix?: string } {
    const connection = this.connection as unknown as ConnectionOptions;
    return this.connection instanceof Redis ? { connection, prefix: PREFIX } : { connection };
  }

  /** A queue that is away repeats its error thousands of times a second: one line in five seconds is enough. */
  private complain(error: Error): void {
    if (Date.now() - this.lastLogged < 5_000) return;
    this.lastLogged = Date.now();
    this.logger.warn(`The queue does not answer: ${error.message}`);
  }
}

/** What the work answers; after so many milliseconds, `otherwise`. */
function within<T>(milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), milliseconds).unref());
  return Promise.race([work, late]);
}

/** Makes or updates the tables of BullMQ's Postgres backend. Does nothing where the queue is Redis. */
export async function migrateQueues(config: Config): Promise<void> {
  if (config.redisUrl) return;
  setDefaultBackendFactory(createPostgresBackend as unknown as Parameters<typeof setDefaultBackendFactory>[0]);
  const queue = new Queue('facts', { connection: { connectionString: config.databaseUrl, migrate: true } as unknown as ConnectionOptions });
  await queue.waitUntilReady();
  await queue.close();
}
