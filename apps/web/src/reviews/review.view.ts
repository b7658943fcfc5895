import { type Messages, renderMarkdown } from '@academy/platform';
import type { ShownReview } from '@academy/reviews';
import { languageBeside } from '../learning/language';
import type { FormState } from '../views/forms';
import { colleagueName } from './colleague';

type Reader = { messages: Messages; locale: string };

/** A review as its page shows it: the work beside the rubric. */
export function reviewView(review: ShownReview, form: FormState, { messages, locale }: Reader) {
  const { reviewId, enrolmentId, editionId, course, activity, state, work, draft, warnings } = review;
  const say = (key: string) => messages.text(locale, key);
  const address = `/learning/reviews/${reviewId}`;
  const activityHref = enrolmentId && `/learning/${enrolmentId}/activities/${activity.key}`;
  const isOpen = state === 'claimed' || state === 'expired';
  const who = colleagueName(messages, locale, review.author);
  const criteria = criteriaOf(review, form, say);
  const problems = problemsOf(criteria, form, say);
  return {
    reviewId, state, isOpen, who, address, criteria,
    round: review.round,
    rounds: review.rounds,
    minutes: review.minutes,
    revision: review.revision,
    expiresAt: review.expiresAt.toISOString(),
    course: { title: course.title, href: enrolmentId ? `/learning/${enrolmentId}` : `/coordination/editions/${editionId}` },
    activity: { title: activity.title, href: activityHref ?? null },
    enrolmentId: enrolmentId ?? '',
    reviewsHref: activityHref ? `${activityHref}/reviews` : `/coordination/editions/${editionId}`,
    isStaff: enrolmentId === null,
    lang: languageBeside(course.language, locale),
    work: work && {
      lang: languageBeside(work.language, locale),
      language: work.language,
      parts: work.parts.map(({ title, markdown }) => ({ title, html: renderMarkdown(markdown) })),
      links: work.links.map(({ url, title }) => ({ url, label: title === '' ? url : title })),
      files: work.files.map(({ number, name, bytes }) => ({ href: `${address}/attachments/${number}`, name, kilobytes: Math.max(1, Math.round(bytes / 1_024)) })),
    },
    isHeld: review.isHeld && work !== null,
    draft,
    feedback: { helpful: review.feedback.helpful, reply: review.feedback.reply === null ? null : renderMarkdown(review.feedback.reply) },
    isWritten: isWritten(draft),
    errors: Object.fromEntries(['keeps', 'suggests'].map((name) => [name, form.errors[name] === undefined ? null : say('review.promptMissing')])),
    problems,
    // One thing after the other: first what is missing.
    warnings: isOpen && problems.length === 0 ? warnings.map((warning) => say(`review.warning-${warning}`)) : [],
  };
}

/** Whether anything was written at all. */
const isWritten = ({ scores, ...texts }: ShownReview['draft']): boolean => Object.keys(scores).length > 0 || [...Object.values(texts.comments), texts.overall, texts.keeps, texts.suggests].some((text) => text !== '');

function criteriaOf({ criteria, draft }: ShownReview, form: FormState, say: (key: string) => string) {
  return criteria.map(({ key, title, commentRequired, levels }) => ({
    key,
    title,
    commentRequired,
    comment: draft.comments[key] ?? '',
    chosen: levels.find((level) => level.key === draft.scores[key])?.title ?? null,
    levels: levels.map((level) => ({ ...level, isChosen: draft.scores[key] === level.key })),
    errors: {
      level: form.errors[`scores.${key}`] === undefined ? null : say('review.levelMissing'),
      comment: form.errors[`comments.${key}`] === undefined ? null : say('review.commentMissing'),
    },
  }));
}

/** What is missing, in the order of the form, each leading to its place. */
function problemsOf(criteria: ReturnType<typeof criteriaOf>, form: FormState, say: (key: string) => string) {
  const ofCriteria = criteria.flatMap(({ key, title, errors }) => [
    ...(errors.level ? [{ id: `level-${key}`, text: title, message: errors.level }] : []),
    ...(errors.comment ? [{ id: `field-comment.${key}`, text: title, message: errors.comment }] : []),
  ]);
  const prompts = ['keeps', 'suggests'].filter((name) => form.errors[name] !== undefined);
  return [...ofCriteria, ...prompts.map((name) => ({ id: `field-${name}`, text: say(`review.${name}`), message: say('review.promptMissing') }))];
}
