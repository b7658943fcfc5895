import { Injectable } from '@nestjs/common';
import { Clock, Database, Invalid, NotFound, found, randomToken, refuseIf, row, rows, Secrets } from '@academy/platform';
import { Versions } from '@academy/courses';
import { placeIn, ProgressKeeper } from '../progress.service';
import { type AnswerFault, faultsOf, keptAnswers, whyNotAnswer } from './survey.rules';
import { sealedAnswer } from './sealed.answer';

const WORDS: Record<AnswerFault['fault'], string> = {
  required: 'has to be answered',
  'unknown-question': 'is no question of this survey',
  'unknown-option': 'names each option once, and only those of the question',
  'off-scale': 'is a whole number on the scale of the question',
  'too-long': 'has at most 4000 characters',
  'no-text': 'holds something that is no text',
  'wrong-kind': 'is of another kind than the question',
};

/** Surveys as they are answered: that somebody did is written beside her name, what she said is not. */
@Injectable()
export class Surveys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly progress: ProgressKeeper,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Takes answers, once. `language`: in which she reads the Academy. They can neither be changed nor shown to her afterwards.
   * Throws Invalid where they do not fit the questions; refuses a second time, and after the end.
   */
  async answer(enrolmentId: string, activityKey: string, given: Readonly<Record<string, unknown>>, language: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, enrolmentId);
      placeIn(await this.versions.outline(learner.versionId), activityKey);
      const survey = found(await this.versions.activity(learner.versionId, activityKey), 'activity');
      if (survey.kind !== 'survey') throw new NotFound('survey');
      const running = await row<{ editionState: string; stateSince: Date; hasAnswered: boolean }>(
        tx,
        `SELECT state AS "editionState", state_since AS "stateSince", EXISTS (SELECT FROM survey_turnout WHERE enrolment_id = $2 AND activity_key = $3) AS "hasAnswered" FROM edition WHERE id = $1`,
        [learner.editionId, enrolmentId, activityKey],
      );
      refuseIf(whyNotAnswer(running!, running!.hasAnswered, this.clock.now()));
      const faults = faultsOf(survey.questions, given);
      if (faults.length > 0) throw new Invalid(faults.map(({ key, fault }) => ({ pointer: `/answers/${key}`, detail: WORDS[fault] })));

      await this.progress.record(tx, learner, activityKey, 'submitted');
      await rows(tx, 'INSERT INTO survey_turnout (enrolment_id, activity_key) VALUES ($1, $2)', [enrolmentId, activityKey]);
      const sealed = sealedAnswer({ versionId: learner.versionId, language, answers: keptAnswers(survey.questions, given) }, randomToken(), this.secrets);
      await rows(tx, 'INSERT INTO survey_box (edition_id, activity_key, sealed) VALUES ($1, $2, $3)', [learner.editionId, activityKey, sealed]);
    });
  }
}
