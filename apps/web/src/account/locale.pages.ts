import { Body, Controller, Inject, Post } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import { Allow } from '../http/allow';
import { cookieOptions, LOCALE_COOKIE } from '../http/cookies';
import { parse } from '../http/schema.pipe';
import { ownPath, SeeOther } from '../views/page';
import { LocaleForm } from './account.forms';

const YEAR_SECONDS = 365 * 86_400;

/** The language menu: this browser's choice, before the account's. */
@Controller()
export class LocalePages {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Post('locale')
  @Allow('anyone')
  choose(@Body() body: unknown): SeeOther {
    const { locale, returnTo } = parse(LocaleForm, body);
    return new SeeOther(ownPath(returnTo)).cookie(LOCALE_COOKIE, locale, { ...cookieOptions(this.config), maxAge: YEAR_SECONDS });
  }
}
