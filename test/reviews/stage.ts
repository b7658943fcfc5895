import { randomUUID } from 'node:crypto';
import { type FactKind, record } from '@academy/platform';
import { CaseDecided } from '@academy/reviews';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { openEdition, publishedCourse } from '../web/learning.course';

export const RUBRIC = { criteria: [{ key: 'aim', title: 'Is the aim clear?', levels: [{ key: 'low', points: 0, title: 'Hazy' }, { key: 'high', points: 2, title: 'Sharp' }] }] };
const PLAN = { key: 'plan', kind: 'assignment', title: 'Your plan', prompt: 'Write a plan.', rubric: RUBRIC, completion: { rule: 'reviewed' } };
const modules = (rounds: number) => [{ key: 'start', title: 'Start', sections: [{ key: 's', title: 'S', activities: [{ ...PLAN, rounds }, { key: 'extra', kind: 'page', title: 'Extra', markdown: 'More.', required: false }] }] }];

export type Enrolled = Person & { enrolmentId: string };
type Row = Record<string, unknown>;

/** An edition with one assignment, and the rows of peer review set as a test wants them: what the engine would have brought about. */
export class Stage {
  readonly activityKey = 'plan';

  private constructor(
    readonly academy: RunningAcademy,
    readonly coordinator: Person,
    readonly courseId: string,
    readonly editionId: string,
  ) {}

  static async build(academy: RunningAcademy, wanted: { rounds?: number; edition?: object } = {}): Promise<Stage> {
    const coordinator = await academy.designer({ displayName: 'Cora Coordinator' });
    const { id } = await publishedCourse(coordinator, { modules: modules(wanted.rounds ?? 1), title: 'Street science' });
    const editionId = await openEdition(academy, coordinator, id, wanted.edition ?? {});
    return new Stage(academy, coordinator, id, editionId);
  }

  get pool() {
    return { editionId: this.editionId, activityKey: this.activityKey, round: 1 };
  }

  /** Two who live far apart, in two zones. */
  pair(): Promise<[author: Enrolled, reviewer: Enrolled]> {
    return Promise.all([this.enrolled({ displayName: 'Ana Author' }), this.enrolled({ displayName: 'Rui Reviewer', country: 'FI', timeZone: 'Europe/Helsinki' })]);
  }

  async enrolled(wanted: Parameters<RunningAcademy['person']>[0] = {}, editionId = this.editionId): Promise<Enrolled> {
    const person = await this.academy.person(wanted);
    return { ...person, enrolmentId: must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string };
  }

  async work(author: Enrolled, change: Row = {}): Promise<string> {
    const version = await this.academy.database.one<{ id: string }>('SELECT version_id AS id FROM edition WHERE id = $1', [this.editionId]);
    const at = this.academy.clock.now();
    const state = (change['state'] as string | undefined) ?? 'submitted';
    const id = await this.insert('submission', {
      edition_id: this.editionId, activity_key: this.activityKey, round: 1, version_id: version!.id, author_ids: [author.id], state, language: 'en', wanted: 3,
      submitted_at: state === 'draft' ? null : at, ...change,
    });
    await this.insert('submission_author', { enrolment_id: author.enrolmentId, activity_key: this.activityKey, round: change['round'] ?? 1, submission_id: id, user_id: author.id }, 'submission_id');
    return id;
  }

  review(submissionId: string, reviewer: Enrolled, change: Row = {}): Promise<string> {
    const expires = new Date(this.academy.clock.now().getTime() + 6 * 3_600_000);
    const done = change['state'] === 'done' ? { done_at: this.academy.clock.now() } : {};
    return this.insert('review', { submission_id: submissionId, edition_id: this.editionId, activity_key: this.activityKey, round: 1, reviewer_id: reviewer.id, enrolment_id: reviewer.enrolmentId, expires_at: expires, ...done, ...change });
  }

  duty(person: Enrolled, change: Row = {}): Promise<string> {
    return this.insert('review_duty', { edition_id: this.editionId, activity_key: this.activityKey, round: 1, user_id: person.id, enrolment_id: person.enrolmentId, to_give: 3, ...change }, 'user_id');
  }

  grade(submissionId: string, change: Row = {}): Promise<string> {
    return this.insert('grade', { submission_id: submissionId, source: 'reviews', points: 2, max_points: 2, is_passed: true, rule_version: 1, graded_at: this.academy.clock.now(), released_at: this.academy.clock.now(), ...change });
  }

  case(submissionId: string, kind: string, change: Row = {}): Promise<string> {
    return this.insert('review_case', { edition_id: this.editionId, activity_key: this.activityKey, submission_id: submissionId, kind, reason: kind, due_at: new Date(this.academy.clock.now().getTime() + 3 * 86_400_000), ...change });
  }

  /** A case that was raised and is decided by now; said twice, as facts may be. `about`: the review that it is about, where it is not about the work. */
  async decided(submissionId: string, kind: string, decision: string, raisedBy: Enrolled, about: string | null = null): Promise<void> {
    const caseId = await this.case(submissionId, kind, { review_id: about, raised_by: raisedBy.id, state: 'decided', decision, decided_at: this.academy.clock.now() });
    await this.tell(CaseDecided, { ...this.pool, submissionId, caseId, kind, decision }, 2);
  }

  set(table: string, id: string, change: Row): Promise<unknown> {
    const names = Object.keys(change);
    return this.academy.database.query(`UPDATE ${table} SET ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`, [id, ...Object.values(change)]);
  }

  /** Lets a fact be known, as often as wanted: it is delivered at least once. */
  async tell<Payload>(fact: FactKind<Payload>, payload: Payload, times = 1): Promise<void> {
    for (let told = 0; told < times; told++) await this.academy.database.transaction((tx) => record(tx, fact, payload));
  }

  private async insert(table: string, values: Row, key = 'id'): Promise<string> {
    const names = Object.keys(values);
    const row = key === 'id' ? { id: randomUUID(), ...values } : values;
    const columns = key === 'id' ? ['id', ...names] : names;
    const made = await this.academy.database.one<Record<string, string>>(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING ${key}`,
      columns.map((name) => (row as Row)[name]),
    );
    return made![key]!;
  }
}
