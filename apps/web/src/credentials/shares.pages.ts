import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common';
import { CONFIG, type Config, found } from '@academy/platform';
import { type CredentialKind, type ShareChoice, SharedCredentials, Shares } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { ShareForm } from './own.forms';
import { hrefOf, pictureOf, skillView, toneOf } from './own.view';

/** Links by which holders show what they earned, and what these lead to. */
@Controller()
export class SharesPages {
  constructor(
    private readonly shares: Shares,
    private readonly shared: SharedCredentials,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('me/credentials/awards/:id/shares')
  @Allow('enrolment.use', { award: 'id' })
  shareAward(@Param('id', { schema: Id }) id: string, @Body() body: unknown): Promise<SeeOther | Page> {
    return this.share('award', id, body);
  }

  @Post('me/credentials/certificates/:id/shares')
  @Allow('enrolment.use', { certificate: 'id' })
  shareCertificate(@Param('id', { schema: Id }) id: string, @Body() body: unknown): Promise<SeeOther | Page> {
    return this.share('certificate', id, body);
  }

  @Post('me/credentials/shares/:id/ending')
  @Allow('enrolment.use', { share: 'id' })
  async end(@Param('id', { schema: Id }) id: string): Promise<SeeOther> {
    const { kind, credentialId } = await this.shares.end(id);
    return new SeeOther(`${hrefOf(kind, credentialId)}#shares`, { kind: 'success', message: 'credentials.shareEnded' });
  }

  /** What whoever has the link sees. It is for people, not for search engines, and tells nobody who looked. */
  @Get('credentials/:token')
  @Allow('anyone')
  @Header('x-robots-tag', 'noindex, nofollow')
  @Header('cache-control', 'private, no-cache')
  async look(@Param('token', { schema: z.string().regex(/^[\w-]{22}$/) }) token: string): Promise<Page> {
    const credential = found(await this.shared.at(token), 'credential');
    const { publicUrl } = this.config;
    return new Page('credentials/shared', {
      ...credential,
      statusKind: toneOf(credential.status),
      skills: credential.skills.map(skillView),
      picture: pictureOf(credential),
      address: `${publicUrl}/credentials/${token}`,
      openGraphPicture: credential.kind === 'award' ? `${publicUrl}/api/v1/awards/${credential.id}.png` : null,
    });
  }

  private share(kind: CredentialKind, id: string, body: unknown): Promise<SeeOther | Page> {
    const address = hrefOf(kind, id);
    return submit(
      ShareForm,
      body,
      async (form) => {
        await this.shares.share(kind, id, choiceOf(form));
        return new SeeOther(`${address}#shares`, { kind: 'success', message: 'credentials.shareMade' });
      },
      ({ reason }) => new Page('credentials/share-refused', { reason, address }),
    );
  }
}

const choiceOf = (form: z.infer<typeof ShareForm>): ShareChoice => ({ name: form.name === 'true', hours: form.hours === 'true', skills: form.skills === 'true', evidence: form.evidence === 'true' });
