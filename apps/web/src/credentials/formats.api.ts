import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { BakedBadges, OpenBadges, OtherFormats } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Offers } from '../http/offers';
import { Id } from '../http/shapes';
import { AWARD_FORMATS, wantedFormat } from './formats.rules';

const Algorithm = z.enum(['EdDSA', 'RS256']).default('EdDSA').describe('How a JWT is signed.');
const AwardQuery = z.strictObject({
  alg: Algorithm,
  format: z
    .enum(AWARD_FORMATS)
    .optional()
    .describe('jwt: Open Badges 3.0 as a JWT (the default). json: the same with an embedded proof, eddsa-rdfc-2022 (also by Accept: application/json). ob2: the hosted assertion of Open Badges 2.0. elm: shaped after the European Learning Model 3, under our JWS, which is no qualified seal.'),
});
const ListQuery = z.strictObject({ format: z.enum(['jwt', 'json']).optional().describe('jwt (the default), or json with an embedded proof (also by Accept: application/json).') });

/** Wallets read from anywhere; what they get depends on what they accept. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', vary: 'accept' };
const jwt = (body: string): Answer => new Answer(200, body, { ...OPEN, 'content-type': 'application/vc+jwt' });
const json = (body: object, status = 200): Answer => new Answer(status, JSON.stringify(body), { ...OPEN, 'content-type': 'application/json; charset=utf-8' });

/** Credentials in all the forms that others read. */
@Controller('api/v1')
export class FormatsApi {
  constructor(
    private readonly openBadges: OpenBadges,
    private readonly baked: BakedBadges,
    private readonly others: OtherFormats,
  ) {}

  /** The credential of an award. A revoked one is given too, for its status says so; of the hosted kind alone it is gone. */
  @Get('awards/:id')
  @Allow('anyone')
  @Answers({ 200: null, 410: null })
  @Offers({
    'application/vc+jwt': 'Open Badges 3.0, signed with EdDSA or RS256.',
    'application/json': 'Open Badges 3.0 with an embedded proof (eddsa-rdfc-2022), or the assertion of Open Badges 2.0: with status 410 and `revoked` where it does not hold any more.',
    'application/jose+json': 'A document shaped after the European Learning Model 3, under a JWS by the keys of this site.',
  })
  async award(@Param('id', { schema: Id }) id: string, @Query({ schema: AwardQuery }) { alg, format }: z.infer<typeof AwardQuery>, @Headers('accept') accept?: string): Promise<Answer> {
    switch (wantedFormat(format, accept)) {
      case 'jwt':
        return jwt(await this.openBadges.signed(id, alg));
      case 'json':
        return json(await this.openBadges.embedded(id));
      case 'ob2': {
        const { isOver, document } = await this.others.assertion(id);
        return json(document, isOver ? 410 : 200);
      }
      case 'elm': {
        const { contentType, body } = await this.others.learningModel(id);
        return new Answer(200, body, { ...OPEN, 'content-type': contentType });
      }
    }
  }

  /** The badge's picture with the credential in it. */
  @Get('awards/:id.png')
  @Allow('anyone')
  @Answers({ 200: null })
  @Offers({ 'image/png': 'The picture of the badge; the JWT lies in an iTXt chunk, openbadgecredential.' })
  async png(@Param('id', { schema: Id }) id: string): Promise<Answer> {
    return new Answer(200, await this.baked.png(id), { ...OPEN, 'content-type': 'image/png', 'content-disposition': `inline; filename="badge-${id}.png"`, 'cache-control': 'no-cache' });
  }

  @Get('awards/:id.svg')
  @Allow('anyone')
  @Answers({ 200: null })
  @Offers({ 'image/svg+xml': 'The picture of the badge; the JWT lies in the element openbadges:credential.' })
  async svg(@Param('id', { schema: Id }) id: string): Promise<Answer> {
    return new Answer(200, await this.baked.svg(id), {
      ...OPEN,
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `inline; filename="badge-${id}.svg"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'cache-control': 'no-cache',
    });
  }

  /** The signed list that says which awards are revoked. */
  @Get('status-lists/:id')
  @Allow('anyone')
  @Answers({ 200: null })
  @Offers({ 'application/vc+jwt': 'A Bitstring Status List, signed.', 'application/json': 'The same with an embedded proof.' })
  async statusList(@Param('id', { schema: Id }) id: string, @Query({ schema: ListQuery }) { format }: z.infer<typeof ListQuery>, @Headers('accept') accept?: string): Promise<Answer> {
    const answer = wantedFormat(format, accept) === 'json' ? json(await this.openBadges.embeddedStatusList(id)) : jwt(await this.openBadges.signedStatusList(id));
    return new Answer(answer.status, answer.body, { ...answer.headers, 'cache-control': 'public, max-age=60' });
  }

  /** The BadgeClass to which assertions of Open Badges 2.0 point. */
  @Get('open-badges-2/badges/:id')
  @Allow('anyone')
  @Answers({ 200: null })
  @Offers({ 'application/json': 'A BadgeClass of Open Badges 2.0.' })
  async badgeClass(@Param('id', { schema: Id }) id: string): Promise<Answer> {
    return json(await this.others.badgeClass(id));
  }

  /** The issuer to which these point. */
  @Get('open-badges-2/issuer')
  @Allow('anyone')
  @Answers({ 200: null })
  @Offers({ 'application/json': 'An Issuer of Open Badges 2.0.' })
  issuer(): Answer {
    return json(this.others.issuer());
  }
}
