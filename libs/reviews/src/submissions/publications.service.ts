import { Injectable } from '@nestjs/common';
import { Clock, Database, decodeCursor, encodeCursor, found, type Page, pageOf, record, refuseIf, row } from '@academy/platform';
import { Versions } from '@academy/courses';
import { z } from 'zod';
import type { AssignmentActivity } from '../assignments.service';
import { SubmissionPublished, SubmissionUnpublished } from '../reviews.facts';
import { Submission, type SubmissionContent } from '../submission.entity';
import { partsOf, type Part } from './submission.rules';
import type { PublicationInput } from './submission.schemas';

/** A published work in a list. `publishedAs`: null without a name. */
export type Scenario = Readonly<{ id: string; title: string; language: string; licence: string; publishedAs: string | null; course: { slug: string; title: string }; publishedOn: string }>;
export type PublishedWork = Scenario & Readonly<{ parts: readonly Part[]; links: SubmissionContent['links']; hasFiles: boolean }>;

type Row = { id: string; content: SubmissionContent; language: string; licence: string; publishedAs: string | null; publishedAt: Date; slug: string; course: string; versionId: string; activityKey: string };

const PUBLISHED = `SELECT s.id, s.content, s.language, s.licence, s.published_as AS "publishedAs", s.published_at AS "publishedAt", c.slug, v.head ->> 'title' AS course,
    s.version_id AS "versionId", s.activity_key AS "activityKey"
  FROM submission s JOIN edition d ON d.id = s.edition_id JOIN course c ON c.id = d.course_id JOIN course_version v ON v.id = s.version_id
  WHERE s.published_at IS NOT NULL AND NOT s.is_held`;

/** Works that their authors give to everybody. */
@Injectable()
export class Publications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /**
   * Publishes a graded work under a licence (SPDX), with the name of its author (of a group's work the name of the group) or without.
   * Once it is published, its terms may change, which is a fact of its own; the same again changes nothing.
   * Refuses before its grade is released, and what a moderator looks at.
   */
  async publish(submissionId: string, { licence, isNamed }: { licence: PublicationInput['licence']; isNamed: boolean }, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const work = found(await tx.findOne(Submission, { where: { id: submissionId }, lock: { mode: 'pessimistic_write' } }), 'submission');
      const graded = await row(tx, 'SELECT id FROM grade WHERE submission_id = $1 AND superseded_at IS NULL AND released_at IS NOT NULL', [submissionId]);
      refuseIf(work.isHeld ? 'held-for-moderation' : work.state === 'graded' && graded ? null : 'not-yet-graded');
      const named = isNamed
        ? await row<{ name: string }>(
            tx,
            work.authorIds.length > 1
              ? 'SELECT g.name FROM study_group g WHERE g.id = (SELECT group_id FROM submission WHERE id = $1) AND $2::uuid IS NOT NULL'
              : 'SELECT u.display_name AS name FROM users u JOIN submission s ON s.id = $1 WHERE u.id = $2',
            [submissionId, actorId],
          )
        : null;
      const publishedAs = named?.name ?? null;
      if (work.publishedAt !== null && work.licence === licence && work.publishedAs === publishedAs) return;
      await tx.update(Submission, { id: submissionId }, { licence, publishedAs, publishedAt: work.publishedAt ?? this.clock.now() });
      await record(tx, SubmissionPublished, { ...idsOf(work), licence, isNamed: publishedAs !== null }, { actorId });
    });
  }

  /** Takes it back from the public; what others copied under the licence they may keep. Doing so again changes nothing. */
  async unpublish(submissionId: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const work = found(await tx.findOne(Submission, { where: { id: submissionId }, lock: { mode: 'pessimistic_write' } }), 'submission');
      if (work.publishedAt === null) return;
      await tx.update(Submission, { id: submissionId }, { licence: null, publishedAs: null, publishedAt: null });
      await record(tx, SubmissionUnpublished, idsOf(work), { actorId });
    });
  }

  /** Published works, newest first. `course`: the slug of one course. */
  async list({ course, language, cursor, limit }: { course?: string | undefined; language?: string | undefined; cursor?: string | undefined; limit: number }): Promise<Page<Scenario>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.uuid());
    const published = await this.database.query<Row>(
      `${PUBLISHED} AND ($1::text IS NULL OR c.slug = $1) AND ($2::text IS NULL OR s.language = $2)
         AND ($3::timestamptz IS NULL OR (s.published_at, s.id) < ($3, $4::uuid))
       ORDER BY s.published_at DESC, s.id DESC LIMIT $5`,
      [course ?? null, language ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const titled = await Promise.all(published.map(async (each) => ({ ...each, activity: await this.activityOf(each) })));
    return pageOf(titled, limit, ({ publishedAt, id }) => encodeCursor(publishedAt.toISOString(), id), (each) => scenarioOf(each, each.activity));
  }

  /** One published work. Throws NotFound. */
  async show(submissionId: string): Promise<PublishedWork> {
    const work = found(await this.database.one<Row>(`${PUBLISHED} AND s.id = $1`, [submissionId]), 'scenario');
    const activity = await this.activityOf(work);
    return { ...scenarioOf(work, activity), parts: partsOf(work.content, activity.form), links: work.content.links, hasFiles: work.content.attachments.length > 0 };
  }

  private async activityOf({ versionId, activityKey }: Row): Promise<AssignmentActivity> {
    return found(await this.versions.activity(versionId, activityKey), 'assignment') as AssignmentActivity;
  }
}

const idsOf = ({ id, editionId, activityKey, round }: Submission) => ({ submissionId: id, editionId, activityKey, round });

const scenarioOf = ({ id, content, language, licence, publishedAs, publishedAt, slug, course }: Row, activity: AssignmentActivity): Scenario => ({
  id,
  title: titleOf(content, activity),
  language,
  licence,
  publishedAs,
  course: { slug, title: course },
  publishedOn: publishedAt.toISOString(),
});

/** The first heading that its author wrote, else the first short line of a form's first field, else what the assignment is called. */
function titleOf(content: SubmissionContent, { form, title }: AssignmentActivity): string {
  const texts = partsOf(content, form).map(({ markdown }) => markdown);
  const heading = texts.map((text) => /^#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(text)?.[1]).find((each) => each !== undefined);
  const first = form.fields[0] ? (content.fields[form.fields[0].key] ?? '').trim() : '';
  const line = first !== '' && first.length <= 120 && !first.includes('\n') ? first : undefined;
  return (heading ?? line ?? title).slice(0, 200);
}
