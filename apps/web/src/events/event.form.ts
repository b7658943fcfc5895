import { LONGEST_EVENT, SHORTEST_EVENT, type ActivityOf } from '@academy/courses';
import type { LiveEvents } from '@academy/editions';
import type { EditionLiveEvent } from '@academy/learning';
import { formatInstant, localOf, type Messages, sha256 } from '@academy/platform';
import { z } from 'zod';
import type { Difference } from '../coordination/edition.differences';
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
    /** What the form was shown: see `seenOf`. */
    seen: z.string().max(40).optional(),
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

/** What a form was shown of an event, in few letters: whoever sends it back may change that, and not what others made of it since. */
export const seenOf = (versionId: string, { startsAt, durationMinutes, url, recordingUrl }: Own = {}): string =>
  sha256(JSON.stringify([versionId, startsAt, durationMinutes, url, recordingUrl])).toString('hex').slice(0, 16);

type Reader = Readonly<{ messages: Messages; locale: string; timeZone: string }>;

/** Where what somebody typed differs from an event as it is by now, in the order of the form. */
export function differencesOf({ messages, locale, timeZone }: Reader, event: EditionLiveEvent, durationMinutes: number, typed: Readonly<Record<string, unknown>>): Difference[] {
  return Object.entries(valuesOf(event, durationMinutes, timeZone))
    .filter(([field, stored]) => String(typed[field] ?? '') !== String(stored))
    .map(([field, stored]) => ({
      label: messages.text(locale, `events.${field}`),
      stored: field === 'startsAt' && event.startsAt ? formatInstant(event.startsAt, 'full', locale, timeZone) : String(stored) || null,
    }));
}

export const valuesOf = ({ startsAt, endsAt, url, recordingUrl }: EditionLiveEvent, durationMinutes: number, timeZone: string): Record<string, unknown> => ({
  startsAt: startsAt ? localOf(startsAt.toISOString(), timeZone) : '',
  durationMinutes: startsAt && endsAt ? Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) : durationMinutes,
  url,
  recordingUrl,
});
