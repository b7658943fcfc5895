import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, found } from '@academy/platform';
import { KeyRing } from './key.ring';
import type { SignatureAlgorithm } from './signing/keys';
import { openBadge, signCredential } from './signing/open-badge';
import { statusListCredential } from './signing/status-list';
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
  async signed(awardId: string, algorithm: SignatureAlgorithm): Promise<string> {
    const award = found(
      await this.database.one<AwardRow>(
        `SELECT a.id, b.id AS "badgeId", b.name, b.description, b.criteria, u.email, a.recipient_salt AS salt, a.holder_name AS "holderName",
                a.is_name_shown AS "isNameShown", a.issued_at AS "issuedAt", a.status_list_id AS "listId", a.status_index AS index
         FROM award a JOIN badge b ON b.id = a.badge_id JOIN users u ON u.id = a.user_id WHERE a.id = $1`,
        [awardId],
      ),
      'award',
    );
    return signCredential(this.credential(award), await this.keyRing.signer(algorithm));
  }

  async signedStatusList(listId: string): Promise<string> {
    const { bits, updatedAt } = await this.statusLists.bits(listId);
    return signCredential(statusListCredential(this.listUrl(listId), this.config.publicUrl, bits, updatedAt), await this.keyRing.signer('EdDSA'));
  }

  async keySet(): Promise<{ keys: object[] }> {
    return { keys: await this.keyRing.publicKeys() };
  }

  /** `did:web` of this site, with the same keys. */
  async didDocument(): Promise<object> {
    const id = `did:web:${new URL(this.config.publicUrl).host.replace(':', '%3A')}`;
    const methods = (await this.keyRing.publicKeys()).map((publicKeyJwk) => ({ id: `${id}#${publicKeyJwk.kid}`, type: 'JsonWebKey2020', controller: id, publicKeyJwk }));
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
      id,
      alsoKnownAs: [this.config.publicUrl],
      verificationMethod: methods,
      assertionMethod: methods.map((method) => method.id),
    };
  }

  private credential(award: AwardRow) {
    const url = this.config.publicUrl;
    return openBadge({
      id: `${url}/api/v1/awards/${award.id}`,
      issuer: { id: url, name: 'Academy', url },
      achievement: {
        id: `${url}/badges/${award.badgeId}`,
        name: award.name,
        description: award.description || award.name,
        criteria: award.criteria || award.name,
        picture: `${url}/badges/${award.badgeId}.svg`,
      },
      holder: { email: award.email, salt: award.salt, name: award.isNameShown ? award.holderName : null },
      issuedAt: award.issuedAt,
      status: { listUrl: this.listUrl(award.listId), index: award.index },
    });
  }

  private listUrl = (listId: string): string => `${this.config.publicUrl}/api/v1/status-lists/${listId}`;
}
