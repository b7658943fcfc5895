import { Claims } from '@academy/reviews';
import type { Person, RunningAcademy } from '../support/academy';
import type { ApiClient, Json, Reply } from '../support/client';
import { must, openEdition, smallCourse } from '../support/world';

const levels = [{ key: 'low', title: 'Not yet', points: 0 }, { key: 'middle', title: 'On the way', points: 2 }, { key: 'high', title: 'Convincing', points: 4 }];
const rubric = { criteria: [{ key: 'plan', title: 'The plan', commentRequired: true, levels }, { key: 'doubt', title: 'The doubt', levels }] };
export const examples = [
  { key: 'good', title: 'Counting nests', markdown: 'We count nests in May.', scores: { plan: 'high', doubt: 'middle' }, comments: { plan: 'Another class could repeat it.' } },
  { key: 'poor', title: 'Birds', markdown: 'We look at birds.', scores: { plan: 'low', doubt: 'low' } },
];
/** A review that nobody is asked to look at again. */
export const review = (own: object = {}) => ({
  scores: { plan: 'middle', doubt: 'high' },
  comments: { plan: 'It says who counts, where and for how long; I would add what to do when it rains on that morning.' },
  keeps: 'The map on which every pupil marks what could not be seen.',
  suggests: 'Let two groups count the same street and compare before they talk about why they differ.',
  overall: '',
  done: true,
  ...own,
});

export type Teacher = Person & { enrolmentId: string; path: string };

/** Where people review: courses with one assignment, and those who take part. */
export class ReviewingWorld {
  private constructor(
    readonly academy: RunningAcademy,
    readonly designer: Person,
    readonly coordinator: Person,
  ) {}

  static async of(academy: RunningAcademy): Promise<ReviewingWorld> {
    return new ReviewingWorld(academy, await academy.designer(), await academy.coordinator());
  }

  /** An open edition of a course with one assignment. */
  async assignment(change: object = {}): Promise<{ courseId: string; editionId: string }> {
    const course = must(await this.designer.api.post('/courses', smallCourse), 201).body;
    const draft = must(await this.designer.api.get(`/courses/${course.id}/draft`), 200);
    const { revision: _, ...content } = draft.body;
    const activity = { key: 'scenario', kind: 'assignment', title: 'Your scenario', prompt: 'Write it.', rubric, reviewsToGive: 2, reviewsWanted: 2, ...change };
    const modules = [{ key: 'm1', title: 'Write', sections: [{ key: 's1', title: 'Write', activities: [activity] }] }];
    must(await this.designer.api.put(`/courses/${course.id}/draft`, { ...content, modules }, { headers: { 'if-match': draft.headers.get('etag')! } }), 200);
    must(await this.designer.api.post(`/courses/${course.id}/versions`, { notes: 'first' }), 201);
    return { courseId: course.id, editionId: await openEdition(this.coordinator, course.id, this.academy.clock.now()) };
  }

  async teacher(editionId: string, wanted: object = {}): Promise<Teacher> {
    const person = await this.academy.person(wanted);
    const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    return { ...person, enrolmentId, path: `/enrolments/${enrolmentId}/activities/scenario` };
  }

  async submit({ api, path }: Teacher, own: object = {}): Promise<string> {
    const work = must(await api.put(`${path}/submission`, { markdown: 'Our street has forty windows and we count the swifts that fly above them.', language: 'en', ...own }), 201).body;
    must(await api.post(`${path}/submission/submit`), 200);
    return work.id as string;
  }

  /** Two teachers who have handed in, and the claim of the first on the work of the second. */
  async pair(change: object = {}): Promise<{ editionId: string; ana: Teacher; ben: Teacher; workId: string; reviewId: string; shown: Json }> {
    const { editionId } = await this.assignment(change);
    const [ana, ben] = [await this.teacher(editionId), await this.teacher(editionId, { displayName: 'Benedetta Conti', country: 'IT', timeZone: 'Europe/Rome' })];
    await this.submit(ana);
    const workId = await this.submit(ben);
    const shown = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
    return { editionId, ana, ben, workId, reviewId: shown.reviewId, shown };
  }

  counts(workId: string, { id }: Person): Promise<{ finished: number; lent: number; given: number; facts: number } | null> {
    return this.academy.database.one(
      `SELECT s.finished, s.lent, d.given, (SELECT count(*)::int FROM fact f WHERE f.kind = 'review.given' AND f.payload ->> 'submissionId' = $1::text) AS facts
       FROM submission s JOIN review_duty d ON d.edition_id = s.edition_id AND d.user_id = $2 WHERE s.id = $1::uuid`,
      [workId, id],
    );
  }

  expire(reviewId: string): Promise<void> {
    return this.academy.database.transaction((tx) => this.academy.web.get(Claims).giveBack(tx, reviewId, 'expired'));
  }
}

export const pointersOf = ({ body }: Reply): string[] => (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
export const put = (api: ApiClient, reviewId: string, body: object): Promise<Reply> => api.put(`/reviews/${reviewId}`, body);
