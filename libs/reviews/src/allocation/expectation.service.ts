import { Injectable } from '@nestjs/common';
import type { Pool } from '../assignments.service';

/** What a language of a pool lacks, by its own rate of reviewing so far. Counts of reviews. */
export type LanguageGap = Readonly<{
  language: string;
  /** Works that still want reviews. */
  openWorks: number;
  /** Reviews that these want. */
  wanted: number;
  /** Reviews that people who read it owe still. */
  owed: number;
  /** What is likely to come by the deadline. */
  expected: number;
  /** `wanted` less `expected`, at least 0. */
  gap: number;
}>;

/** Foresees who will be short of reviews. */
@Injectable()
export class ReviewExpectation {
  /** The gap to expect at the deadline, a row a language with open works, the widest first. */
  expectedGap(pool: Pool): Promise<LanguageGap[]> {
    throw new Error(`Being written: ${pool.editionId}`);
  }
}
