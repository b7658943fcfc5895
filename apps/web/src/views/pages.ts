import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Messages, Templates } from '@academy/platform';
import { canSomewhere } from '@academy/people';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOptions, FLASH_COOKIE } from '../http/cookies';
import type { Flash, Page } from './page';

/** Renders a page with what every page needs: who reads it, in which language, and what was just done. */
@Injectable()
export class Pages {
  private readonly locales: { code: string; name: string }[];

  constructor(
    private readonly templates: Templates,
    private readonly messages: Messages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.locales = messages.supported.map((code) => ({ code, name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code }));
  }

  html(request: FastifyRequest, reply: FastifyReply, page: Page): string {
    const actor = request.actor ?? null;
    const locale = request.locale ?? this.messages.nearest(null);
    return this.templates.render(page.template, {
      page: page.view,
      locale,
      timeZone: actor?.timeZone ?? 'Europe/Brussels',
      now: this.clock.now(),
      path: request.url,
      demo: this.config.isDemonstration,
      flash: this.takeFlash(request, reply, locale),
      locales: this.locales.map((each) => ({ ...each, isCurrent: each.code === locale })),
      me: actor && {
        id: actor.userId,
        displayName: actor.displayName,
        unread: actor.counts['unread'] ?? 0,
        unreached: (actor.counts['unreached'] ?? 0) > 0,
        isDesigner: canSomewhere(actor, 'course.read-draft'),
        isCoordinator: canSomewhere(actor, 'edition.run'),
        isModerator: canSomewhere(actor, 'edition.moderate'),
        keepsRecognition: canSomewhere(actor, 'recognition.keep'),
        isAdministrator: canSomewhere(actor, 'roles.manage'),
      },
    });
  }

  private takeFlash(request: FastifyRequest, reply: FastifyReply, locale: string): { kind: string; text: string } | null {
    const cookie = request.cookies?.[FLASH_COOKIE];
    // What a script fetches is no page: the message waits for the next one.
    if (!cookie || request.headers['sec-fetch-dest'] === 'empty') return null;
    void reply.setCookie(FLASH_COOKIE, '', { ...cookieOptions(this.config), maxAge: 0 });
    const flash = readFlash(cookie);
    if (!flash || !this.messages.has(flash.message)) return null;
    return { kind: flash.kind, text: this.messages.text(locale, flash.message, flash.values) };
  }
}

export const writeFlash = (flash: Flash): string => Buffer.from(JSON.stringify(flash)).toString('base64url');

function readFlash(cookie: string): Flash | null {
  try {
    const flash = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as Flash;
    return ['success', 'error', 'info'].includes(flash.kind) && typeof flash.message === 'string' ? flash : null;
  } catch {
    return null;
  }
}
