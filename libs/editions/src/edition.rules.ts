export const EDITION_STATES = ['draft', 'announced', 'open', 'running', 'grading', 'closed', 'archived'] as const;
export type EditionState = (typeof EDITION_STATES)[number];

/** How modules open. `dates`: by module key; a module without a date opens with the edition. */
export type Release = Readonly<{ mode: 'all' | 'weekly' | 'dates' | 'relative'; dates?: Readonly<Record<string, string>> | undefined }>;

const WEEK = 7 * 24 * 3_600_000;

const NEXT: Record<EditionState, readonly EditionState[]> = {
  draft: ['announced', 'open'],
  announced: ['draft', 'open'],
  open: ['running', 'closed'],
  running: ['grading', 'closed'],
  grading: ['closed'],
  closed: ['archived'],
  archived: [],
};
const NEXT_SELF_PACED: Record<EditionState, readonly EditionState[]> = {
  ...NEXT,
  open: ['closed'],
  running: ['closed'],
};

/** States that an edition may move to. One that nobody ran yet may go back to being a draft. */
export const nextStates = (state: EditionState, isSelfPaced: boolean): readonly EditionState[] => (isSelfPaced ? NEXT_SELF_PACED : NEXT)[state];

export const whyNotMove = (from: EditionState, to: EditionState, isSelfPaced: boolean): 'transition-not-allowed' | null =>
  nextStates(from, isSelfPaced).includes(to) ? null : 'transition-not-allowed';

/** What of an edition the clock looks at. */
export type Timed = Readonly<{ state: EditionState; stateSince: Date; isSelfPaced: boolean; startsAt: Date; endsAt: Date }>;

/** The state that an edition is moved to by the clock, or null. One that was opened after its end stays open. */
export function dueState({ state, stateSince, isSelfPaced, startsAt, endsAt }: Timed, now: Date): 'running' | 'closed' | null {
  if (state !== 'open' && state !== 'running' && state !== 'grading') return null;
  if (endsAt <= now) return stateSince < endsAt ? 'closed' : null;
  return state === 'open' && !isSelfPaced && startsAt <= now ? 'running' : null;
}

type Dated = Readonly<{ release: Release; startsAt: Date }>;

/**
 * When a module opens for a person. `index` counts modules from 0; weekly ones open every seven times 24 hours.
 * Relative release counts from the person's own start, but not before the edition's.
 */
export function opensAt(edition: Dated, module: Readonly<{ key: string; index: number }>, activatedAt: Date): Date {
  switch (edition.release.mode) {
    case 'all':
      return edition.startsAt;
    case 'weekly':
      return new Date(edition.startsAt.getTime() + module.index * WEEK);
    case 'dates':
      return new Date(edition.release.dates?.[module.key] ?? edition.startsAt);
    case 'relative':
      return new Date(Math.max(edition.startsAt.getTime(), activatedAt.getTime()) + module.index * WEEK);
  }
}
