import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, type Config, Messages, NotAllowed, NotFound, NotSignedIn } from '@academy/platform';
import { type Actor, can, canSomewhere, isHidden, Sessions, Subjects } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { ALLOWED, type Allowed } from './allow';
import { sessionCookie } from './cookies';
import { pickLocale } from './locale';
import { isApi, requestOf } from './request';
import { isSameOrigin, mayCookieRead } from './same.origin';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What is known by a code and not by an id. */
const CODES: Readonly<Record<string, RegExp>> = { country: /^[A-Z]{2}$/ };
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Who asks, and may they: the one guard of every route. */
@Injectable()
export class Guard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly subjects: Subjects,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const allowed = this.reflector.get<Allowed | undefined>(ALLOWED, context.getHandler());
    if (!allowed) throw new Error(`${context.getClass().name}.${context.getHandler().name} does not say who may use it.`);

    request.actor = await this.actorOf(request);
    request.locale = pickLocale(request, this.messages);

    if (allowed.permission === 'anyone') return true;
    if (!request.actor) throw new NotSignedIn();
    if (allowed.permission === 'signed-in') return true;

    if (allowed.somewhere) {
      if (!canSomewhere(request.actor, allowed.permission)) throw new NotAllowed();
      return true;
    }
    const subject = await this.subject(request, allowed);
    if (can(request.actor, allowed.permission, subject)) return true;
    throw isHidden(allowed.permission) ? new NotFound(Object.keys(allowed.subject ?? {})[0] ?? 'page') : new NotAllowed();
  }

  private async actorOf(request: FastifyRequest): Promise<Actor | null> {
    const bearer = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.sessions.actorOf(bearer, 'bearer');
    const cookie = request.cookies[sessionCookie(this.config)];
    if (!cookie) return null;
    if (UNSAFE.has(request.method)) {
      if (!isSameOrigin(request, this.config)) throw new NotAllowed('cross-site');
    } else if (isApi(request.url) && !mayCookieRead(request)) return null;
    return this.sessions.actorOf(cookie, 'cookie');
  }

  private async subject(request: FastifyRequest, allowed: Allowed) {
    const [kind, parameter] = Object.entries(allowed.subject ?? {})[0] ?? [];
    if (!kind || !parameter) return {};
    const id = (request.params as Record<string, string>)[parameter] ?? '';
    if (!(CODES[kind] ?? UUID).test(id)) throw new NotFound(kind);
    return this.subjects.find(kind, id, request.actor!.userId);
  }
}
