import { embedProof } from './embedded.proof';
import type { SigningKey } from './keys';

type Credential = Parameters<typeof embedProof>[0];

/** Proofs of the latest credentials, so that whoever asks for the same one again and again keeps no processor busy. */
export class RecentProofs {
  private readonly kept = new Map<string, Promise<object>>();

  constructor(private readonly most = 300) {}

  /** The credential with a proof by this key: made now, or a while ago where it says the same. */
  of(credential: Credential, key: SigningKey, method: string, now: Date): Promise<object> {
    const name = `${method} ${JSON.stringify(credential)}`;
    const proved = this.kept.get(name) ?? embedProof(credential, key, method, now);
    this.kept.delete(name);
    this.kept.set(name, proved);
    proved.catch(() => this.kept.delete(name));
    for (const [oldest] of this.kept) if (this.kept.size > this.most) this.kept.delete(oldest);
    return proved;
  }
}
