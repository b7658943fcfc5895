import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import postgres from 'postgres';
import { CONFIG, type Config } from './config';

/**
 * One LISTEN connection a process, direct to Postgres, that comes back by itself.
 * What it brings is only a hint to look: whoever listens also looks now and then unasked.
 */
@Injectable()
export class Listen implements OnApplicationShutdown {
  private connection: ReturnType<typeof postgres> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Calls `hear` for each notification, and `ready` at once and after every reconnection. */
  async on(channel: string, hear: (payload: string) => void, ready?: () => void): Promise<void> {
    this.connection ??= postgres(this.config.databaseUrl, { max: 1, onnotice: () => undefined });
    await this.connection.listen(channel, hear, ready);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.end({ timeout: 1 });
  }
}
