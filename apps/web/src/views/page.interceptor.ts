import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import { map, type Observable } from 'rxjs';
import { cookieOptions, FLASH_COOKIE } from '../http/cookies';
import { replyOf, requestOf } from '../http/request';
import { Page, SeeOther } from './page';
import { Pages, writeFlash } from './pages';

/** Turns a Page into HTML and a SeeOther into a 303. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((answer) => this.answer(context, answer)));
  }

  private answer(context: ExecutionContext, answer: unknown): unknown {
    const reply = replyOf(context);
    if (answer instanceof Page) {
      void reply.code(answer.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
      return this.pages.html(requestOf(context), reply, answer);
    }
    if (answer instanceof SeeOther) {
      if (answer.flash) void reply.setCookie(FLASH_COOKIE, writeFlash(answer.flash), { ...cookieOptions(this.config), maxAge: 60 });
      for (const { name, value, options } of answer.cookies) void reply.setCookie(name, value, options);
      void reply.code(303).header('location', answer.location);
      return '';
    }
    return answer;
  }
}
