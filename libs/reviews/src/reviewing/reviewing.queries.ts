import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import { CLAIM_HOURS } from '../allocation/claims.service';
import { type WhyNotReview, whyNotReview } from '../allocation/lending.rules';
import type { ReviewState, Scores } from '../review.entities';
import { type Bias, biasOf, type SharedWork } from './bias.rules';
import { Participation, type Participant } from './participation.service';
import type { Colleague } from '../pseudonyms.rules';
import { Pseudonyms } from '../pseudonyms.service';
import { trainingView, type TrainingView } from './training.service';

/** What somebody owes one round. `owed`: what is still to give. */
export type OwedReviews = Readonly<{ round: number; toGive: number; given: number; waived: number; owed: number; owedBy: Date | null; isVolunteer: boolean }>;
/** `expiresAt`: of a live claim alone. `helpful`: what its author said, from 1 to 5. */
export type MyReview = Readonly<{ reviewId: string; round: number; state: ReviewState; author: Colleague; expiresAt: Date | null; helpful: number | null; hasReply: boolean }>;
export type MyReviewing = Readonly<{
  participant: Participant;
  duties: readonly OwedReviews[];
  reviews: readonly MyReview[];
  training: TrainingView;
  /** Why there is no work for her now; null: she may ask. */
  refusal: WhyNotReview | null;
  hasSubmitted: boolean;
  isHelper: boolean;
  bias: Bias | null;
  claimHours: number;
}>;

type Row = {
  duties: { round: number; toGive: number; given: number; waived: number; owedBy: string | null; isVolunteer: boolean }[] | null;
  reviews: { reviewId: string; submissionId: string; round: number; state: ReviewState; expiresAt: string; names: string; helpful: number | null; hasReply: boolean }[] | null;
  answers: { exampleKey: string; scores: Scores; agreement: number }[] | null;
  hasSubmitted: boolean;
  isHelper: boolean;
};

/** What somebody sees of her own reviewing of one assignment. */
@Injectable()
export class ReviewingQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly participation: Participation,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /** Throws NotFound; refuses what is not open to this teacher. Reviews come in the order of their random ids, which tells nothing. */
  async mine(enrolmentId: string, activityKey: string): Promise<MyReviewing> {
    const participant = await this.participation.of(enrolmentId, activityKey);
    const { assignment, userId } = participant;
    const row = await this.database.one<Row>(
      `SELECT (SELECT jsonb_agg(jsonb_build_object('round', d.round, 'toGive', d.to_give, 'given', d.given, 'waived', d.waived, 'owedBy', d.owed_by, 'isVolunteer', d.is_volunteer) ORDER BY d.round)
               FROM review_duty d WHERE d.enrolment_id = $1 AND d.activity_key = $2) AS duties,
              (SELECT jsonb_agg(jsonb_build_object('reviewId', r.id, 'submissionId', r.submission_id, 'round', r.round, 'state', r.state, 'expiresAt', r.expires_at, 'helpful', r.helpful, 'hasReply', r.reply IS NOT NULL,
                 'names', (SELECT string_agg(u.display_name, ', ' ORDER BY u.display_name) FROM users u WHERE u.id = ANY (s.author_ids))) ORDER BY r.id)
               FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.reviewer_id = $3 AND r.edition_id = $4 AND r.activity_key = $2) AS reviews,
              (SELECT jsonb_agg(jsonb_build_object('exampleKey', t.example_key, 'scores', t.scores, 'agreement', t.agreement))
               FROM training_answer t WHERE t.enrolment_id = $1 AND t.activity_key = $2) AS answers,
              EXISTS (SELECT FROM submission_author a JOIN submission s ON s.id = a.submission_id
                      WHERE a.enrolment_id = $1 AND a.activity_key = $2 AND s.state IN ('submitted', 'in-review', 'graded')) AS "hasSubmitted",
              EXISTS (SELECT FROM review_helper h WHERE h.user_id = $3 AND h.course_id = $5) AS "isHelper"`,
      [enrolmentId, activityKey, userId, assignment.editionId, assignment.courseId],
    );
    const { duties, reviews, answers, hasSubmitted, isHelper } = row!;
    const training = trainingView(assignment.activity, answers ?? []);
    const pool = (round: number) => ({ editionId: assignment.editionId, activityKey, round });
    return {
      participant,
      duties: (duties ?? []).map((duty) => ({ ...duty, owed: Math.max(0, duty.toGive - duty.given - duty.waived), owedBy: duty.owedBy === null ? null : new Date(duty.owedBy) })),
      reviews: (reviews ?? []).map(({ reviewId, submissionId, round, state, expiresAt, names, helpful, hasReply }) => ({
        reviewId, round, state, helpful, hasReply,
        author: this.pseudonyms.authorOf(assignment.activity.anonymity, pool(round), { id: submissionId, names }),
        expiresAt: state === 'claimed' ? new Date(expiresAt) : null,
      })),
      training,
      refusal: whyNotReview(assignment, { enrolmentState: participant.state, hasSubmitted, isTrained: training.isTrained }, this.clock.now()),
      hasSubmitted,
      isHelper,
      bias: await this.biasOf(participant),
      claimHours: CLAIM_HOURS,
    };
  }

  /** Only works whose reviews are all there: an opinion of one's own comes first. */
  private async biasOf({ assignment, userId }: Participant): Promise<Bias | null> {
    const works = await this.database.query<{ mine: Scores; others: Scores[] | null }>(
      `SELECT r.scores AS mine, (SELECT jsonb_agg(o.scores) FROM review o WHERE o.submission_id = r.submission_id AND o.id <> r.id AND o.state = 'done' AND NOT o.is_held) AS others
       FROM review r JOIN submission s ON s.id = r.submission_id
       WHERE r.reviewer_id = $1 AND r.edition_id = $2 AND r.activity_key = $3 AND r.state = 'done' AND (s.finished >= s.wanted OR s.state = 'graded')`,
      [userId, assignment.editionId, assignment.activityKey],
    );
    return biasOf(assignment.activity.rubric.criteria, works.map(({ mine, others }): SharedWork => ({ mine, others: others ?? [] })));
  }
}
