import { join } from 'node:path';
import { askOnce, projectRoot, TooMany } from '@academy/platform';
import { z } from 'zod';
import { readCode } from '../codes';

const SECONDS = 6;
const MEMORY_MEGABYTES = 160;

const Codes = z.array(z.string().max(40)).max(20);

/**
 * Finds verification codes in PDFs, in a process of its own: one made to crash its reader, fill the memory or take for ever
 * ends with that process and not with ours. It gets no environment, hence no secret.
 */
export class PdfCodes {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly most: { atOnce: number; waiting: number } = { atOnce: 2, waiting: 20 }) {}

  /** The codes in links and printed text; null for a file that could not be read to its end in time. Throws TooMany when too many wait already. */
  async find(pdf: Buffer): Promise<string[] | null> {
    await this.turn();
    try {
      return await searched(pdf);
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.running < this.most.atOnce) {
      this.running += 1;
      return;
    }
    if (this.queue.length >= this.most.waiting) throw new TooMany(SECONDS);
    await new Promise<void>((resolve) => this.queue.push(resolve));
  }
}

async function searched(pdf: Buffer): Promise<string[] | null> {
  const answer = await askOnce([join(projectRoot(), 'libs/credentials/src/verifying/pdf.child.js')], pdf, { seconds: SECONDS, megabytes: MEMORY_MEGABYTES, largestAnswer: 10_000 });
  return answer && codesOf(answer.toString());
}

function codesOf(answer: string): string[] {
  const parsed = Codes.safeParse(JSON.parse(answer));
  return parsed.success ? parsed.data.map(readCode).filter((code) => code !== null) : [];
}
