import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, record, rows, type Transaction } from '@academy/platform';
import { SigningKeysRenewed } from '../credentials.facts';
import { makeKey, openKey, type SealedKey, type SigningKey } from './keys';
import { type Algorithm, ALGORITHMS, type KeyTimes, planAskedKey, planNextKey, whichKeySigns, whichKeysArePublished } from './signing.rules';

type StoredKey = SealedKey & KeyTimes;
export type NextKey = Pick<StoredKey, 'kid' | 'algorithm' | 'signsFrom'>;

/** Of the advisory lock under which one process makes the next key. */
const LOCK = 704_411_232;
/** Milliseconds that a process trusts what it last read; far less than a key is published ahead. */
const REMEMBERED = 60_000;

/** The keys that sign, shared by all processes: in Postgres, private ones encrypted under the Academy's secret. */
@Injectable()
export class KeyRing {
  private remembered: { keys: StoredKey[]; at: number } | null = null;
  private readonly opened = new Map<string, SigningKey>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The key that signs now. */
  async signer(algorithm: Algorithm): Promise<SigningKey> {
    const key = whichKeySigns(await this.keys(), algorithm, this.clock.now());
    if (!key) throw new Error(`There is no ${algorithm} key.`);
    const opened = this.opened.get(key.kid) ?? (await openKey(key, this.config.secret));
    this.opened.set(key.kid, opened);
    return opened;
  }

  /** All published keys, old ones too: what they signed still verifies. */
  async published(): Promise<StoredKey[]> {
    return whichKeysArePublished(await this.keys(), this.clock.now());
  }

  /** Makes the keys that are due: the first ones, and the next ones ahead of their time. Any number of processes may. */
  async rotate(): Promise<void> {
    await this.database.transaction((tx) => this.make(tx, planNextKey));
    this.remembered = null;
  }

  /** Makes the next keys now, where none wait for their turn; they sign a day later. Answers those that wait. */
  async rotateNow(actorId: string): Promise<NextKey[]> {
    await this.database.transaction(async (tx) => {
      const kids = await this.make(tx, planAskedKey);
      if (kids.length > 0) await record(tx, SigningKeysRenewed, { kids }, { actorId });
    });
    this.remembered = null;
    const now = this.clock.now();
    return (await this.keys()).filter(({ signsFrom }) => signsFrom > now).map(({ kid, algorithm, signsFrom }) => ({ kid, algorithm, signsFrom }));
  }

  /** The names of the keys that were made, by a plan for each algorithm. */
  private async make(tx: Transaction, plan: typeof planNextKey): Promise<string[]> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const known = await this.read();
    const kids: string[] = [];
    for (const algorithm of ALGORITHMS) {
      const times = plan(known, algorithm, this.clock.now());
      if (!times) continue;
      const key = await makeKey(algorithm, this.config.secret);
      await rows(tx, 'INSERT INTO signing_key (kid, algorithm, public_jwk, private_key, published_at, signs_from) VALUES ($1, $2, $3, $4, $5, $6)', [
        key.kid,
        algorithm,
        JSON.stringify(key.publicJwk),
        key.privateKey,
        times.publishedAt,
        times.signsFrom,
      ]);
      kids.push(key.kid);
    }
    return kids;
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
      `SELECT kid, algorithm, public_jwk AS "publicJwk", private_key AS "privateKey", published_at AS "publishedAt", signs_from AS "signsFrom"
       FROM signing_key ORDER BY signs_from, kid`,
    );
  }
}
