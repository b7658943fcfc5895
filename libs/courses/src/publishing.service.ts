import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Messages, record, Refused, row, rows, type Transaction } from '@academy/platform';
import { addressesOf, mediaIdOf } from './check.activity.rules';
import { checkDraft } from './check.rules';
import { CoursePublished } from './course.facts';
import { filledIn, lockDraft } from './draft.store';
import { activitiesOf } from './draft.rules';
import type { DraftContent } from './draft.types';
import { hasErrors, type Problem } from './problem.rules';
import { activityRows, outlineOf } from './publishing.rules';

/** A problem as the API tells it: with an English text beside the code. */
export type ProblemView = { severity: 'error' | 'warning'; path: string; code: string; message: string };
export type Published = { version: number; versionId: string; problems: ProblemView[] };

/** From draft to version. */
@Injectable()
export class Publishing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  /** Everything wrong with the draft of a course, in the reader's language. */
  async check(courseId: string, locale = 'en'): Promise<ProblemView[]> {
    const draft = await this.database.one<{ content: DraftContent }>('SELECT content FROM course_draft WHERE course_id = $1', [courseId]);
    return this.told(await problemsOf(this.database.source.manager, filledIn(found(draft, 'course').content), this.clock.now()), locale);
  }

  /** Freezes the draft as the next version. Refuses one in which the check finds errors. */
  async publish(courseId: string, notes: string, actorId: string): Promise<Published> {
    return this.database.transaction(async (tx) => {
      const { content } = await lockDraft(tx, courseId);
      const problems = await problemsOf(tx, content, this.clock.now());

      if (hasErrors(problems)) throw new Refused('draft-has-problems', { problems: this.told(problems, 'en') });

      const versionId = randomUUID();
      const number = await insertVersion(tx, { id: versionId, courseId, content, notes, actorId, now: this.clock.now() });

      await record(tx, CoursePublished, { courseId, versionId, number }, { actorId });
      return { version: number, versionId, problems: this.told(problems, 'en') };
    });
  }

  private told(problems: Problem[], locale: string): ProblemView[] {
    return problems.map(({ values, ...problem }) => ({ ...problem, message: this.messages.text(locale, `check.${problem.code}`, values) }));
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function problemsOf(tx: Transaction, content: DraftContent, now: Date): Promise<Problem[]> {
  const named = activitiesOf(content).flatMap((activity) => addressesOf(activity).map((address) => mediaIdOf(address)!)).filter((id) => UUID.test(id));
  const there = named.length === 0 ? [] : await rows<{ id: string }>(tx, 'SELECT id FROM media WHERE id = ANY($1)', [named]);
  return checkDraft(content, { mediaIds: new Set(there.map(({ id }) => id)), now });
}

type NewVersion = { id: string; courseId: string; content: DraftContent; notes: string; actorId: string; now: Date };

/** The version with its activities, and its head on the course. Answers its number. The draft's lock keeps numbers in a row. */
async function insertVersion(tx: Transaction, { id, courseId, content, notes, actorId, now }: NewVersion): Promise<number> {
  const { modules, ...head } = content;
  const course = await row<{ number: number }>(
    tx,
    `UPDATE course SET title = $2, language = $3, summary = $4, subjects = $5, levels = $6, workload_hours = $7, outcomes = $8, licence = $9,
            latest_version = coalesce(latest_version, 0) + 1, published_at = coalesce(published_at, $10)
     WHERE id = $1 RETURNING latest_version AS number`,
    [courseId, head.title, head.language, head.summary, head.subjects, head.levels, head.workloadHours, JSON.stringify(head.outcomes), head.licence, now],
  );
  const number = course!.number;
  await rows(
    tx,
    'INSERT INTO course_version (id, course_id, number, head, outline, notes, published_by, published_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, courseId, number, JSON.stringify(head), JSON.stringify(outlineOf({ modules })), notes, actorId, now],
  );
  await rows(
    tx,
    `INSERT INTO version_activity (version_id, key, module_key, section_key, position, activity)
     SELECT $1, key, "moduleKey", "sectionKey", position, activity
     FROM jsonb_to_recordset($2::jsonb) AS given (key text, "moduleKey" text, "sectionKey" text, position int, activity jsonb)`,
    [id, JSON.stringify(activityRows({ modules }))],
  );
  return number;
}
