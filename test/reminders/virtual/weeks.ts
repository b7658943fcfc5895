import type { INestApplicationContext } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database } from '@academy/platform';
import { Editions } from '@academy/editions';
import { Reminders } from '@academy/reminders';
import { ReviewRounds } from '@academy/reviews';
import { setClock } from '../clock';
import { Acts } from './acts';
import { seeded } from './chance';
import { DAY } from './cohort';
import { Coordinators } from './coordinators';
import { Decisions } from './decisions';
import { Findings } from './findings';
import { hearAll } from './hearing';
import { dueOf } from './naive/due';
import { Occasions } from './naive/occasions';
import type { World } from './naive/rows';
import { type Due, lineOf, type Named, named } from './naive/rules';
import { Post } from './post';
import { buildStage, type Play } from './stage';
import { readPool, readWorld } from './world';

const HOUR = 3_600_000;
/** A sweep looks from so long before the last one on; from two days ago where a rule or an edition changed; and never further. */
const OVERLAP = 2 * HOUR;
const LOOKBACK = 48 * HOUR;
const LONGEST_SILENCE = 60 * DAY;
/** Days between two plays, so many at a time. */
const IDLE = 9;

type Span = Readonly<{ from: Date; to: Date }>;

/** Editions played day by day: people and coordinators act, the sweeps decide, the sender sends, and each time it is all computed once more. */
export class VirtualWeeks {
  readonly findings = new Findings();
  private readonly chance = seeded(42);
  private readonly occasions = new Occasions();
  private readonly decisions: Decisions;
  private readonly post: Post;
  private swept: Span | null = null;
  private states = '';

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly stepHours: number,
  ) {
    this.decisions = new Decisions(this.database, this.findings);
    this.post = new Post(rooms, this.decisions, this.findings, rooms.get<Config>(CONFIG).mailWeeklyCap);
  }

  private get database(): Database {
    return this.rooms.get(Database);
  }
  private now = async (): Promise<Date> => (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;

  async play(people: number, start: string): Promise<void> {
    const opens = Date.parse(start) - 21 * DAY;
    for (let at = (this.swept?.to.getTime() ?? Infinity) + IDLE * DAY; at < opens; at += IDLE * DAY) await this.step(at, null);
    await (this.swept ? this.rooms.get(Clock).moveTo(new Date(opens)) : setClock(this.rooms, new Date(opens)));
    const play = await buildStage(this.database, people, this.findings.people + 1, start);
    this.findings.people += people;
    const stage = { play, acts: new Acts(this.rooms, play), coordinators: new Coordinators(this.rooms, play) };
    for (let at = opens + DAY; at <= play.dates.endsAt + 6 * DAY; at += this.stepHours * HOUR) await this.step(at, stage);
    await this.decisions.count();
    const shares = (await this.database.one<{ started: number; finished: number }>(`SELECT count(*) FILTER (WHERE last_active_at IS NOT NULL)::int AS started, count(*) FILTER (WHERE state = 'completed')::int AS finished FROM enrolment WHERE edition_id = ANY ($1::uuid[])`, [Object.values(play.editions)]))!;
    this.findings.started += shares.started;
    this.findings.finished += shares.finished;
  }

  private async step(at: number, stage: { play: Play; acts: Acts; coordinators: Coordinators } | null): Promise<void> {
    await this.rooms.get(Clock).moveTo(new Date(at));
    const begun = await this.now();
    await stage?.acts.act(at);
    const changes = (await stage?.coordinators.act(at)) ?? 0;
    await this.rooms.get(Editions).advance();
    await hearAll(this.rooms);
    const early = await readWorld(this.database);
    const looked = await this.now();
    const happened = [...this.occasions.seats(early, looked), ...this.occasions.endingClaims(early, looked), ...this.occasions.owing(early, looked)];
    await this.rooms.get(ReviewRounds).sweep();
    await hearAll(this.rooms);
    const world = { ...early, pool: await readPool((sql) => this.database.query(sql)) };
    const fresh = await this.sweep(world, begun, happened, changes > 0);
    const isFewer = stage !== null && (await this.leave(stage, fresh));
    this.findings.steps += 1;
    // A worker is away now and then: mails that were due by day are found at night.
    if (this.chance() < 0.8) await this.post.go(isFewer ? await readWorld(this.database) : world);
  }

  private async sweep(world: World, begun: Date, happened: readonly Due[], isChanged: boolean): Promise<Named[]> {
    const states = [...world.editions.values()].map(({ id, state }) => `${id} ${state}`).sort().join();
    const before = await this.now();
    await this.rooms.get(Reminders).sweep();
    const after = await this.now();
    const since = (now: Date, last: Date | undefined): Date => {
      const back = last === undefined || isChanged || states !== this.states ? now.getTime() - LOOKBACK : now.getTime() - OVERLAP;
      return new Date(Math.max(Math.min(back, (last?.getTime() ?? Infinity) - OVERLAP), now.getTime() - LONGEST_SILENCE));
    };
    // What falls due while the sweep runs it may have or not.
    const most = dueOf(world, after, since(before, this.swept?.from));
    for (const due of happened) {
      const reached = named(world, due);
      if (reached) most.set(lineOf(due), reached);
    }
    let least: ReadonlyMap<string, Named> | null = null;
    const sure = new Set(happened.map(lineOf));
    const isSure = (line: string): boolean => sure.has(line) || (least ??= dueOf(world, before, since(after, this.swept?.to))).has(line);
    this.swept = { from: before, to: after };
    this.states = states;
    return this.decisions.compare(begun, most, isSure);
  }

  /** Some withdraw, or are erased, between a decision and the mail. */
  private async leave({ play, acts }: { play: Play; acts: Acts }, fresh: readonly Named[]): Promise<boolean> {
    const players = new Map(play.players.map((player) => [player.userId, player]));
    let isAny = false;
    for (const { userId, kind, isMailed } of fresh) {
      const player = players.get(userId);
      const leaves = player?.teacher.leaves;
      if (!player || !leaves || player.isGone || !isMailed || (leaves.on ?? kind) !== kind) continue;
      await acts.leave(player, leaves.how);
      isAny = player.isGone = true;
    }
    return isAny;
  }
}
