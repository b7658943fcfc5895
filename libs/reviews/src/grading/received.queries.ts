import { Injectable } from '@nestjs/common';
import type { Scores } from '../review.entities';

export type ReceivedCriterion = Readonly<{ key: string; points: number; maxPoints: number; spread: number; n: number }>;
export type ReceivedGrade = Readonly<{ points: number; maxPoints: number; passed: boolean; criteria: readonly ReceivedCriterion[] }>;
/** A review as the work's authors see it. `reviewer`: a pseudonym, or a name where the assignment is `named`; null: one of the team. */
export type ReceivedReview = Readonly<{
  id: string;
  scores: Scores;
  comments: Readonly<Record<string, string>>;
  overall: string;
  keeps: string;
  suggests: string;
  reviewer: string | null;
  helpful: number | null;
  reply: string | null;
}>;
export type Received = Readonly<{ grade: ReceivedGrade | null; reviews: readonly ReceivedReview[] | null }>;

/** What the authors of a work got for it. Both null before the grade is released. */
@Injectable()
export class ReceivedWork {
  async of(_submissionId: string): Promise<Received> {
    return { grade: null, reviews: null };
  }
}
