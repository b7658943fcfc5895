import { Body, Controller, Get, Header, Ip, Param, Post, Query } from '@nestjs/common';
import { RateLimits } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Awards, Badges, Certificates, CredentialQueries, OpenBadges, type Verified } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';

const Shown = z.strictObject({ isShown: z.enum(['true', 'false']) });
const Asked = z.looseObject({ code: z.string().max(100).default('') });

/** What was earned, and the page that says whether it holds. */
@Controller()
export class CredentialsPages {
  constructor(
    private readonly queries: CredentialQueries,
    private readonly awards: Awards,
    private readonly badges: Badges,
    private readonly certificates: Certificates,
    private readonly limits: RateLimits,
  ) {}

  @Get('me/credentials')
  @Allow('signed-in')
  async mine(@Me() me: Actor): Promise<Page> {
    const lines = await this.queries.mine(me.userId);
    return new Page('credentials/mine', {
      credentials: lines.map((line) => ({ ...line, statusKind: line.status === 'valid' ? 'success' : 'danger', picture: line.badgeId ? `/badges/${line.badgeId}.svg` : null })),
    });
  }

  /** Whether whoever verifies it sees the holder's name. */
  @Post('me/credentials/awards/:id/sharing')
  @Allow('enrolment.use', { award: 'id' })
  async shareAward(@Param('id', { schema: Id }) id: string, @Body({ schema: Shown }) { isShown }: z.infer<typeof Shown>): Promise<SeeOther> {
    await this.awards.showName(id, isShown === 'true');
    return shared(isShown);
  }

  @Post('me/credentials/certificates/:id/sharing')
  @Allow('enrolment.use', { certificate: 'id' })
  async shareCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: Shown }) { isShown }: z.infer<typeof Shown>): Promise<SeeOther> {
    await this.certificates.showName(id, isShown === 'true');
    return shared(isShown);
  }

  @Get('verify')
  @Allow('anyone')
  ask(@Query({ schema: Asked }) { code }: z.infer<typeof Asked>): Page | SeeOther {
    return code.trim() === '' ? new Page('credentials/verify', { code: '', verified: null }) : new SeeOther(`/verify/${encodeURIComponent(code.trim())}`);
  }

  @Get('verify/:code')
  @Allow('anyone')
  async verify(@Param('code', { schema: z.string().max(100) }) code: string, @Ip() address: string): Promise<Page> {
    await this.limits.count('verify', address);
    const verified = await this.queries.verify(code);
    return new Page('credentials/verify', { code, verified: { ...verified, tone: toneOf(verified), picture: verified.badgeId ? `/badges/${verified.badgeId}.svg` : null } });
  }

  /** The picture of a badge. It is of our own drawing and holds no script; it never runs as a page all the same. */
  @Get('badges/:file')
  @Allow('anyone')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  @Header('cross-origin-resource-policy', 'cross-origin')
  async picture(@Param('file', { schema: z.string().regex(/^[0-9a-f-]{36}\.svg$/) }) file: string): Promise<string> {
    return (await this.badges.find(file.slice(0, -'.svg'.length))).picture;
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

const toneOf = ({ status }: Verified): 'valid' | 'revoked' | 'unknown' => (status === 'valid' ? 'valid' : status === 'unknown' ? 'unknown' : 'revoked');

const shared = (isShown: string): SeeOther => new SeeOther('/me/credentials', { kind: 'success', message: isShown === 'true' ? 'credentials.nameIsShown' : 'credentials.nameIsHidden' });
