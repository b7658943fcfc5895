import { type Space, whyNotPost } from '@academy/discussions';

/** Until when somebody's posting is paused, and by which decision, for `templates/civility/_paused.hbs`; null where it is not. */
export const pauseOf = (space: Pick<Space, 'editionState' | 'isStaff' | 'mutedUntil' | 'muteCaseId'>, now: Date): { until: string; caseId: string | null } | null =>
  space.mutedUntil !== null && whyNotPost(space, now) === 'muted' ? { until: space.mutedUntil.toISOString(), caseId: space.muteCaseId } : null;
