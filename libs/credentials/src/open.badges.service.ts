import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, found } from '@academy/platform';
import { KeyRing } from './key.ring';
import { signCredential } from './signing/credential.jwt';
import { buildJwks, type Jwks, publishedKey } from './signing/keys';
import { buildOpenBadge, type OpenBadge } from './signing/open-badge';
import type { Algorithm } from './signing/signing.rules';
import { buildStatusList } from './signing/status-list';
import { StatusLists } from './status.lists.service';

type AwardRow = {
  id: string;
  badgeId: string;
  name: string;
  description: string;
  criteria: string;
  email: string;
  salt: string;
  holderName: string;
  isNameShown: boolean;
  issuedAt: Date;
  listId: string;
  index: number;
};

/** Awards as Open Badges 3.0 credentials, signed when asked for. */
@Injectable()
export class OpenBadges {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly statusLists: StatusLists,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The credential of an award as a compact JWS. Throws NotFound. A revoked one is given too: its status says so. */
  async signed(awardId: string, algorithm: Algorithm): Promise<string> {
    const award = found(
      await this.database.one<AwardRow>(
        `SELECT a.id, b.id AS "badgeId", b.name, b.description, b.criteria, u.email, a.recipient_salt AS salt, a.holder_name AS "holderName",
                a.is_name_shown AS "isNameShown", a.issued_at AS "issuedAt", a.status_list_id AS "listId", a.status_index AS index
         FROM award a JOIN badge b ON b.id = a.badge_id JOIN users u ON u.id = a.user_id WHERE a.id = $1`,
        [awardId],
      ),
      'award',
    );
    return signCredential(this.credential(award), await this.keyRing.signer(algorithm), algorithm);
  }

  async signedStatusList(listId: string): Promise<string> {
    const { bits, updatedAt } = await this.statusLists.bits(listId);
    return signCredential(buildStatusList({ url: this.listUrl(listId), bits }, this.config.publicUrl, updatedAt), await this.keyRing.signer('EdDSA'), 'EdDSA');
  }

  async keySet(): Promise<Jwks> {
    return buildJwks(await this.keyRing.published(), this.config.publicUrl);
  }

  /** One public key at its own address: what the `kid` of a signature points to. Throws NotFound. */
  async key(kid: string): Promise<object> {
    const key = (await this.keyRing.published()).find((each) => each.kid === kid);
    return publishedKey(found(key, 'key'), this.config.publicUrl);
  }

  /** `did:web` of this site, with the same keys. */
  async didDocument(): Promise<object> {
    const id = `did:web:${new URL(this.config.publicUrl).host.replace(':', '%3A')}`;
    const keys = (await this.keyRing.published()).map((key) => ({ kid: key.kid, publicKeyJwk: publishedKey(key, this.config.publicUrl) }));
    const methods = keys.map(({ kid, publicKeyJwk }) => ({ id: `${id}#${kid}`, type: 'JsonWebKey2020', controller: id, publicKeyJwk }));
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
      id,
      alsoKnownAs: [this.config.publicUrl],
      verificationMethod: methods,
      assertionMethod: methods.map((method) => method.id),
    };
  }

  private credential(award: AwardRow): OpenBadge {
    const url = this.config.publicUrl;
    return buildOpenBadge({
      url: `${url}/api/v1/awards/${award.id}`,
      issuer: { url, name: 'Academy' },
      issuedAt: award.issuedAt,
      expiresAt: null,
      recipient: { email: award.email, salt: award.salt, name: award.isNameShown ? award.holderName : null },
      badge: {
        url: `${url}/badges/${award.badgeId}`,
        name: award.name,
        description: award.description || award.name,
        criteria: award.criteria || award.name,
        pictureUrl: `${url}/badges/${award.badgeId}.svg`,
      },
      status: { listUrl: this.listUrl(award.listId), index: award.index },
    });
  }

  private listUrl = (listId: string): string => `${this.config.publicUrl}/api/v1/status-lists/${listId}`;
}
