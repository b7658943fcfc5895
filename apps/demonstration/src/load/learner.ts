import { Injectable } from '@nestjs/common';
import { Awards, BadgeQueries, Certificates } from '@academy/credentials';
import { type Question, Versions, type VersionOutline } from '@academy/courses';
import { Enrolments } from '@academy/enrolments';
import { Attempts, ProgressKeeper, Reflections } from '@academy/learning';
import { History } from './history';
import { diaryEntries } from '../people';

export type Activity = { key: string; kind: string; module: number };
/** `waivedBy`: who wrote down that assignments were looked at in another way. */
type Learning = { enrolmentId: string; versionId: string; courseId: string; activities: Activity[]; person: string; chance: () => number; waivedBy: string | null };

const WAIVED = 'The scenarios of this edition were read and discussed at its closing meeting.';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Lets people learn: one activity after the other, in the hours after school. */
@Injectable()
export class Learner {
  constructor(
    private readonly history: History,
    private readonly versions: Versions,
    private readonly enrolments: Enrolments,
    private readonly progress: ProgressKeeper,
    private readonly attempts: Attempts,
    private readonly reflections: Reflections,
    private readonly badges: BadgeQueries,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
  ) {}

  activitiesOf = (outline: VersionOutline): Activity[] =>
    outline.modules.flatMap((module, index) =>
      module.sections.flatMap((section) => section.activities.filter(({ required }) => required).map(({ key, kind }) => ({ key, kind, module: index }))),
    );

  async enrol(editionId: string, userId: string): Promise<string> {
    return (await this.enrolments.enrol(editionId, userId)).id;
  }

  /** Writes down when each activity is done: between the opening of its module and `until`, over two to six days. */
  plan(learning: Learning, openings: readonly Date[], until: Date): void {
    for (const module of new Set(learning.activities.map((activity) => activity.module))) {
      const own = learning.activities.filter((activity) => activity.module === module);
      const opened = openings[module]!.getTime() + MINUTE;
      const last = until.getTime() - MINUTE - own.length * 1_000;
      if (opened >= last) return;
      const from = Math.min(opened + learning.chance() * DAY, last);
      const to = Math.min(from + (2 + learning.chance() * 4) * DAY, last);
      own.forEach((activity, index) => {
        const at = new Date(from + ((to - from) * index) / own.length + index * 1_000);
        this.history.at(at, () => this.learn(learning, activity));
      });
    }
  }

  /** What the worker does on completion, done here: the history is not delivered again. */
  async reward({ enrolmentId, courseId }: Pick<Learning, 'enrolmentId' | 'courseId'>): Promise<void> {
    const badge = (await this.badges.ofCourse(courseId)).find(({ trigger }) => trigger === 'course')!;
    await this.awards.award(badge.id, enrolmentId, null);
    await this.certificates.issue(enrolmentId);
  }

  private async learn({ enrolmentId, versionId, person, chance, waivedBy }: Learning, { key, kind }: Activity): Promise<void> {
    await this.progress.view(enrolmentId, key);
    if (kind === 'quiz') await this.takeQuiz(enrolmentId, versionId, key, chance);
    if (kind === 'reflection') {
      const entry = diaryEntries.find((each) => each.person === person && each.activityKey === key);
      await this.reflections.write(enrolmentId, key, entry?.markdown ?? '…', entry?.shared ?? false);
    }
    if (kind === 'discussion') await this.progress.mark(enrolmentId, key);
    if (kind === 'assignment' && waivedBy) await this.progress.waive(enrolmentId, key, WAIVED, waivedBy);
  }

  /** One in four needs a second try. */
  private async takeQuiz(enrolmentId: string, versionId: string, key: string, chance: () => number): Promise<void> {
    const quiz = await this.versions.activity(versionId, key);
    if (quiz?.kind !== 'quiz') return;
    const right = Object.fromEntries(quiz.questions.map((question) => [question.key, rightAnswer(question)]));
    if (chance() < 0.25) await this.attempts.finish((await this.attempts.start(enrolmentId, key)).id, {});
    await this.attempts.finish((await this.attempts.start(enrolmentId, key)).id, right);
  }
}

function rightAnswer(question: Question): unknown {
  if (question.type === 'short-text') return question.answer?.[0] ?? null;
  if (question.type === 'numeric') return question.answer?.value ?? null;
  return question.answer ?? null;
}
