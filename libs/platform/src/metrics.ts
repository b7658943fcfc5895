import { createServer, type Server, type ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { CONFIG, type Config } from './config';
import { Database } from './database';
import { MailHosts } from './mail/mail.hosts';
import { MailSwitch } from './mail/mail.switch';
import { MailFiguresQueries } from './operations/mail.figures';
import { Queues } from './queues';

/** Which process this is; the worker's metrics are served one port above the web's, so that both can run on one machine. */
export const APPLICATION = Symbol('application');

/** Figures for Prometheus, on a port of their own. Where `METRICS_PORT` is not set, nothing is counted or served. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly registry = new Registry();
  private server: Server | null = null;
  private readonly requests = new Histogram({
    name: 'academy_http_request_seconds',
    help: 'Time to answer a request, by route and status class',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly mails: MailFiguresQueries,
    private readonly mailSwitch: MailSwitch,
    private readonly hosts: MailHosts,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(APPLICATION) private readonly application: string,
  ) {}

  get isOn(): boolean {
    return this.config.metricsPort !== null;
  }

  /** Counts one answered request. */
  answered(route: string, method: string, status: number, seconds: number): void {
    this.requests.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.metricsPort === null) return;
    collectDefaultMetrics({ register: this.registry });
    if (this.application === 'worker') {
      this.countBacklog();
      this.countMail();
    }
    const port = this.config.metricsPort + (this.application === 'worker' ? 1 : 0);
    this.server = createServer((request, response) => void this.serve(request.url ?? '', response));
    await new Promise<void>((resolve, reject) => this.server!.once('error', reject).listen(port, this.config.host, resolve));
  }

  beforeApplicationShutdown(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private async serve(url: string, response: ServerResponse): Promise<void> {
    if (url === '/healthz') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    if (url !== '/metrics') return void response.writeHead(404).end();
    const text = await this.registry.metrics().catch(() => null);
    response.writeHead(text === null ? 503 : 200, { 'content-type': this.registry.contentType }).end(text ?? '');
  }

  /** What waits: the outbox, the mails, the queues. */
  private countBacklog(): void {
    const { database, queues, registry } = this;
    new Gauge({
      name: 'academy_outbox_open',
      help: 'Deliveries of facts that are not done, and mails by state',
      labelNames: ['what'],
      registers: [registry],
      async collect() {
        const counted = await database.query<{ what: string; many: number }>(
          `SELECT 'deliveries' AS what, count(*)::int AS many FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL
           UNION ALL SELECT 'deliveries-given-up', count(*)::int FROM fact_delivery WHERE failed_at IS NOT NULL
           UNION ALL SELECT 'mails-due', count(*)::int FROM mail WHERE state = 'pending' AND due_at <= academy_now()`,
        );
        for (const { what, many } of counted) this.set({ what }, many);
      },
    });
    new Gauge({
      name: 'academy_queue_jobs',
      help: 'Jobs by queue and state',
      labelNames: ['queue', 'state'],
      registers: [registry],
      async collect() {
        for (const [queue, states] of Object.entries(await queues.counts())) for (const [state, jobs] of Object.entries(states)) this.set({ queue, state }, jobs);
      },
    });
  }

  /** How mail fares, as the pages of operations say it. */
  private countMail(): void {
    const { mails, mailSwitch, hosts, registry } = this;
    new Gauge({
      name: 'academy_mail',
      help: 'Mails put off by servers, of a week those that failed and unknown ones not marked as seen (each at most 10,000); 1 while all mail is paused; mail servers left alone',
      labelNames: ['what'],
      registers: [registry],
      async collect() {
        const [{ putOff, states, unseen }, { isPaused }, away] = await Promise.all([mails.read(), mailSwitch.state(), hosts.away()]);
        this.set({ what: 'put-off' }, putOff.count);
        this.set({ what: 'failed' }, states.find(({ state }) => state === 'failed')?.week ?? 0);
        this.set({ what: 'unknown' }, unseen);
        this.set({ what: 'paused' }, isPaused ? 1 : 0);
        this.set({ what: 'servers-away' }, away.length);
      },
    });
  }
}
