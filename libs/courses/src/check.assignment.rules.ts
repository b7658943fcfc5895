import type { ActivityOf } from './activity.schemas';
import { error, type Problem, warning } from './problem.rules';

type Assignment = ActivityOf<'assignment'>;

/** A criterion with one level cannot tell good work from poor. */
const FEWEST_LEVELS = 2;

/** What would leave reviewers without a measure, or works without reviews. */
export function assignmentProblems(assignment: Assignment, path: string): Problem[] {
  return [...rubricProblems(assignment, `${path}/rubric`), ...exampleProblems(assignment, `${path}/examples`), ...reviewProblems(assignment, path)];
}

function rubricProblems({ rubric, title }: Assignment, path: string): Problem[] {
  if (rubric.criteria.length === 0) return [error(path, 'rubricMissing', { title })];
  return rubric.criteria.flatMap(({ levels, title: criterion }, c) => {
    const at = `${path}/criteria/${c}/levels`;
    if (levels.length < FEWEST_LEVELS) return [error(at, 'criterionWithoutLevels', { title, criterion })];
    return levels.every(({ points }) => points === levels[0]!.points) ? [warning(at, 'criterionWithoutDifference', { title, criterion })] : [];
  });
}

function exampleProblems({ examples, rubric, title, trainingRequired }: Assignment, path: string): Problem[] {
  if (trainingRequired && examples.length === 0) return [error(path, 'trainingWithoutExamples', { title })];
  return examples.flatMap((example, e) => {
    const missing = rubric.criteria.filter(({ key }) => example.scores[key] === undefined);
    const levels = missing.map((criterion) => error(`${path}/${e}/scores/${criterion.key}`, 'exampleWithoutLevel', { title, example: example.title, criterion: criterion.title }));
    return example.markdown.trim() === '' ? [error(`${path}/${e}/markdown`, 'emptyExample', { title, example: example.title }), ...levels] : levels;
  });
}

function reviewProblems({ title, reviewsToGive, reviewsWanted, groupWork, rounds, release }: Assignment, path: string): Problem[] {
  const problems: Problem[] = [];
  // Of a group every member reviews, so that there are more reviewers than works.
  if (!groupWork && reviewsToGive < reviewsWanted) problems.push(warning(`${path}/reviewsToGive`, 'tooFewReviews', { title, give: reviewsToGive, wanted: reviewsWanted }));
  if (rounds === 2 && release !== 'at-once') problems.push(warning(`${path}/release`, 'secondDraftWithoutReviews', { title }));
  return problems;
}
