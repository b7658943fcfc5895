import { type ActivityKind, type CompletionRule, completionOf } from '@academy/courses';
import { area, box, type FieldSpec, type Item, line, linesOf, number, percent, select, textOf, time } from './fields';

/** A rule as it is chosen: of a discussion with how often one posts, three standing for three and more. */
type Rule = CompletionRule['rule'] | `posted-${2 | 3}`;

/** The rules that a choice makes sense of. What an item has already is always among its choices. */
const RULES: Record<ActivityKind, readonly Rule[]> = {
  page: ['viewed', 'marked'],
  video: ['viewed', 'marked'],
  resource: ['viewed', 'marked'],
  quiz: ['score', 'marked', 'viewed'],
  discussion: ['posted', 'posted-2', 'posted-3', 'marked', 'viewed'],
  reflection: ['submitted', 'marked', 'viewed'],
  survey: ['submitted', 'viewed'],
  assignment: ['reviewed', 'submitted', 'viewed'],
  'live-event': ['attended', 'marked', 'viewed'],
};
export const rulesOf = (kind: ActivityKind, chosen: string): string[] => [...new Set([...RULES[kind], ...(chosen === '' ? [] : [chosen])])];

const nameOf = (rule: CompletionRule): Rule => (rule.rule === 'posted' && rule.count > 1 ? (rule.count > 2 ? 'posted-3' : 'posted-2') : rule.rule);
const ruleNamed = (name: string): object => (/^posted-\d$/.test(name) ? { rule: 'posted', count: Number(name.at(-1)) } : { rule: name });
const ruleOf = (item: Item): Rule | null => (item['completion'] ? nameOf(item['completion'] as CompletionRule) : null);

function completion(kind: ActivityKind): FieldSpec {
  const usual = nameOf(completionOf({ kind }));
  return select('completion', {
    read: (item) => ruleOf(item) ?? usual,
    write: (typed, _all, before) => {
      const earlier = before['completion'] as (CompletionRule & { atLeast?: number }) | undefined;
      const follows = typed === 'score' && (earlier?.atLeast === undefined || earlier.atLeast === before['passMark']);
      if (earlier && nameOf(earlier) === typed && !follows) return earlier;
      return typed === usual ? null : ruleNamed(typed);
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
  survey: [area('introduction', 6)],
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
  'live-event': [area('description', 8), number('durationMinutes', { isRequired: true, read: (item) => textOf(item['durationMinutes'] ?? 60) }), line('url', { isRequired: false })],
};

/** Fields that are in somebody's time: those of the designer. */
const TIMES: Partial<Record<ActivityKind, (timeZone: string) => FieldSpec>> = { 'live-event': (timeZone) => time('startsAt', timeZone) };

/** The form of an activity. */
export const activityFields = (kind: ActivityKind, timeZone: string): FieldSpec[] => [line('title'), ...[TIMES[kind]?.(timeZone) ?? []].flat(), ...OWN[kind], number('minutes'), box('required', true), completion(kind)];
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
  survey: 'introduction',
  assignment: 'prompt',
  'live-event': 'description',
};
