import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, found } from '@academy/platform';
import { signCredential } from '../signing/credential.jwt';
import { buildIssuerDocument, keyDocument, methodOf, prover } from '../signing/issuer.document';
import { KeyRing } from '../signing/key.ring';
import { buildJwks, type Jwks } from '../signing/keys';
import { type AwardToSign, buildOpenBadge } from '../signing/open-badge';
import type { Algorithm } from '../signing/signing.rules';
import { RecentProofs } from '../signing/recent.proofs';
import { buildStatusList, type StatusListCredential } from '../signing/status-list';
import { StatusLists } from '../signing/status.lists.service';
import { AwardsToSign } from './awards.to.sign';

/** Awards as Open Badges 3.0 credentials, signed when asked for. */
@Injectable()
export class OpenBadges {
  private readonly proofs = new RecentProofs();

  constructor(
    private readonly awards: AwardsToSign,
    private readonly keyRing: KeyRing,
    private readonly statusLists: StatusLists,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The credential of an award as a compact JWS. Throws NotFound. A revoked one is given too: its status says so. */
  async signed(awardId: string, algorithm: Algorithm): Promise<string> {
    return this.sign((await this.awards.load(awardId)).toSign, algorithm);
  }

  async sign(award: AwardToSign, algorithm: Algorithm): Promise<string> {
    return signCredential(buildOpenBadge(award), await this.keyRing.signer(algorithm), algorithm);
  }

  /** The same with its proof in it. */
  async embedded(awardId: string): Promise<object> {
    const { toSign } = await this.awards.load(awardId);
    return this.proved(buildOpenBadge({ ...toSign, issuer: { ...toSign.issuer, id: prover(this.config.publicUrl) } }));
  }

  async signedStatusList(listId: string): Promise<string> {
    return signCredential(await this.statusList(listId, this.config.publicUrl), await this.keyRing.signer('EdDSA'), 'EdDSA');
  }

  /** In the name that embedded proofs are made in, so that a list is its badges' issuer's. */
  async embeddedStatusList(listId: string): Promise<object> {
    return this.proved(await this.statusList(listId, prover(this.config.publicUrl)));
  }

  async keySet(): Promise<Jwks> {
    return buildJwks(await this.keyRing.published(), this.config.publicUrl);
  }

  /** One public key at its own address: what the `kid` of a signature points to. Throws NotFound. */
  async key(kid: string): Promise<object> {
    const key = (await this.keyRing.published()).find((each) => each.kid === kid);
    return keyDocument(found(key, 'key'), this.config.publicUrl);
  }

  /** `did:web` of this site where it is https, with the same keys. */
  async didDocument(): Promise<object> {
    return buildIssuerDocument(await this.keyRing.published(), this.config.publicUrl);
  }

  private async statusList(listId: string, issuer: string): Promise<StatusListCredential> {
    const { bits, updatedAt } = await this.statusLists.bits(listId);
    return buildStatusList({ url: this.awards.listUrl(listId), bits }, issuer, updatedAt);
  }

  private async proved(credential: Parameters<RecentProofs['of']>[0]): Promise<object> {
    const key = await this.keyRing.signer('EdDSA');
    return this.proofs.of(credential, key, methodOf(this.config.publicUrl, key.kid), this.clock.now());
  }
}
