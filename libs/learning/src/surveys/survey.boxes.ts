import { randomInt } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, row, rows, Secrets, type Transaction } from '@academy/platform';
import { type NobodysAnswer, openedAnswer } from './sealed.answer';
import { isOver, whoLeave } from './survey.rules';

type Box = Readonly<{ editionId: string; activityKey: string; editionState: string; stateSince: Date }>;

/**
 * Answers leave their boxes several at a time. Then all answers to that survey are written anew, shuffled and under new ids, in one
 * transaction: rows, ids and xmin say nothing of who came when.
 */
@Injectable()
export class SurveyBoxes {
  private readonly logger = new Logger(SurveyBoxes.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** Empties the boxes from which enough can leave. Answers how many left. Any number of workers may do so at once. */
  async empty(): Promise<number> {
    const boxes = await this.database.query<Box>(
      `SELECT d.id AS "editionId", b.activity_key AS "activityKey", d.state AS "editionState", d.state_since AS "stateSince"
       FROM (SELECT DISTINCT edition_id, activity_key FROM survey_box) b JOIN edition d ON d.id = b.edition_id`,
    );
    let left = 0;
    for (const box of boxes) left += await this.database.transaction((tx) => this.emptyOne(tx, box));
    return left;
  }

  private async emptyOne(tx: Transaction, box: Box): Promise<number> {
    const of = [box.editionId, box.activityKey];
    await rows(tx, `SELECT pg_advisory_xact_lock(hashtextextended('survey ' || $1 || $2, 0))`, of);
    const sealed = await rows<{ id: string; sealed: string }>(tx, 'SELECT id, sealed FROM survey_box WHERE edition_id = $1 AND activity_key = $2', of);
    const { counted } = (await row<{ counted: number }>(tx, 'SELECT count(*)::int AS counted FROM survey_answer WHERE edition_id = $1 AND activity_key = $2 AND is_counted', of))!;
    const readable = sealed.flatMap(({ id, ...each }) => {
      const answer = openedAnswer(each.sealed, this.secrets);
      return answer ? [{ id, answer }] : [];
    });
    // They wait for the secret with which they were sealed.
    if (readable.length < sealed.length) this.logger.error(`${sealed.length - readable.length} answers to a survey cannot be opened: was ACADEMY_SECRET changed?`);

    const { count, areCounted } = whoLeave({ inBox: readable.length, counted, isOver: isOver(box, this.clock.now()) });
    if (count === 0) return 0;
    const leaving = shuffled(readable).slice(0, count);

    await rows(tx, 'DELETE FROM survey_box WHERE id = ANY ($1::uuid[])', [leaving.map(({ id }) => id)]);
    await this.writeAnew(tx, box, leaving.map(({ answer }) => answer), areCounted);
    return count;
  }

  private async writeAnew(tx: Transaction, { editionId, activityKey }: Box, added: readonly NobodysAnswer[], areCounted: boolean): Promise<void> {
    await rows(
      tx,
      `WITH before AS (DELETE FROM survey_answer WHERE edition_id = $1 AND activity_key = $2 RETURNING version_id, language, answers, is_counted)
       INSERT INTO survey_answer (edition_id, activity_key, version_id, language, answers, is_counted)
       SELECT $1, $2, version_id, language, answers, is_counted FROM (
         SELECT version_id, language, answers, is_counted FROM before
         UNION ALL SELECT "versionId", language, answers, $4 FROM jsonb_to_recordset($3::jsonb) AS fresh ("versionId" uuid, language text, answers jsonb)) lot
       ORDER BY random()`,
      [editionId, activityKey, JSON.stringify(added), areCounted],
    );
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const lot = [...items];
  for (let at = lot.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [lot[at], lot[other]] = [lot[other]!, lot[at]!];
  }
  return lot;
}
