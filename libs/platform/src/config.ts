import { resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './root';

/**
 * Every setting, read once. The only file that reads the environment.
 * Source of names and defaults: the table of settings in README.md.
 */

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    PORT: port.default(3000),
    HOST: z.string().min(1).optional(),
    METRICS_PORT: port.optional(),
    TRUST_PROXY: z.string().min(1).optional(),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
    DATABASE_REPLICA_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(15),
    REDIS_URL: z.string().regex(/^(rediss?|valkeys?):\/\//, 'must begin with redis://').optional(),
    SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://').optional(),
    MAIL_FROM: z.string().min(3).optional(),
    MAIL_BOUNCES: z.email('must be an address').optional(),
    MAIL_WEBHOOK_SECRET: z.string().regex(/^\S{16,500}$/, 'must have at least 16 characters, without spaces').optional(),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(8),
    MAIL_SENDING_HOURS: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be like 09:00-18:00').default('09:00-18:00'),
    MAIL_WEEKLY_CAP: z.coerce.number().int().min(1).max(50).default(5),
    STORAGE_URL: z.string().regex(/^file:/, 'must begin with file:').optional(),
    ACADEMY_DATA: z.string().min(1).default('.academy'),
    ACADEMY_DEMO: flag.default(false),
    ACADEMY_SECRET: z.string().min(16, 'must have at least 16 characters'),
    LIVE_STREAMS: z.coerce.number().int().min(0).max(100_000).default(5_000),
    ACADEMY_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  })
  .superRefine((environment, context) => {
    if (environment.NODE_ENV !== 'production') return;
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (environment.ACADEMY_DEMO) refuse('ACADEMY_DEMO', 'demonstration accounts are never loaded in production');
    if (environment.ACADEMY_RATE_LIMITS === 'off') refuse('ACADEMY_RATE_LIMITS', 'rate limits stay on in production');
    if (environment.ACADEMY_SECRET.length < 32) refuse('ACADEMY_SECRET', 'must have at least 32 characters in production');
    if (!environment.PUBLIC_URL) refuse('PUBLIC_URL', 'is needed in production: every link in pages and mails begins with it');
    if (!environment.SMTP_URL) refuse('SMTP_URL', 'is needed in production: there is no demonstration mailbox');
  });

export type Config = Readonly<{
  isProduction: boolean;
  isDemonstration: boolean;
  /** The clock may be moved: in the demonstration and in tests. */
  hasMovableClock: boolean;
  port: number;
  host: string;
  metricsPort: number | null;
  trustProxy: string | false;
  /** Base of every link, without a closing slash. */
  publicUrl: string;
  isHttps: boolean;
  databaseUrl: string;
  replicaUrl: string | null;
  /** Connections a process may hold. */
  databasePool: number;
  redisUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** Where mail servers say that they could not deliver: `bounces@…`, with a token for each mail put in. Null: to `mailFrom`. */
  mailBounces: string | null;
  /** What whoever brings us bounces and complaints proves itself with; null where nobody does. */
  mailWebhookSecret: string | null;
  /** Mails that a worker hands over at once. */
  smtpConnections: number;
  /** When reminders and news are sent, in minutes after midnight where their reader is. */
  mailSendingHours: Readonly<{ from: number; to: number }>;
  /** Reminders by e-mail that somebody gets in seven days, unless she says otherwise. */
  mailWeeklyCap: number;
  storageUrl: string;
  secret: string;
  areRateLimitsOn: boolean;
  /** Open pages that a web process tells of news; to others it says that it is busy, and they ask now and then. */
  liveStreams: number;
  root: string;
}>;

export class WrongEnvironment extends Error {}

/** Reads the settings. Throws WrongEnvironment with a list of all that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new WrongEnvironment(`The environment does not fit:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  return Object.freeze({
    isProduction: env.NODE_ENV === 'production',
    isDemonstration: env.ACADEMY_DEMO,
    hasMovableClock: env.ACADEMY_DEMO || env.NODE_ENV === 'test',
    port: env.PORT,
    host: env.HOST ?? (env.ACADEMY_DEMO ? '127.0.0.1' : '0.0.0.0'),
    metricsPort: env.METRICS_PORT ?? null,
    trustProxy: env.TRUST_PROXY ?? false,
    publicUrl,
    isHttps: publicUrl.startsWith('https:'),
    databaseUrl: env.DATABASE_URL,
    replicaUrl: env.DATABASE_REPLICA_URL ?? null,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `Academy <no-reply@${new URL(publicUrl).hostname}>`,
    mailBounces: env.MAIL_BOUNCES ?? null,
    mailWebhookSecret: env.MAIL_WEBHOOK_SECRET ?? null,
    smtpConnections: env.SMTP_CONNECTIONS,
    mailSendingHours: hoursOf(env.MAIL_SENDING_HOURS),
    mailWeeklyCap: env.MAIL_WEEKLY_CAP,
    storageUrl: env.STORAGE_URL ?? `file:${resolve(env.ACADEMY_DATA, 'files')}`,
    secret: env.ACADEMY_SECRET,
    liveStreams: env.LIVE_STREAMS,
    areRateLimitsOn: env.ACADEMY_RATE_LIMITS === 'on',
    root: projectRoot(),
  });
}

function hoursOf(hours: string): { from: number; to: number } {
  const [from = 0, to = 0] = hours.split('-').map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
  return { from, to };
}

/** What providers ask for to get the settings. */
export const CONFIG = Symbol('config');
