import { CREDENTIAL_NEWS } from './kinds/credential.kinds';
import { DUTY_NEWS } from './kinds/duty.kinds';
import { ENROLMENT_NEWS } from './kinds/enrolment.kinds';
import { GROUP_NEWS } from './kinds/group.kinds';
import { LIVE_EVENT_NEWS } from './kinds/live.event.kinds';
import type { NewsOf } from './kinds/news.kind';
import { POST_NEWS } from './kinds/post.kinds';
import { REMINDER_NEWS } from './kinds/reminder.kinds';
import { REVIEW_NEWS } from './kinds/review.kinds';
import { WORK_NEWS } from './kinds/work.kinds';

const NEWS = [...POST_NEWS, ...GROUP_NEWS, ...LIVE_EVENT_NEWS, ...WORK_NEWS, ...CREDENTIAL_NEWS, ...REMINDER_NEWS, ...ENROLMENT_NEWS, ...REVIEW_NEWS, ...DUTY_NEWS] as const;
export type NewsKind = (typeof NEWS)[number]['kind'];

/** What people hear of: in the Academy, and most of it by e-mail too. */
export const NEWS_KINDS = NEWS.map(({ kind }) => kind) as [NewsKind, ...NewsKind[]];

const kinds: ReadonlyMap<string, NewsOf<NewsKind>> = new Map(NEWS.map((kind) => [kind.kind, kind]));
export const newsKind = (kind: NewsKind): NewsOf<NewsKind> => kinds.get(kind)!;
export const isOfTheDay = (kind: NewsKind): boolean => newsKind(kind).isOfTheDay === true;

/** SQL: what there is to say of the notification `n` of the person `$1`. Only the part of its own kind is run. */
export const ABOUT_SQL = `CASE n.kind ${NEWS.map(({ kind, about }) => `WHEN '${kind}' THEN (${about})`).join('\n  ')} END`;
