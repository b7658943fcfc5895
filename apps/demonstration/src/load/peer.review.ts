import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Assignments, Lending, Likeness, Reviews, ReviewStanding, Submissions, Training } from '@academy/reviews';
import { type DemoReview, type DemoScenario, draftScenarios, earlyScenarios, lateScenarios } from '../people';
import { Aftermath } from './aftermath';
import { History } from './history';
import type { Stage } from './stage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Writer = DemoScenario & Readonly<{ userId: string; enrolmentId: string }>;

const CRITERIA = ['purpose', 'sequence', 'local-data', 'assessment', 'usable'] as const;
/** Whose account visitors use: one review is left to them. */
const VISITORS = 'teacher';
const REVIEWS_EACH = 3;
const READ_BY_MANY = 'en';
/** How often somebody asks for a work, with one that is not there yet. */
const ASKS = 5;

/** Lets colleagues write scenarios, train, and review one another; whoever is lent a work says what the story has for it. */
@Injectable()
export class PeerReview {
  private readonly said = new Map<string, number>();
  private readonly given = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly assignments: Assignments,
    private readonly submissions: Submissions,
    private readonly training: Training,
    private readonly lending: Lending,
    private readonly reviews: Reviews,
    private readonly standing: ReviewStanding,
    private readonly likeness: Likeness,
    private readonly aftermath: Aftermath,
  ) {}

  /** Writes down a week of handing in and reviewing, and what came of it. */
  plan(stage: Stage): void {
    const at = (days: number, hours: number, happen: () => Promise<unknown>) => this.history.at(new Date(stage.opened.getTime() + days * DAY + hours * HOUR), happen);
    earlyScenarios.forEach((scenario, index) => {
      at(1, index * 4.5, () => this.handIn(stage, scenario));
      for (let ask = 0; ask < ASKS; ask++) at(4, ask * 11 + index * 0.7, () => this.reviewOne(stage, scenario));
    });
    draftScenarios.forEach((scenario, index) => at(5, index, () => this.write(stage, scenario)));
    at(6, 8, () => this.aftermath.readWhatIsLeft(stage, earlyScenarios, (work, reviewId) => this.say(stage, work, reviewId)));
    lateScenarios.forEach((scenario, index) => {
      at(6, 9 + index, () => this.handIn(stage, scenario));
      if (scenario.language === READ_BY_MANY) at(6, 16 + index * 1.3, () => this.reviewOne(stage, scenario));
    });
    at(6, 21, () => this.aftermath.afterGrades(stage));
    // Claims live for two days: visitors see some that are open.
    lateScenarios.forEach((scenario, index) => this.history.at(new Date(stage.now.getTime() - (lateScenarios.length - index) * 12 * MINUTE), () => this.reviewOne(stage, scenario)));
  }

  private async write(stage: Stage, scenario: DemoScenario): Promise<Writer> {
    const userId = stage.people.get(scenario.person)!;
    const enrolment = await this.database.one<{ id: string }>('SELECT id FROM enrolment WHERE edition_id = $1 AND user_id = $2', [stage.editionId, userId]);
    const writer = { ...scenario, userId, enrolmentId: enrolment!.id };
    const { language, fields } = scenario;
    await this.submissions.save(writer.enrolmentId, stage.activityKey, { markdown: '', fields, language, links: [], attachments: [] }, null);
    return writer;
  }

  private async handIn(stage: Stage, scenario: DemoScenario): Promise<void> {
    const { enrolmentId } = await this.write(stage, scenario);
    const { id } = await this.submissions.submit(enrolmentId, stage.activityKey);
    await this.likeness.compare(id);
    const { activity } = await this.assignments.find(stage.editionId, stage.activityKey);
    for (const { key, scores } of activity.examples) await this.training.answer(enrolmentId, stage.activityKey, key, scores);
  }

  /** Asks for the next work, if one is still owed, and hands its review in three quarters of an hour later. */
  private async reviewOne(stage: Stage, { person }: DemoScenario): Promise<void> {
    const owed = person === VISITORS ? REVIEWS_EACH - 1 : REVIEWS_EACH;
    if ((this.given.get(person) ?? 0) >= owed) return;
    const userId = stage.people.get(person)!;
    const enrolment = await this.database.one<{ id: string }>('SELECT id FROM enrolment WHERE edition_id = $1 AND user_id = $2', [stage.editionId, userId]);
    const lent = await this.lending.next(enrolment!.id, stage.activityKey);
    if (!('reviewId' in lent) || !lent.isNew) return;
    const { reviewId } = lent;
    const work = await this.workOf(stage, reviewId);
    if (await this.aftermath.isFlagged(stage, work, reviewId, userId)) return;
    // Nothing is written for it: the claim stays open, for visitors to see.
    if (!this.nextOf(work)) return;
    this.given.set(person, (this.given.get(person) ?? 0) + 1);
    const done = new Date((await this.now()).getTime() + 40 * MINUTE);
    this.history.at(done, () => this.say(stage, work, reviewId));
  }

  private async workOf({ people }: Stage, reviewId: string): Promise<DemoScenario> {
    const work = await this.database.one<{ authorId: string }>('SELECT s.author_ids[1] AS "authorId" FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.id = $1', [reviewId]);
    return [...earlyScenarios, ...lateScenarios].find(({ person }) => people.get(person) === work!.authorId)!;
  }

  private nextOf = (work: DemoScenario): DemoReview | undefined => work.reviews[this.said.get(work.person) ?? 0];

  private async say({ activityKey }: Stage, work: DemoScenario, reviewId: string): Promise<void> {
    const words = this.nextOf(work);
    if (!words) return;
    this.said.set(work.person, (this.said.get(work.person) ?? 0) + 1);
    const scores = Object.fromEntries(CRITERIA.map((criterion, index) => [criterion, `${criterion}-${words.points[index]}`]));
    const { purpose, usable, keeps, suggests } = words;
    const input = { scores, comments: { purpose, usable }, overall: '', keeps, suggests, done: true };
    const { state } = await this.reviews.save(reviewId, input, 'prompts');
    if (state !== 'done') await this.reviews.save(reviewId, input, 'prompts');
    await this.settleAuthors(reviewId, activityKey);
  }

  /** What the worker does once a grade is released, done here: the history is not delivered again. */
  private async settleAuthors(reviewId: string, activityKey: string): Promise<void> {
    const authors = await this.database.query<{ id: string }>(
      `SELECT a.enrolment_id AS id FROM review r JOIN submission_author a ON a.submission_id = r.submission_id
       JOIN grade g ON g.submission_id = r.submission_id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL WHERE r.id = $1`,
      [reviewId],
    );
    for (const { id } of authors) await this.database.transaction((tx) => this.standing.settle(tx, id, activityKey));
  }

  private async now(): Promise<Date> {
    return (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;
  }
}
