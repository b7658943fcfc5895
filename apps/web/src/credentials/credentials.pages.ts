import { Controller, Get, Header, Param } from '@nestjs/common';
import { BadgePictures, Badges, OpenBadges } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';

/** Pictures of badges. */
@Controller()
export class BadgePages {
  constructor(
    private readonly badges: Badges,
    private readonly pictures: BadgePictures,
  ) {}

  /** The picture of a badge. It is of our own drawing, or a PNG of our own encoding in a frame, and holds no script; it never runs as a page all the same. */
  @Get('badges/:file')
  @Allow('anyone')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
  @Header('cross-origin-resource-policy', 'cross-origin')
  async picture(@Param('file', { schema: z.string().regex(/^[0-9a-f-]{36}\.svg$/) }) file: string): Promise<string> {
    return this.pictures.svg(await this.badges.find(file.slice(0, -'.svg'.length)));
  }
}

/** The keys that verify our signatures, and who we are: at the root of the site, as the standards have it. */
@Controller()
export class WellKnownApi {
  constructor(private readonly openBadges: OpenBadges) {}

  @Get('.well-known/jwks.json')
  @Allow('anyone')
  @Header('access-control-allow-origin', '*')
  @Header('cache-control', 'public, max-age=300')
  keys(): Promise<object> {
    return this.openBadges.keySet();
  }

  @Get('.well-known/did.json')
  @Allow('anyone')
  @Header('access-control-allow-origin', '*')
  did(): Promise<object> {
    return this.openBadges.didDocument();
  }

  @Get('keys/:kid')
  @Allow('anyone')
  @Header('access-control-allow-origin', '*')
  key(@Param('kid', { schema: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/) }) kid: string): Promise<object> {
    return this.openBadges.key(kid);
  }
}
