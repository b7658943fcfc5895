import { isGoodHour, nextGoodHour, nextLetter, type Quiet } from './hours';
import type { RhythmRow, World } from './rows';
import { isForHer, type Named, ruleOf } from './rules';

/** A mail of a reminder that is about to go: `line` says which. */
export type Waiting = Readonly<{ line: string; kind: string; userId: string; subject: string; occurrence: string }>;
/** What ought to become of it. */
export type Verdict = Readonly<{ to: 'go' } | { to: 'wait' | 'hold'; until: number } | { to: 'drop'; why: string }>;

/** What has to be told at once by day and by night, and what quiet hours alone keep back. */
const AT_ONCE = new Set(['seat-freed']);
/** A claim that got more time than this is not about to end. */
const LONGER = 60_000;
const NO_RHYTHM: RhythmRow = { otherEmail: 'now', isSilent: false, from: null, to: null, cap: null };

const rhythmOf = (world: World, userId: string): RhythmRow => world.rhythms.get(userId) ?? NO_RHYTHM;
export const capOf = (world: World, userId: string, house: number): number => rhythmOf(world, userId).cap ?? house;
/** What can be made up for goes only while two places are left for others, and where there is any place, into the first. */
const MILD = new Set(['not-started', 'module-opened', 'module-missed', 'away', 'nearly-there', 'survey', 'certificate-unfetched']);
export const isMild = (kind: string): boolean => MILD.has(kind);
export const mildPlaces = (cap: number): number => (cap > 3 ? cap - 2 : cap > 0 ? 1 : 0);
export const isCounted = (kind: string): boolean => !AT_ONCE.has(kind);

/** An instant, and what is due by then, whatever was said of it before. */
export type Look = Readonly<{ at: Date; still: ReadonlyMap<string, Named> }>;

/** Why nobody should hear of it any more, or null. */
export function whyNot(world: World, { line, kind, userId, subject, occurrence }: Waiting, { at: now, still }: Look): string | null {
  if (!world.people.has(userId)) return 'gone';
  const { isSilent, otherEmail } = rhythmOf(world, userId);
  if (isSilent || (world.wishes.get(`${userId} ${kind}`)?.email ?? otherEmail) === 'off') return 'opted out';
  if (kind === 'seat-freed') return ofEnrolment(world, kind, subject, (state) => state === 'active');
  if (kind === 'claim-expiring') {
    const claim = world.pool.claims.find(({ id }) => id === subject);
    if (!claim || claim.state !== 'claimed' || claim.expiresAt <= now || claim.expiresAt.getTime() > Date.parse(occurrence) + LONGER) return 'not due any more';
    return ofEnrolment(world, kind, claim.enrolmentId, (state) => state !== 'withdrawn');
  }
  if (kind === 'reviews-owed') {
    const duty = world.pool.duties.find(({ enrolmentId }) => subject.startsWith(enrolmentId));
    return duty && duty.owes > 0 ? ofEnrolment(world, kind, duty.enrolmentId, (state) => state !== 'withdrawn') : 'not due any more';
  }
  const due = still.get(line);
  return due ? ofEnrolment(world, kind, due.enrolmentId, () => true) : 'not due any more';
}

function ofEnrolment(world: World, kind: string, enrolmentId: string, isRight: (state: string) => boolean): string | null {
  const enrolment = world.enrolments.get(enrolmentId);
  if (!enrolment || !isRight(enrolment.state)) return 'not due any more';
  const rule = ruleOf(world, kind, enrolment.editionId);
  if (!rule.isOn || !rule.email) return 'rule off';
  return isForHer(world, rule, { userId: enrolment.userId, enrolmentId }) ? null : 'not for her';
}

export function verdictOn(world: World, waiting: Waiting, look: Look): Verdict {
  const why = whyNot(world, waiting, look);
  if (why) return { to: 'drop', why };
  const wish = world.wishes.get(`${waiting.userId} ${waiting.kind}`)?.email ?? rhythmOf(world, waiting.userId).otherEmail;
  if (wish === 'daily' || wish === 'weekly') return { to: 'hold', until: nextLetter(world.people.get(waiting.userId)!.zone, look.at.getTime(), wish) };
  return hourFor(world, waiting.userId, isCounted(waiting.kind), look.at);
}

/** Now, or when her hours let it. */
export function hourFor(world: World, userId: string, isOnlyByDay: boolean, now: Date): Verdict {
  const { from, to } = rhythmOf(world, userId);
  const quiet: Quiet = from === null || to === null ? null : { from, to };
  const { zone } = world.people.get(userId)!;
  return isGoodHour(zone, now.getTime(), quiet, isOnlyByDay) ? { to: 'go' } : { to: 'wait', until: nextGoodHour(zone, now.getTime(), quiet, isOnlyByDay) };
}
