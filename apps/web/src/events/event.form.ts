import { LONGEST_EVENT, SHORTEST_EVENT, type ActivityOf } from '@academy/courses';
import type { LiveEvents } from '@academy/editions';
import type { EditionLiveEvent } from '@academy/learning';
import { localOf } from '@academy/platform';
import { z } from 'zod';
import { instantIn } from '../coordination/edition.forms';

type Own = LiveEvents[string];
const address = z.url({ protocol: /^https$/ }).max(2_000);

/** When and where, with times in one zone. What is left empty is as in the course. */
export const eventForm = (timeZone: string, current?: string) =>
  z.strictObject({
    startsAt: instantIn(timeZone, current).optional(),
    durationMinutes: z.coerce.number().int().min(SHORTEST_EVENT).max(LONGEST_EVENT).optional(),
    url: address.optional(),
    recordingUrl: address.optional(),
  });

/** What an edition says of its own: only what differs from the course. */
export function ownOf(form: z.infer<ReturnType<typeof eventForm>>, authored: Pick<ActivityOf<'live-event'>, 'startsAt' | 'durationMinutes' | 'url'>, before: Own | undefined): Own {
  const isAuthored = form.startsAt !== undefined && authored.startsAt !== null && Date.parse(form.startsAt) === Date.parse(authored.startsAt);
  return {
    ...(form.startsAt === undefined || isAuthored ? {} : { startsAt: form.startsAt }),
    ...(form.durationMinutes === undefined || form.durationMinutes === authored.durationMinutes ? {} : { durationMinutes: form.durationMinutes }),
    ...(form.url === undefined || form.url === authored.url ? {} : { url: form.url }),
    ...(form.recordingUrl === undefined ? {} : { recordingUrl: form.recordingUrl }),
    ...(before?.cancelled ? { cancelled: true } : {}),
  };
}

export const valuesOf = ({ startsAt, endsAt, url, recordingUrl }: EditionLiveEvent, durationMinutes: number, timeZone: string): Record<string, unknown> => ({
  startsAt: startsAt ? localOf(startsAt.toISOString(), timeZone) : '',
  durationMinutes: startsAt && endsAt ? Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) : durationMinutes,
  url,
  recordingUrl,
});
