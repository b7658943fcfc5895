import type { CookieSerializeOptions } from '@fastify/cookie';

/** What a page route answers: a template and what it shows. */
export class Page {
  constructor(
    readonly template: string,
    readonly view: object = {},
    readonly status = 200,
  ) {}
}

export type Flash = { kind: 'success' | 'error' | 'info'; message: string; values?: Record<string, string | number> };
type Cookie = { name: string; value: string; options: CookieSerializeOptions };

/** After a POST: go and look there. `flash` is a message key shown once on the next page. */
export class SeeOther {
  readonly cookies: Cookie[] = [];

  constructor(
    readonly location: string,
    readonly flash: Flash | null = null,
  ) {}

  cookie(name: string, value: string, options: CookieSerializeOptions): this {
    this.cookies.push({ name, value, options });
    return this;
  }
}

/** A path on this site, or `/`: an address from outside must not carry people elsewhere. */
export const ownPath = (path: unknown): string => (typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/');
