import { Controller, Get, Header, Inject } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import { Allow } from '../http/allow';

/** What only programs read. */
@Controller()
export class TextsPages {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Search engines may read what is public; a demonstration is not for them at all. */
  @Get('robots.txt')
  @Allow('anyone')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    const closed = this.config.isDemonstration ? ['/'] : ['/api/', '/me', '/studio', '/coordination', '/learning/', '/unsubscribe/', '/verify-address', '/new-password'];
    return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''].join('\n');
  }
}
