import { type Cohort, END, GRACE, REVIEW_BY, SUBMIT_BY } from './cohort';
import { KEY, type ReviewStage, type Teacher } from './stage';
import type { Strategy } from './strategy';

const HOUR = 3_600_000;
/** In life it is a minute; nothing here is that fine. */
const SWEEP_HOURS = 2;

/** Ours: the services themselves, on Postgres, under a clock that is moved. */
export class AcademyStrategy implements Strategy {
  readonly name = 'Academy';
  private readonly works = new Map<string, number>();
  private readonly idOf = new Map<number, string>();
  private readonly reviews = new Map<string, string>();

  private constructor(
    private readonly stage: ReviewStage,
    private readonly cohort: Cohort,
    private readonly editionId: string,
    private readonly teachers: readonly Teacher[],
    private readonly start: Date,
  ) {}

  static async on(stage: ReviewStage, cohort: Cohort): Promise<AcademyStrategy> {
    const start = new Date('2030-03-04T08:00:00Z');
    const at = (hours: number) => new Date(start.getTime() + hours * HOUR);
    await stage.setClock(start);
    const editionId = await stage.edition(await stage.course(), { startsAt: start, endsAt: at(2 * END), submitBy: at(SUBMIT_BY), graceHours: GRACE, reviewBy: at(REVIEW_BY) });
    const teachers = await stage.enrol(editionId, cohort.members.map(({ reads, school }) => ({ reads: [...reads], school })));
    return new AcademyStrategy(stage, cohort, editionId, teachers, start);
  }

  async submit(member: number, at: number): Promise<void> {
    const { language, isLate, school } = this.cohort.members[member]!;
    const reviewBy = new Date(this.start.getTime() + Math.max(REVIEW_BY, isLate ? at + 7 * 24 : 0) * HOUR);
    const id = await this.stage.submit(this.editionId, this.teachers[member]!, language, { isLate, reviewBy, school });
    this.works.set(id, member);
    this.idOf.set(member, id);
  }

  async next(member: number): Promise<number | null> {
    const answer = await this.stage.lending.next(this.teachers[member]!.enrolmentId, KEY);
    if (!('reviewId' in answer)) return null;
    const review = await this.stage.database.one<{ submissionId: string }>('SELECT submission_id AS "submissionId" FROM review WHERE id = $1', [answer.reviewId]);
    const work = this.works.get(review!.submissionId)!;
    this.reviews.set(`${member} ${work}`, answer.reviewId);
    return work;
  }

  finish = (member: number, work: number): Promise<boolean> => this.stage.finish(this.reviews.get(`${member} ${work}`)!);

  async release(member: number, work: number): Promise<void> {
    await this.stage.database.transaction((tx) => this.stage.claims.giveBack(tx, this.reviews.get(`${member} ${work}`)!, 'released'));
  }

  /** Staff send it back: its claims too. */
  async remove(work: number): Promise<void> {
    const id = this.idOf.get(work)!;
    await this.stage.database.transaction(async (tx) => {
      for (const { id: reviewId } of await tx.query(`SELECT id FROM review WHERE submission_id = $1 AND state = 'claimed' ORDER BY id`, [id])) await this.stage.claims.giveBack(tx, reviewId, 'released');
      await tx.query(`UPDATE submission SET state = 'returned' WHERE id = $1`, [id]);
    });
  }

  async tick(at: number, isEventful: boolean): Promise<void> {
    const isSweep = at % SWEEP_HOURS === 0;
    if (isEventful || isSweep) await this.stage.setClock(new Date(this.start.getTime() + at * HOUR));
    if (isSweep) await this.stage.rounds.sweep();
  }
}
