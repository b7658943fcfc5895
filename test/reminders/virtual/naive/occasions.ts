import type { ClaimRow, DutyRow, Pool, World } from './rows';
import type { Due } from './rules';

const HOUR = 3_600_000;
/** A claim is said to end this long before, once. */
const CLAIM_ENDS = 24 * HOUR;
/** Reviews owed are asked for from so long before their day until so long after it, so often and no oftener. */
const OWED_AROUND = 72 * HOUR;
const OWED_BETWEEN = 48 * HOUR;
const OWED_TIMES = 3;

type Asked = { times: number; at: number };

/** Reminders that follow from what happens: of these it remembers itself what it named before. */
export class Occasions {
  private readonly claims = new Set<string>();
  private readonly duties = new Map<string, Asked>();
  private waiting = new Set<string>();
  private looked = Number.POSITIVE_INFINITY;
  private readonly withdrawals = new Map<string, number>();
  private readonly away = new Set<string>();

  /** Who got a seat since the last look that she had waited for: she waited then, or came since and got it later than she came. */
  seats(world: World, now: Date): Due[] {
    const found: Due[] = [];
    for (const { id, userId, editionId, state, enrolledAt, activatedAt } of world.enrolments.values()) {
      const cameSince = enrolledAt.getTime() > this.looked && enrolledAt.getTime() !== activatedAt?.getTime();
      if (state === 'active' && (this.waiting.has(id) || cameSince)) found.push({ kind: 'seat-freed', userId, enrolmentId: id, editionId, subject: id, occurrence: `${this.withdrawals.get(id) ?? 0}` });
      if (state === 'withdrawn' && !this.away.has(id)) this.withdrawals.set(id, (this.withdrawals.get(id) ?? 0) + 1);
      if (state === 'withdrawn') this.away.add(id);
      else this.away.delete(id);
    }
    this.looked = now.getTime();
    this.waiting = new Set([...world.enrolments.values()].filter(({ state }) => state === 'waitlisted').map(({ id }) => id));
    return found;
  }

  /** Whose claim ends soon. */
  endingClaims({ pool, enrolments }: World, now: Date): Due[] {
    const isEnding = ({ id, state, expiresAt }: ClaimRow): boolean => state === 'claimed' && !this.claims.has(id) && expiresAt > now && expiresAt.getTime() <= now.getTime() + CLAIM_ENDS;
    const ending = pool.claims.filter(isEnding);
    for (const { id } of ending) this.claims.add(id);
    const isThere = ({ enrolmentId }: ClaimRow): boolean => ![undefined, 'withdrawn'].includes(enrolments.get(enrolmentId)?.state);
    return ending.filter(isThere).map(({ id, userId, enrolmentId, editionId, expiresAt }) => ({ kind: 'claim-expiring', userId, enrolmentId, editionId, subject: id, occurrence: expiresAt.toISOString() }));
  }

  /** Who owes reviews about now, and could give one. */
  owing({ pool, enrolments }: World, now: Date): Due[] {
    const board = boardOf(pool, now);
    const found: Due[] = [];
    for (const duty of pool.duties) {
      const { userId, enrolmentId, editionId, owes, owedBy } = duty;
      const before = this.duties.get(enrolmentId) ?? { times: 0, at: Number.NEGATIVE_INFINITY };
      const isAbout = owedBy !== null && Math.abs(owedBy.getTime() - now.getTime()) <= OWED_AROUND;
      const isThere = ['active', 'completed', 'expired'].includes(enrolments.get(enrolmentId)?.state ?? 'gone');
      if (owes <= 0 || !isAbout || !isThere || before.times >= OWED_TIMES || before.at > now.getTime() - OWED_BETWEEN || !couldReview(duty, board)) continue;
      const times = before.times + 1;
      this.duties.set(enrolmentId, { times, at: now.getTime() });
      found.push({ kind: 'reviews-owed', userId, enrolmentId, editionId, subject: `${enrolmentId}:plan:1`, occurrence: `${times}` });
    }
    return found;
  }
}

type Board = Readonly<{ open: ReadonlyMap<string, readonly { id: string; authorIds: readonly string[] }[]>; inHand: ReadonlySet<string>; seen: ReadonlySet<string> }>;

/** Works that want a reviewer still, counted from the reviews themselves; who has one in hand; who has seen which. */
function boardOf({ claims, works }: Pool, now: Date): Board {
  const isLive = ({ state, expiresAt }: ClaimRow): boolean => state === 'claimed' && expiresAt > now;
  const taken = new Map<string, number>();
  for (const claim of claims) if (claim.state === 'done' || isLive(claim)) taken.set(claim.submissionId, (taken.get(claim.submissionId) ?? 0) + 1);
  const open = new Map<string, { id: string; authorIds: readonly string[] }[]>();
  for (const { id, editionId, language, state, isHeld, wanted, authorIds } of works) {
    if (!['submitted', 'in-review'].includes(state) || isHeld || (taken.get(id) ?? 0) >= wanted) continue;
    const place = `${editionId} ${language}`;
    open.set(place, [...(open.get(place) ?? []), { id, authorIds }]);
  }
  return { open, inHand: new Set(claims.filter(isLive).map(({ editionId, userId }) => `${editionId} ${userId}`)), seen: new Set(claims.map(({ submissionId, userId }) => `${submissionId} ${userId}`)) };
}

const couldReview = ({ editionId, userId, reads }: DutyRow, { open, inHand, seen }: Board): boolean =>
  inHand.has(`${editionId} ${userId}`) || reads.some((language) => (open.get(`${editionId} ${language}`) ?? []).some(({ id, authorIds }) => !authorIds.includes(userId) && !seen.has(`${id} ${userId}`)));
