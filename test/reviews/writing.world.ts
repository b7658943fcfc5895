import { type Person, type RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk } from './support';

const DAY = 86_400_000;
const FORM = { fields: [{ key: 'aim', title: 'The aim', required: true }, { key: 'steps', title: 'The steps', required: true }, { key: 'notes', title: 'Notes', required: false }] };
const EXAMPLE = { key: 'e1', title: 'One', markdown: 'An example', scores: { aims: 'l3', pupils: 'l2' }, comments: { aims: 'SECRETREASON', pupils: 'SECRETREASON' } };
export const WORK = { markdown: '# Swifts\n\nWe count swifts.', language: 'en' };
/** Names the revision that a change is based on. */
export const etag = (revision: number) => ({ headers: { 'if-match': `"r${revision}"` } });

/** What tests look at of a work as it is stored. */
export type StoredWork = { state: string; round: number; wanted: number; finished: number; lent: number; phase: string; author_ids: string[]; review_by: Date };

/** Where people write: an edition of a course with assignments of every kind. */
export class WritingWorld {
  private constructor(
    readonly academy: RunningAcademy,
    readonly staff: Person,
    readonly courseId: string,
    readonly editionId: string,
  ) {}

  static async of(academy: RunningAcademy): Promise<WritingWorld> {
    const staff = await academy.designer();
    const { courseId } = await courseWith(staff, [
      assignment('plain'),
      assignment('form', { form: FORM }),
      assignment('twice', { rounds: 2 }),
      assignment('group', { groupWork: true }),
      assignment('bare', { attachments: false }),
      assignment('slow', { correctionMinutes: 30 }),
      assignment('seen', { examples: [EXAMPLE] }),
    ]);
    return new WritingWorld(academy, staff, courseId, await openEdition(academy, staff, courseId));
  }

  /** Another open edition of it. */
  edition(deadlines: object = {}, change: object = {}): Promise<string> {
    return openEdition(this.academy, this.staff, this.courseId, deadlines, change);
  }

  async desk(key: string, where = this.editionId, wanted: object = {}): Promise<Desk> {
    const person = await this.academy.person(wanted);
    const enrolled = must(await person.api.post(`/editions/${where}/enrolments`), 201).body;
    return new Desk(person, enrolled.id, key);
  }

  async stored(id: string): Promise<StoredWork> {
    return (await this.academy.database.one<StoredWork>('SELECT * FROM submission WHERE id = $1', [id]))!;
  }

  /** As if its reviews had come in. */
  grade(id: string): Promise<unknown> {
    return this.academy.database.query(
      `WITH g AS (INSERT INTO grade (submission_id, source, points, max_points, is_passed, rule_version, released_at) VALUES ($1, 'reviews', 4, 6, true, 1, academy_now()))
       UPDATE submission SET state = 'graded' WHERE id = $1`,
      [id],
    );
  }
}

async function openEdition(academy: RunningAcademy, staff: Person, courseId: string, deadlines: object = {}, change: object = {}): Promise<string> {
  const now = academy.clock.now().getTime();
  const at = (days: number) => new Date(now + days * DAY).toISOString();
  const dates = { enrolFrom: at(-10), enrolUntil: at(30), startsAt: at(-2), endsAt: at(60) };
  const made = must(await staff.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...dates, deadlines, ...change }), 201).body;
  must(await staff.api.post(`/editions/${made.id}/state`, { state: 'open' }), 200);
  return made.id as string;
}
