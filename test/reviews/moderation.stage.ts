import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf, moveTo } from './support';

export type Colleague = Desk & { submissionId: string };
const WORDS = { overall: 'You plan the walk well; the pupils measure and compare.', keeps: 'The tally on the chalk line.', suggests: 'Let the pupils choose the streets, for instance by a vote.' };
export const reviewOf = (points: number) => ({ scores: { aims: `l${points}`, pupils: `l${points}` }, comments: { aims: 'The aims are told at the start of the lesson.', pupils: 'Pupils take part by counting in pairs.' }, ...WORDS });

/** An edition with an assignment for each story, and two moderators. */
export class ModerationStage {
  private constructor(
    readonly academy: RunningAcademy,
    readonly coordinator: Person,
    readonly moderator: Person,
    readonly other: Person,
    readonly editionId: string,
  ) {}

  static async open(keys: string[]): Promise<ModerationStage> {
    const academy = await startAcademy({ worker: false });
    const coordinator = await academy.coordinator({ displayName: 'Cora Coordinator' });
    const [moderator, other] = [await academy.person({ displayName: 'Mona Moderator' }), await academy.person({ displayName: 'Otto Other' })];
    const { courseId } = await courseWith(await academy.designer(), keys.map((key) => assignment(key, { reviewsToGive: 2, reviewsWanted: 2 })));
    const editionId = await editionOf(coordinator, courseId, academy.clock.now(), keys);
    const stage = new ModerationStage(academy, coordinator, moderator, other, editionId);
    for (const { id } of [moderator, other]) await stage.makeModerator(id);
    return stage;
  }

  async makeModerator(userId: string): Promise<void> {
    must(await this.coordinator.api.post(`/editions/${this.editionId}/team`, { userId, role: 'moderator' }), 201);
  }

  /** Colleagues who each handed in a work. */
  async colleagues(key: string, count: number, named = key): Promise<Colleague[]> {
    const desks = [];
    for (let number = 1; number <= count; number++) {
      const person = await this.academy.person({ displayName: `${named} ${number}` });
      const desk = new Desk(person, must(await person.api.post(`/editions/${this.editionId}/enrolments`), 201).body.id as string, key);
      await desk.write({ markdown: `${named} ${number}: a walk with a class. ${'We count and compare. '.repeat(number)}` });
      await desk.submit();
      desks.push(Object.assign(desk, { submissionId: (await desk.work()).id as string }));
    }
    return desks;
  }

  /** Each reviews two others; `points` by who reviews. */
  async reviewed(desks: Desk[], points: (number: number) => number): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      // After a day of waiting two may review each other.
      await moveTo(this.academy, new Date(this.academy.clock.now().getTime() + 25 * 3_600_000));
      for (const [index, desk] of desks.entries()) {
        const lent = await desk.next();
        if (lent.status === 201 || lent.status === 200) await desk.handIn(lent.body.reviewId, reviewOf(points(index)));
      }
    }
  }

  row = <T>(id: string, columns: string) => this.academy.database.one<T>(`SELECT ${columns} FROM submission WHERE id = $1`, [id]);

  async openCase(submissionId: string, kind: string): Promise<string> {
    return (await this.academy.database.one<{ id: string }>(`SELECT id FROM review_case WHERE submission_id = $1 AND kind = $2 AND state = 'open'`, [submissionId, kind]))!.id;
  }
}
