import type { Person, RunningAcademy } from '../support/academy';
import { until } from '../support/until';
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

  /** Once it is written down that their enrolments were heard of: this comes after their mails, and over what a test has set. */
  async haveWelcomed(teachers: readonly Person[]): Promise<void> {
    const sql = `SELECT count(*)::int AS count FROM fact_delivery d JOIN fact f ON f.id = d.fact_id WHERE d.listener = 'reminders.welcome' AND d.done_at IS NOT NULL AND f.person_id = ANY ($1)`;
    await until(async () => (await this.academy.database.one<{ count: number }>(sql, [teachers.map(({ id }) => id)]))!.count === teachers.length, 'their enrolments to be heard of');
  }

  mailTo({ id }: Person): Promise<{ id: string; state: string } | null> {
    return this.academy.database.one(`SELECT id, state FROM mail WHERE user_id = $1 AND kind = 'enrolled'`, [id]);
  }
}
