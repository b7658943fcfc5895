import { type ActivityKind, type CompletionRule, completionOf } from '@academy/courses';
import { area, box, type FieldSpec, type Item, line, linesOf, number, percent, select, textOf } from './fields';

type Rule = CompletionRule['rule'];

/** The rules that a choice makes sense of. What an item has already is always among its choices. */
const RULES: Record<ActivityKind, readonly Rule[]> = {
  page: ['viewed', 'marked'],
  video: ['viewed', 'marked'],
  resource: ['viewed', 'marked'],
  quiz: ['score', 'marked', 'viewed'],
  discussion: ['marked', 'viewed'],
  reflection: ['submitted', 'marked', 'viewed'],
  assignment: ['reviewed', 'submitted', 'viewed'],
};
export const rulesOf = (kind: ActivityKind, chosen: string): string[] => [...new Set([...RULES[kind], ...(chosen === '' ? [] : [chosen])])];

const ruleOf = (item: Item): Rule | null => (item['completion'] as CompletionRule | undefined)?.rule ?? null;

function completion(kind: ActivityKind): FieldSpec {
  const usual = completionOf({ kind }).rule;
  return select('completion', {
    read: (item) => ruleOf(item) ?? usual,
    write: (typed, _all, before) => {
      const earlier = before['completion'] as (CompletionRule & { atLeast?: number }) | undefined;
      const follows = typed === 'score' && (earlier?.atLeast === undefined || earlier.atLeast === before['passMark']);
      if (earlier?.rule === typed && !follows) return earlier;
      return typed === usual ? null : { rule: typed };
    },
  });
}

type Caption = { language: string; url: string };
const captions = area('captions', 3, {
  read: (item) => ((item['captions'] ?? []) as Caption[]).map(({ language, url }) => `${language} | ${url}`).join('\n'),
  write: (typed) =>
    linesOf(typed).map((text) => {
      const [language, ...address] = text.split('|').map((part) => part.trim());
      return { language, url: address.join('|') };
    }),
});

const orNull = (typed: string) => (typed === '' ? null : typed);
const rarely = (field: FieldSpec): FieldSpec => ({ ...field, isRare: true });
const orNothing = { isRequired: false, write: (typed: string) => (typed.trim() === '' ? null : typed.trim()) };


const OWN: Record<ActivityKind, readonly FieldSpec[]> = {
  page: [area('markdown', 20)],
  video: [line('url'), captions, area('transcript', 12)],
  resource: [area('description', 8), line('url', orNothing), select('mediaId', orNothing)],
  quiz: [area('introduction', 6), percent('passMark'), number('attempts'), box('shuffle', false)],
  discussion: [area('prompt', 12)],
  reflection: [area('prompt', 12)],
  assignment: [
    area('prompt', 14),
    number('reviewsToGive', { isRequired: true, read: (item) => textOf(item['reviewsToGive'] ?? 3) }),
    number('reviewsWanted', { isRequired: true, read: (item) => textOf(item['reviewsWanted'] ?? 3) }),
    percent('passMark'),
    box('trainingRequired', false),
    box('attachments', true),
    ...[
      select('anonymity', { read: (item) => textOf(item['anonymity'] ?? 'double-blind') }),
      select('release', { read: (item) => textOf(item['release'] ?? 'at-once'), write: orNull }),
      select('rounds', { read: (item) => textOf(item['rounds'] ?? 1), write: (typed) => (typed === '' ? null : Number(typed)) }),
      number('correctionMinutes', { read: (item) => textOf(item['correctionMinutes'] ?? 0) }),
      box('ownSubmissionFirst', true),
      box('groupWork', false),
    ].map(rarely),
  ],
};

/** The form of an activity. */
export const activityFields = (kind: ActivityKind): FieldSpec[] => [line('title'), ...OWN[kind], number('minutes'), box('required', true), completion(kind)];
export const MODULE_FIELDS: readonly FieldSpec[] = [line('title'), area('summary', 4)];
export const SECTION_FIELDS: readonly FieldSpec[] = [line('title')];

/** The Markdown that a preview shows, by kind. */
export const TEXT_OF: Record<ActivityKind, string> = {
  page: 'markdown',
  video: 'transcript',
  resource: 'description',
  quiz: 'introduction',
  discussion: 'prompt',
  reflection: 'prompt',
  assignment: 'prompt',
};
