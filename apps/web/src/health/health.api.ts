import { Controller, Get, Res } from '@nestjs/common';
import { Database, Queues } from '@academy/platform';
import type { FastifyReply } from 'fastify';
import { Allow } from '../http/allow';

type Readiness = { postgres: 'ok' | 'down'; queue: 'ok' | 'degraded' };

@Controller()
export class HealthApi {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
  ) {}

  /** The process lives. */
  @Get('healthz')
  @Allow('anyone')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Requests can be served: Postgres answers. A lost queue only slows what happens after them. */
  @Get('readyz')
  @Allow('anyone')
  async readiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [postgres, queue] = await Promise.all([this.postgres(), this.queues.health()]);
    void reply.code(postgres === 'ok' ? 200 : 503).header('cache-control', 'no-store');
    return { postgres, queue };
  }

  private postgres(): Promise<'ok' | 'down'> {
    const late = new Promise<'down'>((resolve) => setTimeout(() => resolve('down'), 2_000).unref());
    return Promise.race([this.database.query('SELECT 1').then(() => 'ok' as const).catch(() => 'down' as const), late]);
  }
}
