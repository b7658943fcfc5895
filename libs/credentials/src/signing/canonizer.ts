import { ProcessLost, WorkingProcess } from '@academy/platform';

type Problem = 'unknown-term' | 'malformed';
type Canonical = { digests?: string[]; problem?: Problem };

/** A document that has no canonical form: with a term that no known context explains, or not JSON-LD at all. */
export class NotCanonical extends Error {
  constructor(readonly problem: Problem) {
    super(`The document has no canonical form: ${problem}.`);
  }
}

/** Canonical forms of JSON-LD, made one after the other in a process of its own, which knows the contexts beside it and fetches none. */
export class Canonizer {
  private readonly child = new WorkingProcess<{ text: string }, Canonical>({
    file: 'libs/credentials/src/signing/canonical.child.js', execArgv: ['--max-old-space-size=192'], atOnce: 1, mostWaiting: 1_000, jobs: Infinity, idle: 10_000, patience: 5_000, startWithin: 60_000,
  });

  /** The number of the process, where there is one. */
  get pid(): number | null {
    return this.child.pid;
  }

  /** SHA-256 of the canonical form (RDFC-1.0) of each. Rejects with NotCanonical, and with Busy where too many wait. */
  async digests(documents: object[]): Promise<Buffer[]> {
    const { digests, problem } = await this.child.ask({ text: JSON.stringify(documents) }).catch((lost: Error): Canonical => {
      if (lost instanceof ProcessLost) return { problem: 'malformed' };
      throw lost;
    });
    if (!digests) throw new NotCanonical(problem ?? 'malformed');
    return digests.map((digest) => Buffer.from(digest, 'base64'));
  }

  close(): void {
    this.child.close();
  }
}

/** One for each process that signs or verifies. */
export const canonizer = new Canonizer();
