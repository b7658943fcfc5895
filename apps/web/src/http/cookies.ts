import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '@academy/platform';

/** `__Host-` pins a cookie to this host and path, where the site is https. */
export const sessionCookie = (config: Config): string => (config.isHttps ? '__Host-academy' : 'academy');

export const cookieOptions = (config: Config, expires?: Date): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: config.isHttps,
  ...(expires ? { expires } : {}),
});

export const LOCALE_COOKIE = 'locale';
export const FLASH_COOKIE = 'flash';
