import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import type { Pool } from '../assignments.service';
import { PATIENCE_HOURS } from './endgame.rules';
import type { LanguageDemand, PoolState, ReaderSupply } from './languages.rules';

/** `people`: those who take part in the edition. */
export type KnownState = PoolState & Readonly<{ openWorks: number; people: number }>;
type Kept = { state: Promise<KnownState>; madeAt: number; until: number };

/** Whoever asked in so many hours counts as likely to come. */
export const LIKELY_HOURS = 72;
/** A state is kept for so many times what it took to find. */
const WORTH = 30;
const LONGEST = 5_000;
const MOST_POOLS = 500;

const DEMANDS = `
  SELECT s.language, count(*)::int AS "openWorks", sum(s.wanted - s.load)::int AS wanted,
         bool_or(s.phase = 'rescue' OR s.submitted_at <= academy_now() - interval '${PATIENCE_HOURS} hours') AS "hasOverdue"
  FROM submission s WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.is_open AND s.phase <> 'moderators' GROUP BY s.language`;

const SUPPLIES = `
  SELECT d.reads, sum(d.to_give - d.given - d.waived - (r.id IS NOT NULL)::int)::int AS owed,
         coalesce(sum(d.to_give - d.given - d.waived - (r.id IS NOT NULL)::int) FILTER (WHERE d.last_asked_at > academy_now() - interval '${LIKELY_HOURS} hours'), 0)::int AS likely
  FROM review_duty d
  LEFT JOIN review r ON r.edition_id = d.edition_id AND r.activity_key = d.activity_key AND r.round = d.round AND r.reviewer_id = d.user_id
       AND r.state = 'claimed' AND r.kind <> 'staff'
  WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.round = $3 AND d.given + d.waived < d.to_give GROUP BY d.reads`;

const PEOPLE = `SELECT count(*)::int AS people FROM enrolment WHERE edition_id = $1 AND state IN ('active', 'completed')`;

/** What whole pools lack and have, found anew only now and then: the larger the pool, the less a few seconds matter. */
@Injectable()
export class PoolStates {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** As it was at most a few seconds ago; in a small pool, a few milliseconds. */
  of(pool: Pool): Promise<KnownState> {
    const key = `${pool.editionId} ${pool.round} ${pool.activityKey}`;
    const now = this.clock.now().getTime();
    const known = this.kept.get(key);
    if (known && now >= known.madeAt && now < known.until) return known.state;
    if (this.kept.size >= MOST_POOLS) this.kept.clear();
    const begun = performance.now();
    const made: Kept = { state: this.find(pool), madeAt: now, until: now + LONGEST };
    this.kept.set(key, made);
    void made.state.then(
      () => (made.until = now + Math.min(LONGEST, WORTH * (performance.now() - begun))),
      () => this.kept.delete(key),
    );
    return made.state;
  }

  private async find({ editionId, activityKey, round }: Pool): Promise<KnownState> {
    const key = [editionId, activityKey, round];
    const [demands, supplies, people] = await Promise.all([
      this.database.query<LanguageDemand>(DEMANDS, key),
      this.database.query<ReaderSupply>(SUPPLIES, key),
      this.database.one<{ people: number }>(PEOPLE, [editionId]),
    ]);
    return { demands, supplies, openWorks: demands.reduce((sum, { openWorks }) => sum + openWorks, 0), people: people?.people ?? 0 };
  }
}
