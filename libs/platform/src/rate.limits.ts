import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from './config';
import { Database } from './database';
import { TooMany } from './errors';

/** How often something may be tried: points in a window of seconds. */
export const LIMITS = {
  /** Failed ones alone: see `forget`. */
  'sign-in': { points: 10, duration: 300 },
  /** By address; a whole school may share one. */
  register: { points: 200, duration: 3_600 },
  'password-reset': { points: 5, duration: 3_600 },
  /** By person: each try checks a password, and writes to an address that may be somebody else's. */
  'address-change': { points: 5, duration: 3_600 },
  token: { points: 200, duration: 600 },
  verify: { points: 300, duration: 600 },
  /** Files to verify, by address. */
  'verify-file': { points: 60, duration: 600 },
  /** Links of mails: wrong ones, by address, and right ones, by whose they are. */
  unsubscribe: { points: 100, duration: 600 },
  import: { points: 20, duration: 3_600 },
  /** Archives of one's own contributions. */
  export: { points: 20, duration: 3_600 },
  /** Certificates drawn for one person to look at: while she types, about one in two seconds. */
  preview: { points: 300, duration: 600 },
  /** Posts, and changes of posts, of one person. */
  post: { points: 120, duration: 600 },
  /** Codes of one person for one live event. */
  attendance: { points: 20, duration: 600 },
} as const;
export type LimitName = keyof typeof LIMITS;

/** Counts tries in Postgres, so that all web processes count together. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<LimitName, RateLimiterPostgres>();

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Counts one try by this key (an address, a person). Throws TooMany past the limit. */
  async count(name: LimitName, key: string): Promise<void> {
    if (!this.config.areRateLimitsOn) return;
    try {
      await this.limiter(name).consume(key.slice(0, 200));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      throw refusal;
    }
  }

  /** What was tried succeeded: earlier tries by this key no longer count. */
  async forget(name: LimitName, key: string): Promise<void> {
    if (this.config.areRateLimitsOn) await this.limiter(name).delete(key.slice(0, 200));
  }

  private limiter(name: LimitName): RateLimiterPostgres {
    const existing = this.limiters.get(name);
    if (existing) return existing;
    const limiter = new RateLimiterPostgres({
      storeClient: { query: (statement: { text: string; values: unknown[] }) => this.run(statement) },
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      ...LIMITS[name],
    });
    this.limiters.set(name, limiter);
    return limiter;
  }

  private async run(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[]; rowCount: number }> {
    const answered = await this.database.query(statement.text, statement.values);
    return { rows: answered, rowCount: answered.length };
  }
}
