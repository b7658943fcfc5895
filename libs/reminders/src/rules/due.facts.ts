import { endsSoon, endsSoonSince, owesNow, owesSince } from '@academy/reviews';
import type { Due } from './due.kinds';

/** Reminders that follow from what peer review finds. */
export type NudgeKind = 'reviews-owed' | 'claim-expiring';

/** Whom its next sweep would find, under the keys that the ledger gets when the fact is heard (`reviews.subscriber.ts`): for previews. */
export const DUE_OF_FACTS: Readonly<Record<NudgeKind, Due>> = {
  'reviews-owed': {
    isByEdition: true,
    from: `JOIN review_duty x ON x.edition_id = d.id JOIN enrolment e ON e.id = x.enrolment_id CROSS JOIN LATERAL (SELECT ${owesSince('x')} AS moment) t`,
    where: owesNow('x', 'e'),
    subject: `concat_ws(':', e.id, x.activity_key, x.round)`,
    occurrence: '(x.reminders + 1)::text',
    params: `jsonb_build_object('activityKey', x.activity_key, 'round', x.round, 'at', x.owed_by, 'owed', x.to_give - x.given - x.waived)`,
  },
  'claim-expiring': {
    isByEdition: true,
    from: `JOIN review x ON x.edition_id = d.id JOIN enrolment e ON e.id = x.enrolment_id CROSS JOIN LATERAL (SELECT ${endsSoonSince('x')} AS moment) t`,
    where: `${endsSoon('x')} AND e.state <> 'withdrawn'`,
    subject: 'x.id::text',
    occurrence: `to_char(x.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    params: `jsonb_build_object('activityKey', x.activity_key, 'reviewId', x.id, 'at', x.expires_at)`,
  },
};
