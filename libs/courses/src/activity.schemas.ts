import { z } from 'zod';
import { Fraction, Key, LanguageTag, Markdown, MediaUrl, SecureUrl, WebUrl } from './keys.schemas';
import { Question } from './questions.schemas';
import { SurveyQuestion } from './survey.schemas';

/** When an activity counts as done. Source: domain.md, "Activities". */
export const CompletionRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('viewed') }),
  z.strictObject({ rule: z.literal('marked') }),
  z.strictObject({ rule: z.literal('score'), atLeast: Fraction }),
  z.strictObject({ rule: z.literal('posted'), count: z.number().int().min(1).max(100).default(1) }),
  z.strictObject({ rule: z.literal('submitted') }),
  z.strictObject({ rule: z.literal('reviewed') }),
  z.strictObject({ rule: z.literal('attended') }),
]);
export type CompletionRule = z.infer<typeof CompletionRule>;

const RubricLevel = z.strictObject({
  key: Key,
  points: z.number().min(0).max(1_000),
  title: z.string().trim().min(1).max(200),
  descriptor: z.string().max(5_000).default(''),
});
const Criterion = z.strictObject({
  key: Key,
  title: z.string().trim().min(1).max(300),
  commentRequired: z.boolean().default(false),
  levels: z.array(RubricLevel).min(1).max(12),
});
export const Rubric = z.strictObject({ criteria: z.array(Criterion).max(30) });
export type Rubric = z.infer<typeof Rubric>;

/** One part of a work. */
export const FormField = z.strictObject({ key: Key, title: z.string().trim().min(1).max(200), hint: z.string().max(1_000).default(''), required: z.boolean().default(true) });
export type FormField = z.infer<typeof FormField>;
const SubmissionForm = z.strictObject({ fields: z.array(FormField).max(30) });
/** `scores`: the level that staff gave, by criterion. `comments`: why, by criterion. */
export const Example = z.strictObject({
  key: Key,
  title: z.string().trim().min(1).max(200),
  markdown: Markdown.default(''),
  scores: z.record(Key, Key).default({}),
  comments: z.record(Key, z.string().max(5_000)).default({}),
});
export type Example = z.infer<typeof Example>;

const title = z.string().trim().min(1).max(300);
const own = {
  title,
  required: z.boolean().default(true),
  /** Left out: what `completionOf` says for the kind. */
  completion: CompletionRule.optional(),
  /** How long a teacher should plan for it. */
  minutes: z.number().int().min(0).max(6_000).optional(),
};
/** How long a live event may be, in minutes. */
export const SHORTEST_EVENT = 5;
export const LONGEST_EVENT = 600;
/** What goes before the fields of a kind, once it is stored and as it comes in. A revision is read-only: it may only come back unchanged. */
const stored = { key: Key };
const incoming = { key: Key.optional(), revision: z.number().int().optional() };

/** One entry a kind: the fields that only this kind has. */
export const activityBodies = {
  page: { markdown: Markdown.default('') },
  video: {
    url: MediaUrl,
    captions: z.array(z.strictObject({ language: LanguageTag, url: MediaUrl })).max(30).default([]),
    transcript: Markdown.default(''),
  },
  resource: { url: WebUrl.optional(), mediaId: z.string().max(64).optional(), description: Markdown.default('') },
  quiz: {
    introduction: Markdown.default(''),
    passMark: Fraction.default(0.5),
    /** How often it may be tried; null: as often as one likes. */
    attempts: z.number().int().min(1).max(100).nullable().default(null),
    shuffle: z.boolean().default(false),
    questions: z.array(Question).max(200).default([]),
  },
  discussion: { prompt: Markdown.default('') },
  reflection: { prompt: Markdown.default('') },
  survey: { introduction: Markdown.default(''), questions: z.array(SurveyQuestion).max(60).default([]) },
  assignment: {
    prompt: Markdown.default(''),
    rubric: Rubric.default({ criteria: [] }),
    reviewsToGive: z.number().int().min(0).max(20).default(3),
    reviewsWanted: z.number().int().min(1).max(20).default(3),
    passMark: Fraction.default(0.5),
    anonymity: z.enum(['double-blind', 'single-blind', 'named']).default('double-blind'),
    attachments: z.boolean().default(true),
    /** What the work is made of; without fields it is one free text. */
    form: SubmissionForm.default({ fields: [] }),
    /** Works that staff have graded: to train on, and for whom there is nothing to review yet. */
    examples: z.array(Example).max(10).default([]),
    /** Whether the examples come before the first review. */
    trainingRequired: z.boolean().default(false),
    /** Whether one's own work comes before the first review. */
    ownSubmissionFirst: z.boolean().default(true),
    /** 2: after the reviews, a second draft in a round of its own. */
    rounds: z.number().int().min(1).max(2).default(1),
    release: z.enum(['at-once', 'at-review-deadline', 'after-moderation']).default('at-once'),
    /** Minutes in which a submitted work may be taken back although somebody may have opened it. */
    correctionMinutes: z.number().int().min(0).max(10_080).default(0),
    /** Whether a study group hands in one work. */
    groupWork: z.boolean().default(false),
  },
  'live-event': {
    /** Null: each edition says when. What an edition says of its own goes before this. */
    startsAt: z.iso.datetime({ offset: true }).nullable().default(null),
    durationMinutes: z.number().int().min(SHORTEST_EVENT).max(LONGEST_EVENT).default(60),
    /** Where to join; empty: each edition says where. */
    url: z.union([z.literal(''), SecureUrl]).default(''),
    description: Markdown.default(''),
  },
} as const;

export type ActivityKind = keyof typeof activityBodies;
export const ACTIVITY_KINDS = Object.keys(activityBodies) as ActivityKind[];

const activityWith = <Shape extends typeof stored | typeof incoming>(shape: Shape) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ ...shape, ...own, kind: z.literal('page'), ...activityBodies.page }),
    z.strictObject({ ...shape, ...own, kind: z.literal('video'), ...activityBodies.video }),
    z.strictObject({ ...shape, ...own, kind: z.literal('resource'), ...activityBodies.resource }),
    z.strictObject({ ...shape, ...own, kind: z.literal('quiz'), ...activityBodies.quiz }),
    z.strictObject({ ...shape, ...own, kind: z.literal('discussion'), ...activityBodies.discussion }),
    z.strictObject({ ...shape, ...own, kind: z.literal('reflection'), ...activityBodies.reflection }),
    z.strictObject({ ...shape, ...own, kind: z.literal('survey'), ...activityBodies.survey }),
    z.strictObject({ ...shape, ...own, kind: z.literal('assignment'), ...activityBodies.assignment }),
    z.strictObject({ ...shape, ...own, kind: z.literal('live-event'), ...activityBodies['live-event'] }),
  ]);
const sectionOwn = { title };
const moduleOwn = { title, summary: z.string().max(5_000).default('') };

export const Activity = activityWith(stored);
export type Activity = z.infer<typeof Activity>;
export type ActivityOf<K extends ActivityKind> = Extract<Activity, { kind: K }>;

export const Section = z.strictObject({ ...stored, ...sectionOwn, activities: z.array(Activity).max(100).default([]) });
export const CourseModule = z.strictObject({ ...stored, ...moduleOwn, sections: z.array(Section).max(100).default([]) });
export type Section = z.infer<typeof Section>;
export type CourseModule = z.infer<typeof CourseModule>;

/** The same as they come in: a key may be left to the server. */
export const NewActivity = activityWith(incoming);
export const NewSection = z.strictObject({ ...incoming, ...sectionOwn, activities: z.array(NewActivity).max(100).default([]) });
export const NewModule = z.strictObject({ ...incoming, ...moduleOwn, sections: z.array(NewSection).max(100).default([]) });
export type NewActivity = z.infer<typeof NewActivity>;
export type NewSection = z.infer<typeof NewSection>;
export type NewModule = z.infer<typeof NewModule>;
