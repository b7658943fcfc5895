import { randomUUID } from 'node:crypto';
import { type RoleGrant, Sessions } from '@academy/people';
import { KeyRing } from '@academy/credentials';
import { Secrets } from '@academy/platform';
import { captions } from '../courses/sample.files';
import type { Person, RunningAcademy } from './academy';
import { credentialsIn, recognitionIn } from './actors.credentials';
import { talkBetween } from './actors.talk';
import { courseModules, must, openEdition, publishCourse } from './world';

/** Kinds of people, by what they are to one course and one edition of it. */
export const KINDS = [
  'nobody', 'teacher', 'colleague', 'author', 'author of another course', 'reviewer', 'coordinator', 'coordinator of another edition', 'moderator',
  'national contact', 'administrator', 'platform designer', 'platform coordinator',
] as const;
export type Kind = (typeof KINDS)[number];

/** One of everything. The teacher takes part in the edition and holds its credentials; the author owns the import, the coordinator the batch. */
export type World = Readonly<{
  courseId: string;
  slug: string;
  editionId: string;
  enrolmentId: string;
  attemptId: string;
  badgeId: string;
  awardId: string;
  certificateId: string;
  shareId: string;
  shareToken: string;
  code: string;
  statusListId: string;
  importId: string;
  batchId: string;
  mediaId: string;
  /** Of the edition's team. */
  memberId: string;
  /** Takes part beside the teacher. */
  colleagueId: string;
  /** The teacher's work, reviewed by the colleague; a moderator is asked about it. */
  submissionId: string;
  reviewId: string;
  caseId: string;
  /** The teacher's thread with the colleague's answer; the teacher's post, reported; a decided case: she was warned. */
  threadId: string;
  postId: string;
  postFileId: string;
  postCaseId: string;
  decidedCaseId: string;
  /** In the work. */
  attachmentId: string;
  /** The study group that the teacher is in, and its code. */
  groupId: string;
  joinCode: string;
}>;

const STANDING: Partial<Record<Kind, RoleGrant[]>> = {
  'national contact': [{ role: 'national-contact', scope: 'country', id: 'PT' }],
  administrator: [{ role: 'administrator', scope: 'platform', id: null }],
  'platform designer': [{ role: 'designer', scope: 'platform', id: null }],
  'platform coordinator': [{ role: 'coordinator', scope: 'platform', id: null }],
};

/** Peer reviewed, and a webinar; not needed to complete the course. */
const ESSAY = {
  key: 'm3',
  title: 'Share',
  sections: [
    {
      key: 's3',
      title: 'Review',
      activities: [
        { key: 'wishes', kind: 'survey', title: 'Your wishes', required: false, questions: [{ key: 'more', type: 'text', prompt: 'What more?' }] },
        {
          key: 'essay',
          kind: 'assignment',
          title: 'My count',
          required: false,
          prompt: 'Plan a count.',
          reviewsWanted: 1,
          reviewsToGive: 1,
          examples: [{ key: 'model', title: 'A model', markdown: 'We counted.', scores: { plan: 'good' } }],
          rubric: { criteria: [{ key: 'plan', title: 'The plan', levels: [{ key: 'poor', title: 'Poor', points: 0 }, { key: 'good', title: 'Good', points: 4 }] }] },
        },
        { key: 'meet', kind: 'live-event', title: 'We meet', required: false, startsAt: '2027-06-01T15:00:00Z', durationMinutes: 60, url: 'https://meet.example.org/count' },
      ],
    },
  ],
};

/** One person of each kind, and the worlds they meet in. */
export class Cast {
  private constructor(
    private readonly academy: RunningAcademy,
    private readonly people: ReadonlyMap<Kind, Person>,
    /** Has no part in anything. */
    readonly bystander: Person,
    readonly kid: string,
    readonly mailId: string,
    readonly textId: string,
  ) {}

  static async gather(academy: RunningAcademy): Promise<Cast> {
    const people = new Map<Kind, Person>();
    for (const kind of KINDS) if (kind !== 'nobody') people.set(kind, await academy.person({ displayName: kind, roles: STANDING[kind] ?? [] }));
    await academy.web.get(KeyRing).rotate();
    const [key] = await academy.web.get(KeyRing).published();
    const mail = await academy.database.one<{ id: string }>(
      `INSERT INTO demo_mail (message_id, sender, recipient, subject, html, text, headers) VALUES ('<1@test>', 'a@test', 'b@test', 'Hello', '<p>Hello</p>', 'Hello', '{}') RETURNING id`,
    );
    return new Cast(academy, people, await academy.person(), key!.kid, mail!.id, await recognitionIn(academy, people.get('administrator')!.id));
  }

  person(kind: Exclude<Kind, 'nobody'>): Person {
    return this.people.get(kind)!;
  }

  /** Headers of a new session: a bearer token for the API, a cookie for pages. */
  async headers(kind: Kind, isApi: boolean): Promise<Record<string, string>> {
    const from = { 'sec-fetch-site': 'same-origin' };
    if (kind === 'nobody') return from;
    const { token } = await this.academy.web.get(Sessions).open(this.person(kind).id, isApi ? 'bearer' : 'cookie');
    return isApi ? { authorization: `Bearer ${token}` } : { ...from, cookie: `academy=${token}` };
  }

  unsubscribeToken(): string {
    return this.academy.web.get(Secrets).conceal('unsubscribe', `${this.person('teacher').id}.enrolled`);
  }

  /** A course, an edition and all that hangs on them, in which everyone but the passers-by has a part. */
  async world(): Promise<World> {
    const { academy } = this;
    const { courseId } = await publishCourse(this.person('platform designer'), undefined, [...courseModules, ESSAY]);
    const editionId = await openEdition(this.person('platform coordinator'), courseId, academy.clock.now());
    await this.grant('author', 'designer', 'course', courseId);
    await this.grant('reviewer', 'reviewer', 'course', courseId);
    await this.grant('coordinator', 'coordinator', 'edition', editionId);
    await this.grant('moderator', 'moderator', 'edition', editionId);
    await this.grant('author of another course', 'designer', 'course', randomUUID());
    await this.grant('coordinator of another edition', 'coordinator', 'edition', randomUUID());
    const { api } = this.person('teacher');
    const enrolmentId = must(await api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    const colleagues = must(await this.person('colleague').api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    const attemptId = must(await api.post(`/enrolments/${enrolmentId}/activities/quiz/attempts`), 201).body.id as string;
    const { id: groupId, code: joinCode } = must(await api.post(`/enrolments/${enrolmentId}/group`, { name: 'Our school' }), 201).body as { id: string; code: string };
    const media = must(await this.person('author').api.upload(`/courses/${courseId}/media`, 'file', captions(), 'street.vtt'), 201).body;
    const { slug } = (await academy.api.get(`/courses/${courseId}`)).body as { slug: string };
    const credentials = await credentialsIn(academy, courseId, enrolmentId);
    return {
      courseId, slug, editionId, enrolmentId, attemptId, groupId, joinCode, mediaId: media.id as string, memberId: this.person('moderator').id, colleagueId: this.person('colleague').id,
      ...credentials,
      ...(await this.reviewed(editionId, enrolmentId, colleagues)),
      ...(await talkBetween(this.person('teacher'), this.person('colleague'), this.person('platform coordinator'), editionId)),
      importId: await this.row(`INSERT INTO course_import (owner_id, file_name, storage_key) VALUES ($1, 'course.imscc', 'imports/none') RETURNING id`, 'author'),
      batchId: await this.row(`INSERT INTO batch (owner_id, edition_id, kind, work, total) VALUES ($1, '${editionId}', 'award', '${JSON.stringify({ badgeId: credentials.badgeId, enrolmentIds: [] })}', 0) RETURNING id`, 'coordinator'),
    };
  }

  /** A work with its grade, a review of it and a case. */
  private async reviewed(editionId: string, enrolmentId: string, colleagues: string) {
    const { database } = this.academy;
    const [teacher, colleague] = [this.person('teacher').id, this.person('colleague').id];
    const attachmentId = must(await this.person('teacher').api.upload(`/enrolments/${enrolmentId}/activities/essay/submission/attachments`, 'file', Buffer.from('Nine swifts.'), 'street.txt'), 201).body.id as string;
    const content = JSON.stringify({ markdown: 'We count.', fields: {}, links: [], attachments: [attachmentId] });
    const { submissionId } = (await database.one<{ submissionId: string }>(
      `INSERT INTO submission (edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at, opened_at, review_by, wanted, finished)
       SELECT id, 'essay', version_id, ARRAY[$2::uuid], 'graded', $3::jsonb, 'en', now(), now(), now() + interval '9 days', 1, 1 FROM edition WHERE id = $1 RETURNING id AS "submissionId"`,
      [editionId, teacher, content],
    ))!;
    await database.query(`UPDATE submission SET licence = 'CC-BY-4.0', published_as = 'A teacher', published_at = now() WHERE id = $1`, [submissionId]);
    await database.query(`INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) VALUES ($1, 'essay', 1, $2, $3)`, [enrolmentId, submissionId, teacher]);
    const { reviewId } = (await database.one<{ reviewId: string }>(
      `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, state, expires_at, done_at, scores) VALUES ($1, $2, 'essay', 1, $3, $4, 'done', now() + interval '2 days', now(), '{"plan": "good"}') RETURNING id AS "reviewId"`,
      [submissionId, editionId, colleague, colleagues],
    ))!;
    await database.query(`INSERT INTO grade (submission_id, source, points, max_points, is_passed, rule_version, basis, released_at) VALUES ($1, 'reviews', 4, 4, true, 1, $2::jsonb, now())`, [
      submissionId,
      JSON.stringify([{ reviewId, weight: 1 }]),
    ]);
    const { caseId } = (await database.one<{ caseId: string }>(
      `INSERT INTO review_case (edition_id, activity_key, submission_id, kind, reason, due_at) VALUES ($1, 'essay', $2, 'spread', 'spread', now() + interval '3 days') RETURNING id AS "caseId"`,
      [editionId, submissionId],
    ))!;
    return { submissionId, reviewId, caseId, attachmentId };
  }

  private async grant(kind: Exclude<Kind, 'nobody'>, role: string, scope: string, id: string): Promise<void> {
    await this.academy.database.query('INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, $2, $3, $4)', [this.person(kind).id, role, scope, id]);
  }

  private async row(sql: string, owner: Exclude<Kind, 'nobody'>): Promise<string> {
    return (await this.academy.database.one<{ id: string }>(sql, [this.person(owner).id]))!.id;
  }
}
