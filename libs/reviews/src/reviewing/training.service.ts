import { Injectable } from '@nestjs/common';
import { Database, found, Invalid, refuseIf, row, rows, type Transaction } from '@academy/platform';
import type { AssignmentActivity } from '../assignments.service';
import type { Scores } from '../review.entities';
import { agreementOf } from '../grading/agreement.rules';
import { missingIn, type ReviewCriterion, strangersIn } from './draft.rules';
import { Participation } from './participation.service';

/** One criterion of an example, beside what staff say. */
export type ComparedCriterion = Readonly<{ key: string; level: string; staffLevel: string; staffComment: string; isSame: boolean }>;
/** `agreement`: from 0 to 1, as `agreementOf` says. */
export type Compared = Readonly<{ agreement: number; criteria: readonly ComparedCriterion[] }>;
/** `compared`: null before it is answered; staff's levels are in nothing else. */
export type TrainingExample = Readonly<{ key: string; title: string; markdown: string; criteria: readonly ReviewCriterion[]; compared: Compared | null }>;
export type TrainingView = Readonly<{ isRequired: boolean; isTrained: boolean; examples: readonly TrainingExample[] }>;

type Example = AssignmentActivity['examples'][number];
type Answer = { exampleKey: string; scores: Scores; agreement: number };

/** Learning to review on works that staff have graded. */
@Injectable()
export class Training {
  constructor(
    private readonly database: Database,
    private readonly participation: Participation,
  ) {}

  /** The examples of an assignment; of those not answered yet, without what staff said. */
  async list(enrolmentId: string, activityKey: string): Promise<TrainingView> {
    const { assignment } = await this.participation.of(enrolmentId, activityKey);
    const answers = await this.database.query<Answer>('SELECT example_key AS "exampleKey", scores, agreement FROM training_answer WHERE enrolment_id = $1 AND activity_key = $2', [enrolmentId, activityKey]);
    return trainingView(assignment.activity, answers);
  }

  /**
   * Compares somebody's levels with those of staff. The first answer counts: it says how she judges before she knows.
   * The same again answers the same; another refuses `example-answered`. Throws Invalid for levels that are missing or not there.
   */
  async answer(enrolmentId: string, activityKey: string, exampleKey: string, scores: Scores): Promise<Compared> {
    const { assignment, counts, userId } = await this.participation.of(enrolmentId, activityKey);
    const { activity, editionId } = assignment;
    refuseIf(counts ? null : 'edition-closed');
    const example = found(offeredIn(activity).find(({ key }) => key === exampleKey), 'example');
    const criteria = gradedIn(activity, example);
    const wrong = [...strangersIn(criteria, { scores, comments: {} }), ...missingIn(criteria.map((criterion) => ({ ...criterion, commentRequired: false })), blank(scores), 'either')];
    if (wrong.length > 0) throw new Invalid(wrong);

    const answered = await this.database.transaction((tx) => this.keep(tx, { enrolmentId, userId, editionId, activityKey, exampleKey, scores, criteria, example, activity }));
    refuseIf(criteria.every(({ key }) => scores[key] === answered.scores[key]) ? null : 'example-answered');
    return comparedWith(criteria, example, answered);
  }

  private async keep(
    tx: Transaction,
    given: { enrolmentId: string; userId: string; editionId: string; activityKey: string; exampleKey: string; scores: Scores; criteria: readonly ReviewCriterion[]; example: Example; activity: AssignmentActivity },
  ): Promise<Answer> {
    const { enrolmentId, userId, editionId, activityKey, exampleKey, scores, criteria, example, activity } = given;
    await row(
      tx,
      `INSERT INTO training_answer (enrolment_id, activity_key, example_key, scores, agreement, answered_at) VALUES ($1, $2, $3, $4, $5, academy_now()) ON CONFLICT DO NOTHING`,
      [enrolmentId, activityKey, exampleKey, JSON.stringify(scores), agreementOf(criteria, scores, example.scores) ?? 1],
    );
    const answers = await rows<Answer>(tx, 'SELECT example_key AS "exampleKey", scores, agreement FROM training_answer WHERE enrolment_id = $1 AND activity_key = $2', [enrolmentId, activityKey]);
    if (isTrainedBy(activity, answers)) {
      // Who trains before she owes anything has it written down all the same.
      await row(
        tx,
        `INSERT INTO review_duty AS d (edition_id, activity_key, round, user_id, enrolment_id, to_give, trained_at) VALUES ($1, $2, 1, $3, $4, 0, academy_now())
         ON CONFLICT (edition_id, activity_key, round, user_id) DO UPDATE SET trained_at = coalesce(d.trained_at, excluded.trained_at)`,
        [editionId, activityKey, userId, enrolmentId],
      );
    }
    return found(answers.find((answer) => answer.exampleKey === exampleKey), 'answer');
  }
}

/** Criteria of an example that staff have graded. */
const gradedIn = ({ rubric }: AssignmentActivity, { scores }: Example): ReviewCriterion[] => rubric.criteria.filter(({ key, levels }) => levels.some((level) => level.key === scores[key]));

/** Examples that there is something to learn from. */
export const offeredIn = (activity: AssignmentActivity): Example[] => activity.examples.filter((example) => gradedIn(activity, example).length > 0);

/** Whether somebody has answered every example. */
export const isTrainedBy = (activity: AssignmentActivity, answers: readonly Pick<Answer, 'exampleKey'>[]): boolean =>
  offeredIn(activity).every(({ key }) => answers.some(({ exampleKey }) => exampleKey === key));

export function trainingView(activity: AssignmentActivity, answers: readonly Answer[]): TrainingView {
  const examples = offeredIn(activity).map((example): TrainingExample => {
    const { key, title, markdown } = example;
    const criteria = gradedIn(activity, example);
    const answer = answers.find(({ exampleKey }) => exampleKey === key);
    return { key, title, markdown, criteria, compared: answer ? comparedWith(criteria, example, answer) : null };
  });
  return { isRequired: activity.trainingRequired && examples.length > 0, isTrained: isTrainedBy(activity, answers), examples };
}

function comparedWith(criteria: readonly ReviewCriterion[], example: Example, { scores, agreement }: Answer): Compared {
  const compared = criteria.filter(({ key }) => scores[key] !== undefined).map(({ key }) => ({
    key, level: scores[key]!, staffLevel: example.scores[key]!, staffComment: example.comments[key] ?? '', isSame: scores[key] === example.scores[key],
  }));
  return { agreement: Math.round(agreement * 1_000) / 1_000, criteria: compared };
}

const blank = (scores: Scores) => ({ scores, comments: {}, overall: '-', keeps: '', suggests: '' });
