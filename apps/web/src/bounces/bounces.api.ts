import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import { CONFIG, type Config, MailReports, NotFound, NotSignedIn, Refused, type ReportedMail, sha256 } from '@academy/platform';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { TakesMails } from '../http/mail.body';

const Line = z.string().max(1_000);
/** One report as a mail service tells it: which mail, or else which address. `status`: RFC 3463; without one a bounce is final. */
const Report = z.strictObject({
  kind: z.enum(['bounced', 'complained']),
  messageId: Line.optional(),
  address: z.email().max(254).optional(),
  action: z.enum(['failed', 'delayed']).default('failed'),
  status: z.string().regex(/^[245]\.\d{1,3}\.\d{1,3}$/).optional(),
  said: Line.default(''),
});
/** A report as it was mailed (`Content-Type: message/rfc822` sends it bare), or those of a mail service. */
const Delivered = z.strictObject({ message: z.string().max(1_000_000).optional(), reports: z.array(Report).max(1_000).optional() });
const Taken = z.object({ suppressed: z.number(), counted: z.number(), ignored: z.number() });

const MAIL_ID = /mail-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i;

/** Where whoever runs the mail server brings what came back: bounces (RFC 3464) and complaints (RFC 5965). Not there where no secret is set. */
@Controller('api/v1/mail')
export class BouncesApi {
  constructor(
    private readonly reports: MailReports,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('bounces')
  @Allow('anyone')
  @TakesMails()
  @Answers({ 200: Taken })
  async take(@Body({ schema: Delivered }) { message, reports = [] }: z.infer<typeof Delivered>, @Headers('authorization') authorization?: string): Promise<z.infer<typeof Taken>> {
    this.refuseStrangers(authorization);
    const taken = { suppressed: 0, counted: 0, ignored: 0 };
    for (const report of await this.all(message, reports)) taken[await this.reports.take(report)] += 1;
    return taken;
  }

  private async all(message: string | undefined, reports: z.infer<typeof Report>[]): Promise<ReportedMail[]> {
    const told = reports.map(({ kind, messageId, address, action, status, said }) => ({
      report: { kind, action: kind === 'complained' ? 'abuse' : action, status: status ?? null, said: said || status || action },
      mailId: MAIL_ID.exec(messageId ?? '')?.[1]?.toLowerCase() ?? null,
      address: address ?? null,
    }));
    if (message === undefined) return told;
    const read = await this.reports.read(message);
    if (!read) throw new Refused('no-delivery-report');
    return [...told, read];
  }

  /** `Authorization: Bearer <secret>`, or the secret as the password of Basic, whatever the name. */
  private refuseStrangers(authorization = ''): void {
    const secret = this.config.mailWebhookSecret;
    if (secret === null) throw new NotFound('page');
    const [, scheme, given] = /^(Bearer|Basic) (\S{1,1000})$/i.exec(authorization) ?? [];
    const shown = scheme?.toLowerCase() === 'basic' ? Buffer.from(given!, 'base64').toString().replace(/^[^:]*:/, '') : given;
    if (!timingSafeEqual(sha256(shown ?? ''), sha256(secret))) throw new NotSignedIn();
  }
}
