import type { Person, RunningAcademy } from '../support/academy';
import { must, openEdition, publishCourse } from '../support/world';

/** An administrator, and an open edition whose teachers are written to. */
export class Desk {
  private constructor(
    private readonly academy: RunningAcademy,
    readonly administrator: Person,
    readonly editionId: string,
  ) {}

  static async open(academy: RunningAcademy): Promise<Desk> {
    const administrator = await academy.administrator();
    const { courseId } = await publishCourse(await academy.designer());
    return new Desk(academy, administrator, await openEdition(await academy.coordinator(), courseId, academy.clock.now()));
  }

  /** A teacher who was just enrolled: a mail tells her so. */
  async enrol(displayName?: string): Promise<Person> {
    const teacher = await this.academy.person(displayName ? { displayName } : {});
    must(await teacher.api.post(`/editions/${this.editionId}/enrolments`), 201);
    return teacher;
  }

  mailTo({ id }: Person): Promise<{ id: string; state: string } | null> {
    return this.academy.database.one(`SELECT id, state FROM mail WHERE user_id = $1 AND kind = 'enrolled'`, [id]);
  }
}
