import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, Clock, Database, readConfig } from '@academy/platform';
import { hashPassword, type RoleGrant } from '@academy/people';
import { adapterFor, configure } from '../../apps/web/src/configure';
import { WebModule } from '../../apps/web/src/web.module';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { ApiClient } from './client';
import { Mailbox } from './mailbox';
import { freePort } from './ports';
import { makeDatabase, onServer, urlOf } from './template-database';

export const PASSWORD = 'measuring-our-street';
let passwordHash: Promise<string> | null = null;

export type Person = { id: string; email: string; displayName: string; api: ApiClient; token: string };
type Wanted = { displayName?: string; certificateName?: string; country?: string; locale?: string; timeZone?: string; roles?: RoleGrant[] };
type Options = { worker?: boolean; environment?: Record<string, string> };

/** A running Academy on a database of its own: web, worker, a real mailbox. */
export class RunningAcademy {
  constructor(
    readonly config: Config,
    readonly web: NestFastifyApplication,
    readonly worker: INestApplicationContext | null,
    readonly mailbox: Mailbox,
    readonly databaseName: string,
    private readonly folder: string,
  ) {}

  get api(): ApiClient {
    return new ApiClient(`http://${this.config.host}:${this.config.port}`);
  }
  get database(): Database {
    return this.web.get(Database);
  }
  get clock(): Clock {
    return this.web.get(Clock);
  }

  /** A person who can sign in, made without mails. */
  async person(wanted: Wanted = {}): Promise<Person> {
    const id = randomUUID();
    const email = `${id}@people.test`;
    const displayName = wanted.displayName ?? `Person ${id.slice(0, 8)}`;
    passwordHash ??= hashPassword(PASSWORD);
    await this.database.query(
      `INSERT INTO users (id, email, email_verified_at, password_hash, display_name, certificate_name, country, locale, reads, time_zone)
       VALUES ($1, $2, now(), $3, $4, $5, $6, $7, ARRAY[$7], $8)`,
      [id, email, await passwordHash, displayName, wanted.certificateName ?? displayName, wanted.country ?? 'PT', wanted.locale ?? 'en', wanted.timeZone ?? 'Europe/Lisbon'],
    );
    for (const { role, scope, id: scopeId } of wanted.roles ?? []) {
      await this.database.query('INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, $2, $3, $4)', [id, role, scope, scopeId ?? '']);
    }
    const token = randomUUID().replaceAll('-', '') + randomUUID().replaceAll('-', '');
    await this.database.query(`INSERT INTO session (user_id, kind, token_hash, expires_at) VALUES ($1, 'bearer', sha256($2::text::bytea), now() + interval '1 day')`, [id, token]);
    return { id, email, displayName, api: this.api.as(token), token };
  }

  designer = (wanted: Wanted = {}): Promise<Person> => this.person({ ...wanted, roles: [{ role: 'designer', scope: 'platform', id: null }] });
  coordinator = (wanted: Wanted = {}): Promise<Person> => this.person({ ...wanted, roles: [{ role: 'coordinator', scope: 'platform', id: null }] });
  administrator = (wanted: Wanted = {}): Promise<Person> => this.person({ ...wanted, roles: [{ role: 'administrator', scope: 'platform', id: null }] });

  async stop(): Promise<void> {
    await this.worker?.close();
    await this.web.close();
    await this.mailbox.close();
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${this.databaseName} WITH (FORCE)`));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Starts web and worker in this process. Options: `worker: false`, further environment variables. */
export async function startAcademy(options: Options = {}): Promise<RunningAcademy> {
  const databaseName = await makeDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'academy-test-'));
  const mailbox = new Mailbox();
  const port = await freePort();
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: urlOf(databaseName),
    SMTP_URL: await mailbox.open(),
    ACADEMY_DATA: folder,
    ACADEMY_SECRET: 'the secret of the tests',
    ACADEMY_RATE_LIMITS: 'off',
    MAIL_SENDING_HOURS: '00:00-24:00',
    ...options.environment,
  });
  const logger = new ConsoleLogger({ colors: false, logLevels: ['error', 'fatal'] });
  const web = await NestFactory.create<NestFastifyApplication>(WebModule.for(config), adapterFor(config), { logger, bodyParser: false });
  await configure(web, config);
  await web.listen(config.port, config.host);
  const worker = options.worker === false ? null : await NestFactory.createApplicationContext(WorkerModule.for(config), { logger });
  return new RunningAcademy(config, web, worker, mailbox, databaseName, folder);
}
