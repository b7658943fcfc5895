import type { DraftView } from '@academy/courses';
import { courseHref, itemHref } from './outline.view';

const POINTER = /^\/modules(?:\/(\d+)(?:\/sections\/(\d+)(?:\/activities\/(\d+)(?:\/(.*))?)?)?)?/;

/** Where the editor puts right what a JSON pointer into the draft names. */
export function hrefOfProblem(courseId: string, draft: DraftView, path: string): string {
  const [, module, section, activity, rest] = POINTER.exec(path) ?? [];
  const held = draft.modules[Number(module)];
  if (!held) return path.startsWith('/modules') ? `${courseHref(courseId)}#outline` : `${courseHref(courseId)}#field-${path.slice(1).split('/')[0]}`;
  const part = held.sections[Number(section)];
  const item = part?.activities[Number(activity)];
  const href = itemHref(courseId, (item ?? part ?? held).key);
  return item ? href + detailOf(item, rest ?? '') : href;
}

type Item = DraftView['modules'][number]['sections'][number]['activities'][number];

function detailOf(item: Item, rest: string): string {
  const [field = '', ...more] = rest.split('/');
  if (item.kind === 'quiz' && field === 'questions') {
    const question = item.questions[Number(more[0] ?? 'none')];
    return question ? `&question=${question.key}` : '#parts';
  }
  if (item.kind === 'survey' && field === 'questions') {
    const question = item.questions[Number(more[0] ?? 'none')];
    return question ? `&survey-question=${question.key}` : '#parts';
  }
  if (item.kind === 'assignment' && field === 'rubric') {
    const criterion = item.rubric.criteria[Number(more[1] ?? 'none')];
    return criterion ? `&criterion=${criterion.key}` : '#parts';
  }
  if (item.kind === 'assignment' && field === 'examples') {
    const example = item.examples[Number(more[0] ?? 'none')];
    return example ? `&example=${example.key}` : '#examples';
  }
  return field === '' ? '' : `#field-${field}`;
}
