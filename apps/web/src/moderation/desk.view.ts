import { Injectable } from '@nestjs/common';
import { Clock, found, Messages, NotFound, renderMarkdown } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Versions, withDefaults } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import { type AssignmentActivity, CaseQueries, DECISIONS_OF, DeskQueries, type DeskReview, type DeskWork, type ModeratedCase, partsOf, passagesOf, wholeMarkdown } from '@academy/reviews';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import { Page } from '../views/page';

/** The one form of the page that was refused: a case by its id, `grade` or `staff-review`. */
type Refusal = { of: string | null; state: FormState };

/** One work with all its reviews, grades and cases. */
@Injectable()
export class DeskPage {
  constructor(
    private readonly desk: DeskQueries,
    private readonly cases: CaseQueries,
    private readonly editions: EditionQueries,
    private readonly versions: Versions,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  async page(id: string, locale: string, me: Actor, refused: Refusal): Promise<Page> {
    const work = found(await this.desk.work(id), 'submission');
    const [edition, activity, reviews, grades, cases, like] = await Promise.all([
      this.editions.view(work.editionId),
      this.assignmentOf(work),
      this.desk.reviews(id),
      this.desk.grades(id),
      this.cases.ofSubmission(id),
      this.desk.like(id),
    ]);
    const text = (key: string) => this.messages.text(locale, `moderation.${key}`);
    const form = (of: string) => formView(this.messages, locale, 'moderation', refused.of === of ? refused.state : emptyForm());
    const courseId = found(edition, 'edition').course.id;
    return new Page('moderation/submission', {
      edition,
      mayRun: can(me, 'edition.run', { editionId: work.editionId, courseId }),
      assignment: { title: activity.title, href: `/coordination/editions/${work.editionId}/assignments/${work.activityKey}` },
      work: { ...work, who: work.authors.map(({ displayName }) => displayName).join(', '), links: work.content.links ?? [] },
      files: work.files.map((fileName, index) => ({ fileName, href: `/coordination/submissions/${id}/files/${index + 1}` })),
      isOwn: isOwn(work, me),
      isOpen: ['submitted', 'in-review', 'graded'].includes(work.state),
      tone: work.reviewBy && work.reviewBy < this.clock.now() ? 'late' : null,
      reviewBy: work.reviewBy?.toISOString() ?? null,
      parts: partsOf(contentOf(work), activity.form).map(({ title, markdown }) => ({ title, rendered: renderMarkdown(markdown) })),
      reviews: reviews.map((review) => shownReview(review, activity)),
      grades: grades.map((grade) => ({ ...grade, criteria: grade.criteria.map((each) => ({ ...each, title: activity.rubric.criteria.find(({ key }) => key === each.key)?.title ?? each.key })) })),
      maxPoints: activity.rubric.criteria.reduce((sum, { levels }) => sum + Math.max(...levels.map((level) => level.points)), 0),
      cases: cases.map((each) => ({ ...each, dueAt: each.dueAt.toISOString(), about: reviews.find((review) => review.id === each.reviewId)?.reviewer ?? null, form: form(each.id), ...choices(each, text, refused) })),
      gradeForm: form('grade'),
      staffForm: form('staff-review'),
      like: like.map((each) => ({ ...each, href: `/coordination/submissions/${id}/likeness/${each.id}`, who: this.mayKnow(me, each) ? each.authors.join(', ') : null })),
    });
  }

  /** Two works side by side, with what stands in both marked. */
  async sideBySide(id: string, otherId: string, me: Actor): Promise<Page> {
    const work = found(await this.desk.work(id), 'submission');
    const other = found((await this.desk.like(id, otherId))[0], 'submission');
    const edition = found(await this.editions.view(work.editionId), 'edition');
    const [mine, theirs] = await Promise.all([this.textOf(work), this.textOf(other)]);
    return new Page('moderation/likeness', {
      edition,
      work: { id, language: work.language, who: work.authors.map(({ displayName }) => displayName).join(', '), submittedAt: work.submittedAt, passages: passagesOf(mine, theirs) },
      other: { ...other, who: this.mayKnow(me, other) ? other.authors.join(', ') : null, mayOpen: this.mayKnow(me, other), passages: passagesOf(theirs, mine) },
    });
  }

  private async textOf(work: Pick<DeskWork, 'versionId' | 'activityKey' | 'content'>): Promise<string> {
    return wholeMarkdown(contentOf(work), (await this.assignmentOf(work)).form);
  }

  /** As of the version that the work was handed in under. */
  private async assignmentOf({ versionId, activityKey }: Pick<DeskWork, 'versionId' | 'activityKey'>): Promise<AssignmentActivity> {
    const activity = await this.versions.activity(versionId, activityKey);
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    return withDefaults(activity);
  }

  /** Who wrote a work of another edition is for the moderators of that one. */
  private mayKnow(me: Actor, { editionId, courseId }: { editionId: string; courseId: string }): boolean {
    return can(me, 'edition.moderate', { editionId, courseId });
  }
}

const isOwn = ({ authors }: DeskWork, me: Actor): boolean => authors.some(({ userId }) => userId === me.userId);
const contentOf = ({ content }: Pick<DeskWork, 'content'>) => ({ markdown: (content as Partial<typeof content>).markdown ?? '', fields: (content as Partial<typeof content>).fields ?? {} });

/** A review with its levels in words. */
function shownReview(review: DeskReview, { rubric }: AssignmentActivity) {
  const lines = rubric.criteria.map(({ key, title, levels }) => ({ title, level: levels.find((level) => level.key === review.scores[key])?.title ?? null, comment: review.comments[key] ?? '' }));
  return { ...review, lines: lines.filter(({ level, comment }) => level !== null || comment !== ''), isDone: review.state === 'done' || review.state === 'removed', expiresAt: review.expiresAt.toISOString() };
}

/** What may be decided, with what was chosen before it was refused. */
function choices({ id, kind }: ModeratedCase, text: (key: string) => string, { of, state }: Refusal) {
  const chosen = of === id ? state.values['decision'] : undefined;
  const options = DECISIONS_OF[kind].map((value) => ({ value, label: text(`decision-${value}`), hint: text(`decision-${value}-hint`), isChosen: value === chosen }));
  return { options, takesGrade: options.some(({ value }) => value === 'change-grade'), takesDays: options.some(({ value }) => value === 'extend') };
}
