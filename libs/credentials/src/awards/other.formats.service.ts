import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import { buildLearningModel } from '../signing/learning-model';
import { buildAssertion, buildBadgeClass, buildIssuer, buildRevoked, type OlderAddresses } from '../signing/open-badge-2';
import { SEAL, type Seal, type Sealed } from '../signing/seal';
import { AwardsToSign } from './awards.to.sign';

/** Awards for those who do not read Open Badges 3.0: older backpacks, and the European Learning Model. */
@Injectable()
export class OtherFormats {
  constructor(
    private readonly awards: AwardsToSign,
    @Inject(SEAL) private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The Open Badges 2.0 assertion, or where the award does not hold any more what stands in its place. Throws NotFound. */
  async assertion(awardId: string): Promise<{ isOver: boolean; document: object }> {
    const { toSign, isOver } = await this.awards.load(awardId);
    const at = this.addresses(toSign.badge.url.slice(toSign.badge.url.lastIndexOf('/') + 1), toSign.url);
    return { isOver, document: isOver ? buildRevoked(at) : buildAssertion(toSign, at) };
  }

  async badgeClass(badgeId: string): Promise<object> {
    return buildBadgeClass({ badge: await this.awards.badge(badgeId) }, this.addresses(badgeId));
  }

  issuer(): object {
    const email = /<([^>]+)>/.exec(this.config.mailFrom)?.[1] ?? this.config.mailFrom;
    return buildIssuer({ url: this.config.publicUrl, name: 'Academy', email }, this.addresses(''));
  }

  /** Shaped after the European Learning Model, under the seal that is plugged in. Throws NotFound. */
  async learningModel(awardId: string): Promise<Sealed> {
    const { toSign, course } = await this.awards.load(awardId);
    return this.seal.seal(buildLearningModel(toSign, course));
  }

  private addresses(badgeId: string, awardUrl = ''): OlderAddresses {
    const older = `${this.config.publicUrl}/api/v1/open-badges-2`;
    return { assertion: `${awardUrl}?format=ob2`, badge: `${older}/badges/${badgeId}`, issuer: `${older}/issuer` };
  }
}
