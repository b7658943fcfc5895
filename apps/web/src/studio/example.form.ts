import type { Example } from '@academy/courses';
import type { Criterion } from './criterion.form';
import { type Body, textOf } from './fields';

/** A graded example as its form shows it: a level and a comment for each criterion. */
export const exampleValues = ({ title, markdown, scores, comments }: Example): Body => ({
  title,
  markdown,
  ...named('score', scores),
  ...named('comment', comments),
});

/** The example that a form describes, to be parsed by its schema. */
export const exampleFrom = (key: string, body: Body): Record<string, unknown> => ({
  key,
  title: textOf(body['title']).trim(),
  markdown: textOf(body['markdown']),
  scores: typed('score', body),
  comments: typed('comment', body),
});

/** Criteria with what was chosen and written for each, as the form of an example shows them. */
export const exampleRows = (criteria: readonly Criterion[], values: Body) =>
  criteria.map(({ key, title, levels }) => ({
    key,
    title,
    level: textOf(values[`score.${key}`]),
    comment: textOf(values[`comment.${key}`]),
    levels: levels.map((level) => ({ value: level.key, label: `${level.points} · ${level.title}` })),
  }));

/** Examples keep the levels and comments that the rubric still has. */
export const trimmedExamples = (examples: readonly Example[], criteria: readonly Criterion[]): Example[] => {
  const levels = new Map(criteria.map((criterion) => [criterion.key, criterion.levels.map(({ key }) => key)]));
  const kept = (texts: Readonly<Record<string, string>>, isKept: (criterion: string, text: string) => boolean) => Object.fromEntries(Object.entries(texts).filter(([criterion, text]) => isKept(criterion, text)));
  return examples.map((example) => ({
    ...example,
    scores: kept(example.scores, (criterion, level) => levels.get(criterion)?.includes(level) === true),
    comments: kept(example.comments, (criterion) => levels.has(criterion)),
  }));
};

const named = (prefix: string, texts: Readonly<Record<string, string>>): Body => Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${prefix}.${key}`, text]));

const typed = (prefix: string, body: Body): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const text = textOf(value).trim();
      return name.startsWith(`${prefix}.`) && text !== '' ? [[name.slice(prefix.length + 1), text]] : [];
    }),
  );
