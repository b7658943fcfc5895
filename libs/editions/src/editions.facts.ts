import { defineFact } from '@academy/platform';
import { z } from 'zod';
import { LIVE_EVENT_CHANGES } from './live.event.rules';
import { EDITION_STATES } from './edition.rules';

const edition = z.object({ editionId: z.uuid() });

export const EditionCreated = defineFact('edition.created', edition);
/** Dates, seats, release or the version changed. */
export const EditionChanged = defineFact('edition.changed', edition.extend({ fields: z.array(z.string()) }));
export const EditionStateChanged = defineFact('edition.state-changed', edition.extend({ from: z.enum(EDITION_STATES), to: z.enum(EDITION_STATES) }));
/** A live event that is yet to come is at another time, in another place, or not at all. */
export const LiveEventChanged = defineFact('live-event.changed', edition.extend({ activityKey: z.string(), sequence: z.number(), change: z.enum(LIVE_EVENT_CHANGES) }));
export const EditionTeamChanged = defineFact('edition.team-changed', edition.extend({ userId: z.uuid(), role: z.string(), isMember: z.boolean() }));
