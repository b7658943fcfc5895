import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, rows } from '@academy/platform';
import type { JWK } from 'jose';
import { decryptKey, encryptKey, makeKeyPair, SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './signing/keys';
import { nextKeyFrom, signingKey } from './signing/signing.rules';

type StoredKey = { kid: string; algorithm: SignatureAlgorithm; publicJwk: JWK; privateKey: Buffer; signsFrom: Date };

/** Of the advisory lock under which one process makes the next key. */
const LOCK = 704_411_232;
/** Milliseconds that a process trusts what it last read; far less than a key is published ahead. */
const REMEMBERED = 60_000;

/** The keys that sign, shared by all processes: in Postgres, private ones encrypted under the Academy's secret. */
@Injectable()
export class KeyRing {
  private remembered: { keys: StoredKey[]; at: number } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The key that signs now. */
  async signer(algorithm: SignatureAlgorithm): Promise<{ kid: string; algorithm: SignatureAlgorithm; privatePem: string }> {
    const key = signingKey(await this.keys(), algorithm, this.clock.now());
    if (!key) throw new Error(`There is no ${algorithm} key.`);
    return { kid: key.kid, algorithm, privatePem: decryptKey(key.privateKey, this.config.secret) };
  }

  /** All public keys, old ones too: what they signed still verifies. */
  async publicKeys(): Promise<JWK[]> {
    return (await this.keys()).map(({ publicJwk }) => publicJwk);
  }

  /** Makes the keys that are due: the first ones, and the next ones ahead of their time. Any number of processes may. */
  async rotate(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await rows(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const known = await this.read();
      for (const algorithm of SIGNATURE_ALGORITHMS) {
        const signsFrom = nextKeyFrom(known, algorithm, this.clock.now());
        if (!signsFrom) continue;
        const pair = await makeKeyPair(algorithm);
        await rows(tx, 'INSERT INTO signing_key (kid, algorithm, public_jwk, private_key, signs_from) VALUES ($1, $2, $3, $4, $5)', [
          pair.kid,
          algorithm,
          JSON.stringify(pair.publicJwk),
          encryptKey(pair.privatePem, this.config.secret),
          signsFrom,
        ]);
      }
    });
    this.remembered = null;
  }

  private async keys(): Promise<StoredKey[]> {
    if (this.remembered && performance.now() - this.remembered.at < REMEMBERED) return this.remembered.keys;
    let keys = await this.read();
    if (keys.length === 0) {
      await this.rotate();
      keys = await this.read();
    }
    this.remembered = { keys, at: performance.now() };
    return keys;
  }

  private read(): Promise<StoredKey[]> {
    return this.database.query<StoredKey>(
      'SELECT kid, algorithm, public_jwk AS "publicJwk", private_key AS "privateKey", signs_from AS "signsFrom" FROM signing_key ORDER BY signs_from, kid',
    );
  }
}
