import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Flags, Lending, Publications, ReviewFeedback, Reviews } from '@academy/reviews';
import type { DemoScenario } from '../people';
import type { Stage } from './stage';

/** Whose first line names a school. */
const REVEALING = 'giulia-santoro';
const APPEAL =
  'I know that my text is short. But two reviewers write that they could not teach it, and both praise the idea; I have run it three times with my class and can add the times. Could somebody look at it again, or give it back to me?';
/** What authors answered to the first of their reviews. */
const REPLIES: Readonly<Record<string, string>> = {
  'aoife-brennan': 'Mondays: we dot the line, and the children wrote “weekend” on it. Thank you for asking.',
  'camille-lefort': 'Bonne idée, j’ai retrouvé une affiche de l’an dernier : elle ouvrira la quatrième séance.',
  'jonas-hollerbach': 'Rot ist ab drei Zentimetern, das haben die Kinder so festgelegt. Ich schreibe es dazu.',
};
const PUBLISHED: readonly [person: string, isNamed: boolean][] = [['aoife-brennan', true], ['camille-lefort', true], ['jonas-hollerbach', false]];
const HELPFUL = [5, 4, 5, 3];

/** What follows from reviews: flags, thanks, an appeal, works given to everybody; and who steps in where reviewers are few. */
@Injectable()
export class Aftermath {
  constructor(
    private readonly database: Database,
    private readonly lending: Lending,
    private readonly reviews: Reviews,
    private readonly flags: Flags,
    private readonly feedback: ReviewFeedback,
    private readonly publications: Publications,
  ) {}

  /** Whether whoever was lent this work had to give it back: it says who wrote it. */
  async isFlagged(stage: Stage, { person }: DemoScenario, reviewId: string, reviewerId: string): Promise<boolean> {
    if (person !== REVEALING) return false;
    const { id } = (await this.workBy(stage, person))!;
    await this.flags.flagSubmission(id, { reason: 'reveals-identity', text: 'The first line names the school, and there is only one of that name.' }, reviewerId);
    await this.reviews.release(reviewId);
    return true;
  }

  /** The coordinator reads what of the early works still lacks reviews that somebody could have written. */
  async readWhatIsLeft(stage: Stage, works: readonly DemoScenario[], say: (work: DemoScenario, reviewId: string) => Promise<void>): Promise<void> {
    for (const work of works) {
      const open = await this.workBy(stage, work.person);
      if (!open || open.finished >= work.reviews.length || open.lent > 0) continue;
      // A colleague of the staff reads a work once, whatever it lacks.
      const { reviewId } = await this.lending.lendToStaff(open.id, stage.coordinatorId);
      await say(work, reviewId);
    }
  }

  async afterGrades(stage: Stage): Promise<void> {
    for (const [person, reply] of Object.entries(REPLIES)) {
      const received = await this.database.query<{ id: string }>(`SELECT r.id FROM review r JOIN submission s ON s.id = r.submission_id WHERE s.id = $1 AND r.state = 'done' ORDER BY r.done_at`, [
        (await this.workBy(stage, person))?.id,
      ]);
      for (const [index, { id }] of received.entries()) await this.feedback.rate(id, { helpful: HELPFUL[index] ?? 4, ...(index === 0 ? { reply } : {}) }, stage.people.get(person)!);
    }
    for (const [person, isNamed] of PUBLISHED) {
      const work = await this.workBy(stage, person);
      if (work?.state === 'graded') await this.publications.publish(work.id, { licence: 'CC-BY-4.0', isNamed }, stage.people.get(person)!);
    }
    const refused = await this.workBy(stage, 'torben-jessen');
    if (refused?.state === 'graded') await this.flags.appeal(refused.id, APPEAL, stage.people.get('torben-jessen')!);
  }

  private workBy({ editionId, people }: Stage, person: string): Promise<{ id: string; state: string; finished: number; lent: number } | null> {
    return this.database.one('SELECT id, state, finished, lent FROM submission WHERE edition_id = $1 AND $2::uuid = ANY (author_ids)', [editionId, people.get(person)]);
  }
}
