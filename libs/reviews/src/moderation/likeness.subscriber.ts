import { Injectable } from '@nestjs/common';
import { On } from '@academy/platform';
import { SubmissionSubmitted } from '../reviews.facts';
import { Likeness } from './likeness.service';

@Injectable()
export class LikenessSubscriber {
  constructor(private readonly likeness: Likeness) {}

  /** What it finds is a pair of ids: found again, it is the same row. */
  @On(SubmissionSubmitted, 'reviews.compare-submission')
  compare({ submissionId }: { submissionId: string }): Promise<void> {
    return this.likeness.compare(submissionId);
  }
}
