import type { Person, RunningAcademy } from '../support/academy';
import { must, openEdition, publishCourse } from '../support/world';

const levels = [{ key: 'low', title: 'Not yet', points: 0 }, { key: 'middle', title: 'On the way', points: 2 }, { key: 'high', title: 'Convincing', points: 4 }];
const criteria = [
  { key: 'aim', title: 'Is the aim clear?', levels },
  { key: 'pupils', title: 'Do pupils decide something?', commentRequired: true, levels },
];
const example = { key: 'nests', title: 'Counting nests', markdown: 'We count the nests of our school in May.', scores: { aim: 'high', pupils: 'middle' }, comments: { aim: 'One sentence says it.' } };
const scenario = {
  key: 'scenario',
  kind: 'assignment',
  title: 'Your scenario',
  prompt: 'Plan a lesson that a colleague could hold.',
  form: { fields: [{ key: 'aim', title: 'What pupils will find out' }, { key: 'steps', title: 'Step by step', hint: 'With minutes.' }, { key: 'doubt', title: 'What may go wrong', required: false }] },
  rubric: { criteria },
  examples: [example],
  trainingRequired: true,
  reviewsToGive: 2,
  reviewsWanted: 2,
};
export const FIELDS = ['What pupils will find out', 'Step by step', 'What may go wrong'] as const;

/** A course that is completed by its one reviewed work, and its editions. */
export class PeerCourse {
  private constructor(
    private readonly academy: RunningAcademy,
    private readonly coordinator: Person,
    private readonly courseId: string,
  ) {}

  static async publish(academy: RunningAcademy): Promise<PeerCourse> {
    const modules = [{ key: 'm1', title: 'Plan and read', sections: [{ key: 's1', title: 'Your lesson', activities: [scenario] }] }];
    const { courseId } = await publishCourse(await academy.designer(), undefined, modules);
    return new PeerCourse(academy, await academy.coordinator(), courseId);
  }

  openEdition(): Promise<string> {
    const inDays = (days: number) => new Date(this.academy.clock.now().getTime() + days * 86_400_000).toISOString();
    return openEdition(this.coordinator, this.courseId, this.academy.clock.now(), { deadlines: { scenario: { submitBy: inDays(10), reviewBy: inDays(20) } } });
  }

  async teacher(editionId: string, displayName: string): Promise<Person & { enrolmentId: string }> {
    const person = await this.academy.person({ displayName });
    return { ...person, enrolmentId: must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string };
  }

  /** Somebody whose work is there to be reviewed. */
  async handedIn(editionId: string, displayName: string): Promise<void> {
    const { api, enrolmentId } = await this.teacher(editionId, displayName);
    const path = `/enrolments/${enrolmentId}/activities/scenario/submission`;
    must(await api.put(path, { fields: { aim: 'What floats?', steps: 'Try it.' }, language: 'en' }), 201);
    must(await api.post(`${path}/submit`), 200);
  }
}
