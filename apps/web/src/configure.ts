import { join } from 'node:path';
import { parse as parseForm } from 'node:querystring';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { type Config, Malformed, Metrics, NotAllowed } from '@academy/platform';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { constants } from 'node:zlib';
import { answerFrameworkError } from './http/framework.errors';
import { isApi } from './http/request';
import { isSameOrigin } from './http/same.origin';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const MEGABYTE = 1024 * 1024;

export const adapterFor = (config: Config): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: MEGABYTE,
    logger: false,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    requestTimeout: 60_000,
    frameworkErrors: answerFrameworkError,
  });

/** What stands around all routes: cookies, headers, compression, files, the parsing of bodies. */
export async function configure(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'identity'], zlibOptions: { level: 4, flush: constants.Z_NO_FLUSH } });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'https:'],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // With no-referrer, browsers on plain http send `Origin: null`, and no form of ours could prove where it comes from.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.isHttps,
    crossOriginEmbedderPolicy: false,
    originAgentCluster: true,
  });
  await app.register(fastifyStatic, { root: join(config.root, 'apps/web/public'), prefix: '/assets/', maxAge: '365d', immutable: true, decorateReply: false });

  // A connection kept alive after its last answer would hold up the end of the process for a minute.
  let isEnding = false;
  fastify.addHook('preClose', (done) => {
    isEnding = true;
    done();
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (isEnding) void reply.header('connection', 'close');
  });

  parseBodies(fastify);
  const metrics = app.get(Metrics);
  if (metrics.isOn) {
    fastify.addHook('onResponse', async (request, reply) => {
      // A stream of events is answered when it begins: how long it stays open says nothing.
      const isStream = String(reply.raw.getHeader('content-type')).startsWith('text/event-stream');
      if (!isStream) metrics.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000);
    });
  }
  fastify.decorateRequest('actor', null);
  fastify.decorateRequest('locale', 'en');
  // Forms of other sites, sign-in forms included, change nothing here. Unsubscribing is meant to work from a mail program.
  fastify.addHook('onRequest', async (request) => {
    if (SAFE_METHODS.has(request.method) || isApi(request.url) || request.url.startsWith('/unsubscribe/')) return;
    if (!isSameOrigin(request, config)) throw new NotAllowed('cross-site');
  });
}

/** Which bodies are read, and how. */
function parseBodies(fastify: ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  // JSON Merge Patch (RFC 7396) is JSON by another name.
  fastify.addContentTypeParser(['application/json', 'application/merge-patch+json'], { parseAs: 'string' }, (request, body, done) => {
    // A POST without fields may come without a body, whatever its content type says.
    if (body === '') return done(null, undefined);
    void parseJson(request, body as string, (error, value) => done(error ? new Malformed('The body is not JSON.') : null, value));
  });
  // A mail as it came, for whoever takes mails.
  fastify.addContentTypeParser('message/rfc822', { parseAs: 'string' }, (_request, body, done) => done(null, { message: body }));
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, { ...parseForm(body as string) }));
}
