import { ACTIVITY_KINDS, CompletionRule } from '@academy/courses';
import { EDITION_STATES } from '@academy/editions';
import { ENROLMENT_STATES } from '@academy/enrolments';
import { z } from 'zod';
import { LIVE_PHASES } from './live.event.rules';

/** What teachers see of their learning, as JSON; the pages show the same objects. */

export const ActivityOutlineView = z.object({
  key: z.string(),
  kind: z.enum(ACTIVITY_KINDS),
  title: z.string(),
  required: z.boolean(),
  completion: CompletionRule,
  minutes: z.number().nullable(),
  completed: z.boolean(),
  open: z.boolean(),
  dueAt: z.string().nullable(),
  /** When a live event is in this edition; null for everything else. */
  liveEvent: z.object({ phase: z.enum(LIVE_PHASES), startsAt: z.string().nullable(), endsAt: z.string().nullable() }).nullable(),
});
export const ModuleView = z.object({
  key: z.string(),
  title: z.string(),
  summary: z.string(),
  opensAt: z.string().nullable(),
  open: z.boolean(),
  completed: z.boolean(),
  sections: z.array(z.object({ key: z.string(), title: z.string(), activities: z.array(ActivityOutlineView) })),
});
export const MissingView = z.object({ activityKey: z.string(), kind: z.enum(ACTIVITY_KINDS), title: z.string(), rule: z.string(), atLeast: z.number().optional(), posts: z.object({ written: z.number(), wanted: z.number() }).optional(), opensAt: z.string().nullable() });

export const EnrolmentView = z.object({
  id: z.string(),
  state: z.enum(ENROLMENT_STATES),
  position: z.number().nullable(),
  edition: z.object({ id: z.string(), name: z.string(), state: z.enum(EDITION_STATES), startsAt: z.string(), endsAt: z.string(), selfPaced: z.boolean() }),
  course: z.object({ id: z.string(), slug: z.string(), title: z.string(), language: z.string() }),
  progress: z.object({ done: z.number(), required: z.number() }),
  completedAt: z.string().nullable(),
  modules: z.array(ModuleView),
  missing: z.array(MissingView),
  nextActivity: z.object({ key: z.string(), title: z.string() }).nullable(),
});
export type EnrolmentView = z.infer<typeof EnrolmentView>;

export const MyEnrolment = z.object({
  id: z.string(),
  state: z.enum(ENROLMENT_STATES),
  position: z.number().nullable(),
  edition: EnrolmentView.shape.edition,
  course: EnrolmentView.shape.course,
  progress: z.object({ done: z.number(), required: z.number() }),
  nextActivity: z.object({ key: z.string(), title: z.string(), kind: z.enum(ACTIVITY_KINDS), minutes: z.number().nullable() }).nullable(),
  /** When the next module opens, where nothing open is left to do. */
  nextOpensAt: z.string().nullable(),
  nextDeadline: z.object({ activityKey: z.string(), title: z.string(), at: z.string() }).nullable(),
  /** Live events that begin within a week, or go on, by time. */
  liveEvents: z.array(z.object({ activityKey: z.string(), title: z.string(), startsAt: z.string(), endsAt: z.string() })),
});
export type MyEnrolment = z.infer<typeof MyEnrolment>;
