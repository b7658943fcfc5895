import { defineMail } from '@academy/platform';
import type { LiveEventChange } from '@academy/editions';
import { liveEventEntry } from '@academy/learning';
import { readEvent, type WrittenEvent } from '../rules/letters';

/** What is kept beside the mail; what it says is looked up when it goes. */
export type LiveEventNews = Readonly<{ enrolmentId: string; editionId: string; activityKey: string; sequence: number; change: LiveEventChange }>;

/** That a live event is at another time, in another place, or not at all, with the entry for calendars as it is by then. Transactional: who misses it comes at the wrong hour. */
export const LiveEventChangedMail = defineMail<LiveEventNews & { hasPage: boolean; edition: string; event: WrittenEvent }>({
  kind: 'live-event-changed',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: ({ enrolmentId, activityKey, change, hasPage, edition, event }, { t, url, date }) => {
    const values = { change, activity: event.title, course: event.course, edition, date: date(event.startsAt, 'long') };
    return {
      subject: t('liveEventChanged.subject', values),
      paragraphs: [t('liveEventChanged.body', values)],
      action: hasPage ? { label: t('liveEventChanged.action'), url: url(`/learning/${enrolmentId}/activities/${activityKey}`) } : { label: t('enrolled.action'), url: url(`/learning/${enrolmentId}`) },
      calendar: liveEventEntry(readEvent(event), url),
    };
  },
});
