import { SurveyBoxes } from '@academy/learning';
import type { Person, RunningAcademy } from '../support/academy';
import type { Json, Reply } from '../support/client';
import { editionDates, must, publishCourse } from '../support/world';

const options = [{ key: 'yes', text: 'Yes' }, { key: 'no', text: 'No' }];
const scale = { from: 'not at all', to: 'very', points: 5 };
export const START = {
  key: 'start', kind: 'survey', title: 'Before you begin', introduction: 'Tell us **where you stand**.', required: true,
  questions: [
    { key: 'sure', type: 'scale', prompt: 'How sure are you of counting?', scale, required: true },
    { key: 'before', type: 'single', prompt: 'Have you counted before?', options },
  ],
};
export const END = {
  key: 'end', kind: 'survey', title: 'Looking back', introduction: '', required: false,
  questions: [
    { key: 'sure', type: 'scale', prompt: 'How sure are you of counting?', scale, required: true },
    { key: 'liked', type: 'multiple', prompt: 'What helped?', options: [{ key: 'pages', text: 'The pages' }, { key: 'talk', text: '=The talk' }] },
    { key: 'words', type: 'text', prompt: 'What should we change?' },
  ],
};
const section = (key: string, activities: object[]) => ({ key: `m-${key}`, title: `Module ${key}`, sections: [{ key: `s-${key}`, title: 'All', activities }] });
/** A page and a survey at the start, a survey at the end. The first is all that it takes to complete the course. */
export const SURVEYED = [section('one', [START]), section('two', [{ key: 'read', kind: 'page', title: 'Read', required: false, markdown: 'We count.' }, END])];

/** A course with two surveys, its author, its coordinator, and an edition that is open. */
export class SurveyStage {
  private constructor(readonly academy: RunningAcademy, readonly author: Person, readonly coordinator: Person, readonly courseId: string, readonly editionId: string) {}

  static async set(academy: RunningAcademy, modules: object[] = SURVEYED): Promise<SurveyStage> {
    const [author, coordinator] = [await academy.designer({ displayName: 'Ana Author' }), await academy.coordinator({ displayName: 'Cora' })];
    const { courseId } = await publishCourse(author, undefined, modules);
    return new SurveyStage(academy, author, coordinator, courseId, await SurveyStage.edition(academy, coordinator, courseId));
  }

  private static async edition(academy: RunningAcademy, coordinator: Person, courseId: string): Promise<string> {
    const edition = must(await coordinator.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...editionDates(academy.clock.now()) }), 201).body;
    must(await coordinator.api.post(`/editions/${edition.id}/state`, { state: 'open' }), 200);
    return edition.id as string;
  }

  async enrolled(wanted: { displayName?: string; locale?: string } = {}): Promise<Person & { enrolmentId: string }> {
    const person = await this.academy.person(wanted);
    return { ...person, enrolmentId: must(await person.api.post(`/editions/${this.editionId}/enrolments`), 201).body.id as string };
  }

  answer = (who: Person & { enrolmentId: string }, key: 'start' | 'end', answers: object, headers: Record<string, string> = {}): Promise<Reply> =>
    who.api.post(`/enrolments/${who.enrolmentId}/activities/${key}/answers`, { answers }, { headers: { 'accept-language': 'en', ...headers } });

  /** So many more people answer. */
  async answers(count: number, key: 'start' | 'end', answersOf: (index: number) => object): Promise<void> {
    for (let index = 0; index < count; index++) must(await this.answer(await this.enrolled(), key, answersOf(index)), 201);
  }

  empty = (): Promise<number> => this.academy.web.get(SurveyBoxes).empty();
  results = async (key: 'start' | 'end', query = ''): Promise<Json> => must(await this.coordinator.api.get(`/editions/${this.editionId}/surveys/${key}${query}`), 200).body;
  move = async (state: string): Promise<Reply> => must(await this.coordinator.api.post(`/editions/${this.editionId}/state`, { state }), 200);
}
