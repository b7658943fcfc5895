import { z } from 'zod';
import { deadlineDisorder } from './deadline.rules';
import { LONGEST_EVENT, SHORTEST_EVENT } from '@academy/courses';
import { EDITION_STATES } from './edition.rules';

const instant = z.iso.datetime({ offset: true });
const name = z.string().trim().min(1).max(200);
const seats = z.number().int().min(0).max(1_000_000).nullable();
const key = z.string().regex(/^[a-z0-9-]{1,64}$/);
const release = z.strictObject({ mode: z.enum(['all', 'weekly', 'dates', 'relative']), dates: z.record(key, instant).optional() });
export const MOST_GRACE_HOURS = 720;
/** `graceHours`: how long after `submitBy` a work is still taken, as late. `reviewFrom`: from then on reviewing needs no work of one's own. `releaseAt`: no grade is released before. */
const deadlines = z.record(
  key,
  z.strictObject({ submitBy: instant.optional(), graceHours: z.number().int().min(0).max(MOST_GRACE_HOURS).optional(), reviewFrom: instant.optional(), reviewBy: instant.optional(), releaseAt: instant.optional() }),
);
const address = z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(2_000)]);
/** By activity key. What is left out is as in the edition's version; `url` and `recordingUrl`: https, or empty for none. */
export const LiveEventsInput = z.record(
  key,
  z.strictObject({ startsAt: instant.optional(), durationMinutes: z.number().int().min(SHORTEST_EVENT).max(LONGEST_EVENT).optional(), url: address.optional(), recordingUrl: address.optional(), cancelled: z.boolean().optional() }),
);
const deadlinesInOrder = deadlines.superRefine((all, context) => {
  for (const [activityKey, deadline] of Object.entries(all))
    for (const { field, before } of deadlineDisorder(deadline)) context.addIssue({ code: 'custom', path: [activityKey, field], message: `lies before ${before}` });
});
const languages = z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)).max(30);

const inOrder = (dates: { enrolFrom?: string | undefined; enrolUntil?: string | undefined; startsAt?: string | undefined; endsAt?: string | undefined }, context: z.RefinementCtx): void => {
  const later = (first: string | undefined, second: string | undefined) => first !== undefined && second !== undefined && Date.parse(first) > Date.parse(second);
  if (later(dates.enrolFrom, dates.enrolUntil)) context.addIssue({ code: 'custom', path: ['enrolUntil'], message: 'lies before enrolFrom' });
  if (later(dates.startsAt, dates.endsAt) || (dates.startsAt && dates.startsAt === dates.endsAt)) context.addIssue({ code: 'custom', path: ['endsAt'], message: 'does not lie after startsAt' });
};

export const NewEdition = z
  .strictObject({
    name,
    version: z.number().int().min(1).max(1_000_000).optional(),
    enrolFrom: instant,
    enrolUntil: instant,
    startsAt: instant,
    endsAt: instant,
    seats: seats.optional(),
    release,
    deadlines: deadlinesInOrder.default({}),
    liveEvents: LiveEventsInput.default({}),
    languages: languages.default([]),
    selfPaced: z.boolean().default(false),
  })
  .superRefine(inOrder);
export type NewEdition = z.infer<typeof NewEdition>;

export const EditionChange = z
  .strictObject({
    name: name.optional(),
    version: z.number().int().min(1).max(1_000_000).optional(),
    enrolFrom: instant.optional(),
    enrolUntil: instant.optional(),
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    seats: seats.optional(),
    release: release.optional(),
    deadlines: deadlinesInOrder.optional(),
    liveEvents: LiveEventsInput.optional(),
    languages: languages.optional(),
    /** Shorten a running edition although it cuts something off. */
    confirm: z.boolean().optional(),
  })
  .superRefine(inOrder);
export type EditionChange = z.infer<typeof EditionChange>;

export const EditionView = z.object({
  id: z.string(),
  course: z.object({ id: z.string(), slug: z.string(), title: z.string(), language: z.string() }),
  version: z.number(),
  versionId: z.string(),
  name: z.string(),
  state: z.enum(EDITION_STATES),
  selfPaced: z.boolean(),
  enrolFrom: z.string(),
  enrolUntil: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  seats: z.number().nullable(),
  seatsTaken: z.number(),
  waiting: z.number(),
  release,
  deadlines,
  /** What the edition says of its own. Where to join and what was recorded are told to those who run it alone. */
  liveEvents: LiveEventsInput,
  hasLiveEvents: z.boolean(),
  hasSurveys: z.boolean(),
  languages: z.array(z.string()),
});
export type EditionView = z.infer<typeof EditionView>;
