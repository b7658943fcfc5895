import { Injectable } from '@nestjs/common';
import { Secrets } from '@academy/platform';
import type { Pool } from './assignments.service';
import { type Anonymity, type Colleague, isAuthorHidden, isReviewerHidden, pseudonymFrom } from './pseudonyms.rules';

/**
 * Pseudonyms: the same in one round of one assignment, others in the next, and to be told from nothing that anybody
 * sees. An author's and a reviewer's differ for one person too, so that nobody meets her reviewer again in a work.
 */
@Injectable()
export class Pseudonyms {
  constructor(private readonly secrets: Secrets) {}

  /** Of whoever reviewed. */
  ofReviewer(pool: Pool, userId: string): string {
    return this.of('reviewer', pool, userId);
  }

  /** Of whoever made a work: one for all its authors. */
  ofAuthor(pool: Pool, submissionId: string): string {
    return this.of('author', pool, submissionId);
  }

  /** What the author of a work is shown of its reviewer. */
  reviewerOf(anonymity: Anonymity, pool: Pool, reviewer: { id: string; name: string }): Colleague {
    return isReviewerHidden(anonymity) ? { pseudonym: this.ofReviewer(pool, reviewer.id), name: null } : { pseudonym: null, name: reviewer.name };
  }

  /** What a reviewer is shown of who made a work. `names`: of all its authors, joined for the reader. */
  authorOf(anonymity: Anonymity, pool: Pool, work: { id: string; names: string }): Colleague {
    return isAuthorHidden(anonymity) ? { pseudonym: this.ofAuthor(pool, work.id), name: null } : { pseudonym: null, name: work.names };
  }

  private of(part: 'author' | 'reviewer', { editionId, activityKey, round }: Pool, id: string): string {
    const sealed = this.secrets.seal('pseudonym', `${part}/${editionId}/${activityKey}/${round}/${id}`);
    return pseudonymFrom(sealed.slice(sealed.lastIndexOf('.') + 1));
  }
}
