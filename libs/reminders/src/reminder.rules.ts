/** What the two reminders of this house turn on. Each is asked when it is found due and again at the moment of sending. */

const DAY = 24 * 3_600_000;
/** Days without a visit after which a teacher is asked whether to go on. */
export const AWAY_DAYS = 7;

type Standing = Readonly<{ enrolmentState: string; editionState: string; endsAt: Date }>;

/** Why no reminder about this course makes sense any more. */
export function whyNotRemind({ enrolmentState, editionState, endsAt }: Standing, now: Date): 'not-active' | 'edition-over' | null {
  if (enrolmentState !== 'active') return 'not-active';
  return ['open', 'running'].includes(editionState) && now < endsAt ? null : 'edition-over';
}

type OpenedModule = Readonly<{ key: string; opensAt: Date | null; isCompleted: boolean }>;

/**
 * The module whose opening is news: the newest that is open, unless it is completed already or was open
 * before the teacher came. Older ones are no news any more.
 */
export function moduleToAnnounce(modules: readonly OpenedModule[], activatedAt: Date, now: Date): OpenedModule | null {
  const open = modules.filter(({ opensAt }) => opensAt !== null && opensAt <= now);
  const newest = open.reduce<OpenedModule | null>((best, module) => (best?.opensAt && best.opensAt > module.opensAt! ? best : module), null);
  return newest && !newest.isCompleted && newest.opensAt! > activatedAt ? newest : null;
}

/** Since when a teacher is away, where that is long enough to ask; else null. */
export function awaySince({ lastActiveAt, activatedAt, startsAt }: Readonly<{ lastActiveAt: Date | null; activatedAt: Date; startsAt: Date }>, now: Date): Date | null {
  const begun = activatedAt > startsAt ? activatedAt : startsAt;
  const since = lastActiveAt && lastActiveAt > begun ? lastActiveAt : begun;
  return now.getTime() - since.getTime() >= AWAY_DAYS * DAY ? since : null;
}
