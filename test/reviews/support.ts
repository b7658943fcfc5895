import { Clock } from '@academy/platform';
import { PASSWORD, type Person, type RunningAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import type { Visitor } from '../support/visitor';
import { editionDates, must, smallCourse } from '../support/world';

const level = (points: number) => ({ key: `l${points}`, title: `Level ${points}`, points });
export const RUBRIC = {
  criteria: [
    { key: 'aims', title: 'Clear aims', levels: [0, 1, 2, 3].map(level) },
    { key: 'pupils', title: 'Pupils take part', commentRequired: true, levels: [0, 1, 2, 3].map(level) },
  ],
};
/** An assignment that everybody reviews for three others, with what a change says. */
export const assignment = (key: string, change: object = {}): Json => ({
  key,
  kind: 'assignment',
  title: `Scenario ${key}`,
  prompt: 'Plan a lesson that a colleague could hold.',
  rubric: RUBRIC,
  reviewsToGive: 3,
  reviewsWanted: 3,
  passMark: 0.5,
  completion: { rule: 'reviewed' },
  ...change,
});

/** A published course with these activities beside a page and a section's quiz that nobody takes, so that no course is completed on the way. */
export async function courseWith(staff: Person, activities: Json[]): Promise<{ courseId: string; slug: string }> {
  const course = must(await staff.api.post('/courses', smallCourse), 201).body;
  const draft = must(await staff.api.get(`/courses/${course.id}/draft`), 200);
  const { revision: _, ...content } = draft.body;
  const quiz = { key: 'quiz', kind: 'quiz', title: 'At the end', questions: [{ key: 'q1', type: 'true-false', prompt: 'Yes?', answer: true, points: 1, feedback: '' }], completion: { rule: 'score', atLeast: 0.6 } };
  const page = { key: 'read', kind: 'page', title: 'Before you begin', markdown: 'Read this.' };
  const modules = [{ key: 'm1', title: 'Review', sections: [{ key: 's1', title: 'One', activities: [page, ...activities, quiz] }] }];
  must(await staff.api.put(`/courses/${course.id}/draft`, { ...content, modules }, { headers: { 'if-match': draft.headers.get('etag')! } }), 200);
  must(await staff.api.post(`/courses/${course.id}/versions`, { notes: 'first' }), 201);
  return { courseId: course.id as string, slug: course.slug as string };
}

/** An open edition, its works due in ten days and its reviews in twenty. */
export async function editionOf(staff: Person, courseId: string, now: Date, keys: string[]): Promise<string> {
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  const deadlines = Object.fromEntries(keys.map((key) => [key, { submitBy: inDays(10), reviewBy: inDays(20) }]));
  const edition = must(await staff.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...editionDates(now), deadlines }), 201).body;
  must(await staff.api.post(`/editions/${edition.id}/state`, { state: 'open' }), 200);
  return edition.id as string;
}

/** Somebody with an enrolment, at one assignment. */
export class Desk {
  constructor(
    readonly person: Person,
    readonly enrolmentId: string,
    readonly key: string,
  ) {}

  get path(): string {
    return `/enrolments/${this.enrolmentId}/activities/${this.key}`;
  }
  work = (): Promise<Json> => this.person.api.get(`${this.path}/submission`).then((reply) => must(reply, 200).body);

  /** Writes a draft over whatever there is. */
  async write(input: Json): Promise<Json> {
    const before = await this.person.api.get(`${this.path}/submission`);
    const etag = before.headers.get('etag');
    const reply = await this.person.api.put(`${this.path}/submission`, { language: 'en', ...input }, etag ? { headers: { 'if-match': etag } } : undefined);
    return must(reply, before.status === 404 ? 201 : 200).body;
  }
  submit = (): Promise<Json> => this.person.api.post(`${this.path}/submission/submit`).then((reply) => must(reply, 200).body);
  withdraw = (): Promise<Json> => this.person.api.post(`${this.path}/submission/withdraw`).then((reply) => must(reply, 200).body);
  attach = (bytes: Uint8Array, name: string): Promise<string> => this.person.api.upload(`${this.path}/submission/attachments`, 'file', bytes, name).then((reply) => must(reply, 201).body.id);
  /** Nobody has to offer it by an API of its own: the form of her page does. */
  volunteer = async (visitor: Visitor): Promise<number> => (await visitor.post(`/learning/${this.enrolmentId}/activities/${this.key}/volunteering`)).status;
  next = (): Promise<Json> => this.person.api.post(`${this.path}/reviews/next`);

  /** Hands a review in, also where its quality is doubted once. */
  async handIn(reviewId: string, words: Json): Promise<void> {
    const body = { ...words, done: true };
    const first = must(await this.person.api.put(`/reviews/${reviewId}`, body), 200).body;
    if (first.state !== 'done') must(await this.person.api.put(`/reviews/${reviewId}`, body), 200);
  }
}

/** Moves the one clock, for web and worker. */
export async function moveTo(academy: RunningAcademy, instant: Date): Promise<void> {
  await academy.clock.moveTo(instant);
  await academy.worker?.get(Clock).follow();
}

/** Waits until nothing is left to be told or sent. */
export async function settled(academy: RunningAcademy): Promise<void> {
  const sql = `SELECT (SELECT count(*) FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL)::int + (SELECT count(*) FROM mail WHERE state IN ('pending', 'sending') AND due_at <= academy_now())::int AS open`;
  await until(async () => (await academy.database.one<{ open: number }>(sql))!.open === 0, 'everything to be told and sent');
}

/** What tells one person from another. */
export type Identity = Readonly<{ id: string; displayName: string; certificateName: string; email: string; country: string; locale: string; timeZone: string; school: string; browser: string }>;

/** Somebody who is exactly this, can sign in and reads English. */
export async function personWith(academy: RunningAcademy, identity: Identity): Promise<Person> {
  const model = await academy.person();
  const { id, displayName, certificateName, email, country, locale, timeZone, school } = identity;
  await academy.database.query(
    `INSERT INTO users (id, email, email_verified_at, password_hash, display_name, certificate_name, country, locale, reads, time_zone, school)
     SELECT $1, $2, now(), password_hash, $3, $4, $5, $6, ARRAY['en'], $7, $8 FROM users WHERE id = $9`,
    [id, email, displayName, certificateName, country, locale, timeZone, school, model.id],
  );
  await academy.database.query('DELETE FROM session WHERE user_id = $1', [model.id]);
  await academy.database.query('DELETE FROM users WHERE id = $1', [model.id]);
  const api = await academy.api.signIn(email, PASSWORD);
  return { id, email, displayName, api, token: '' };
}

/**
 * From now on the ids of new reviews come in an order of their own that is the same in every world with this seed, and has
 * nothing to do with time: what is shown in the order of these ids can be compared line by line.
 */
export async function seedReviewIds(academy: RunningAcademy, seed: string): Promise<void> {
  await academy.database.query('CREATE SEQUENCE seeded_ids');
  await academy.database.query(`ALTER TABLE review ALTER COLUMN id SET DEFAULT overlay(overlay(md5('${seed}' || nextval('seeded_ids')) placing '4' from 13) placing 'a' from 17)::uuid`);
}
