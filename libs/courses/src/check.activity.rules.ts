import type { Activity, ActivityOf } from './activity.schemas';
import { assignmentProblems } from './check.assignment.rules';
import { liveEventProblems } from './check.live-event.rules';
import { addressesIn, picturesWithoutText } from './markdown.rules';
import { type CheckFacts, error, type Problem, warning } from './problem.rules';
import { whyNoAnswer } from './questions.rules';
import { surveyProblems } from './check.survey.rules';

type Facts = CheckFacts & { activityKeys: ReadonlySet<string> };

/** Everything wrong with one activity. */
export function activityProblems(activity: Activity, path: string, facts: Facts): Problem[] {
  return [...kindProblems(activity, path, facts.now), ...textsOf(activity, path).flatMap((text) => textProblems(text, facts)), ...fileProblems(activity, path, facts)];
}

function kindProblems(activity: Activity, path: string, now: Date): Problem[] {
  switch (activity.kind) {
    case 'page':
      return activity.markdown.trim() === '' ? [warning(`${path}/markdown`, 'emptyPage', { title: activity.title })] : [];
    case 'video':
      return activity.captions.length === 0 ? [warning(`${path}/captions`, 'captionsMissing', { title: activity.title })] : [];
    case 'resource':
      return activity.url === undefined && activity.mediaId === undefined ? [error(path, 'resourceWithoutTarget', { title: activity.title })] : [];
    case 'quiz':
      return quizProblems(activity, path);
    case 'assignment':
      return assignmentProblems(activity, path);
    case 'live-event':
      return liveEventProblems(activity, path, now);
    case 'survey':
      return surveyProblems(activity, path);
    default:
      return [];
  }
}

function quizProblems(quiz: ActivityOf<'quiz'>, path: string): Problem[] {
  if (quiz.questions.length === 0) return [error(`${path}/questions`, 'quizWithoutQuestions', { title: quiz.title })];
  return quiz.questions.flatMap((question, q) => {
    const reason = whyNoAnswer(question);
    const code = reason === 'answer-not-an-option' ? 'answerNotAnOption' : 'questionWithoutAnswer';
    return reason ? [error(`${path}/questions/${q}/answer`, code, { title: quiz.title, number: q + 1 })] : [];
  });
}

type Text = { path: string; markdown: string; title: string };

/** The texts of an activity that are Markdown. */
export function textsOf(activity: Activity, path: string): Text[] {
  const text = (field: string, markdown: string): Text => ({ path: `${path}/${field}`, markdown, title: activity.title });
  switch (activity.kind) {
    case 'page':
      return [text('markdown', activity.markdown)];
    case 'video':
      return [text('transcript', activity.transcript)];
    case 'resource':
    case 'live-event':
      return [text('description', activity.description)];
    case 'quiz':
      return [
        text('introduction', activity.introduction),
        ...activity.questions.flatMap(({ prompt, feedback }, q) => [text(`questions/${q}/prompt`, prompt), text(`questions/${q}/feedback`, feedback)]),
      ];
    case 'assignment':
      return [text('prompt', activity.prompt), ...activity.examples.map(({ markdown }, e) => text(`examples/${e}/markdown`, markdown))];
    case 'survey':
      return [text('introduction', activity.introduction), ...activity.questions.map(({ prompt }, q) => text(`questions/${q}/prompt`, prompt))];
    case 'discussion':
    case 'reflection':
      return [text('prompt', activity.prompt)];
  }
}

function textProblems({ path, markdown, title }: Text, facts: Facts): Problem[] {
  const broken = addressesIn(markdown).flatMap((address) => {
    const [, key] = /^activity:(.*)$/.exec(address) ?? [];
    if (key !== undefined && !facts.activityKeys.has(key)) return [error(path, 'brokenLink', { title, key })];
    return isMissing(address, facts) ? [error(path, 'fileMissing', { title, address })] : [];
  });
  const silent = picturesWithoutText(markdown);
  return silent > 0 ? [...broken, warning(path, 'alternativeTextMissing', { title, count: silent })] : broken;
}

/** Files that an activity names outside of its texts. */
function fileProblems(activity: Activity, path: string, facts: Facts): Problem[] {
  return filesOf(activity).flatMap(({ field, address }) => (isMissing(address, facts) ? [error(`${path}/${field}`, 'fileMissing', { title: activity.title, address })] : []));
}

function filesOf(activity: Activity): { field: string; address: string }[] {
  if (activity.kind === 'video') {
    return [{ field: 'url', address: activity.url }, ...activity.captions.map(({ url }, c) => ({ field: `captions/${c}/url`, address: url }))];
  }
  return activity.kind === 'resource' && activity.mediaId !== undefined ? [{ field: 'mediaId', address: `/media/${activity.mediaId}` }] : [];
}

/** Every address of one of our own files that an activity uses, with those in its texts. */
export const addressesOf = (activity: Activity): string[] =>
  [...textsOf(activity, '').flatMap(({ markdown }) => addressesIn(markdown)), ...filesOf(activity).map(({ address }) => address)].filter(
    (address) => mediaIdOf(address) !== null,
  );

export const mediaIdOf = (address: string): string | null => /^\/media\/([^/?#]+)/.exec(address)?.[1] ?? null;

const isMissing = (address: string, { mediaIds }: Facts): boolean => {
  const id = mediaIdOf(address);
  return id !== null && !mediaIds.has(id);
};
