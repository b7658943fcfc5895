import type { INestApplicationContext } from '@nestjs/common';
import { Database, Refused } from '@academy/platform';
import { Enrolments } from '@academy/enrolments';
import { Preferences, type Preset } from '@academy/reminders';
import { Claims } from '@academy/reviews';
import type { Act } from './cohort';
import * as rows from './acts.rows';
import type { Play, Player } from './stage';
import type { WishAct } from './wishes';

/** So many people at a time. */
const AT_ONCE = 16;

/** What people do: seats, claims and wishes through their services, what is learnt as rows. */
export class Acts {
  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly play: Play,
  ) {}

  private get database(): Database {
    return this.rooms.get(Database);
  }

  /** All that is due by then, in the order of each person. */
  async act(upTo: number): Promise<void> {
    const busy = this.play.players.filter(({ teacher, next }) => (teacher.acts[next]?.at ?? Infinity) <= upTo);
    const doAll = async (player: Player): Promise<void> => {
      for (; (player.teacher.acts[player.next]?.at ?? Infinity) <= upTo; player.next += 1) await this.one(player, player.teacher.acts[player.next]!);
    };
    for (let first = 0; first < busy.length; first += AT_ONCE) await Promise.all(busy.slice(first, first + AT_ONCE).map(doAll));
  }

  async leave(player: Player, how: 'withdraw' | 'erase'): Promise<void> {
    if (how === 'withdraw') await this.one(player, { at: 0, does: 'withdraw', what: '' });
    else for (const sql of rows.ERASE) await this.database.query(sql, [player.userId]);
    player.next = player.teacher.acts.length;
  }

  private async one(player: Player, { does, what, at }: Act): Promise<void> {
    const { userId, enrolmentId, teacher } = player;
    if (does === 'wish') return this.wish(userId, JSON.parse(what) as WishAct);
    if (does === 'move') return void (await this.database.query('UPDATE users SET time_zone = $2 WHERE id = $1', [userId, what]));
    if (does === 'renew') return void (await this.database.query(rows.RENEW, [userId]));
    if (does === 'enrol') return void (player.enrolmentId = (await this.rooms.get(Enrolments).enrol(this.play.editions[teacher.room], userId)).id);
    if (enrolmentId === null) return;
    const run = (sql: string, ...values: unknown[]) => this.database.query<{ id: string }>(sql, [enrolmentId, new Date(at), ...values]);
    const [activity, evidence] = what.split(' ');
    switch (does) {
      case 'visit': return void (await run(rows.VISIT));
      case 'evidence': return void (await run(rows.evidence(true), activity, evidence));
      case 'credit': return void (await run(rows.evidence(false), activity, evidence));
      case 'module': return void (await run(rows.MODULE, what));
      case 'complete': return void (await run(rows.COMPLETE, teacher.number % 10 !== 0));
      case 'fetch': return void (await run(rows.FETCH));
      case 'reissue': return void (await run(rows.REISSUE));
      case 'draft': return void (await run(rows.DRAFT, userId, teacher.number % 4 === 0 && teacher.reads.includes('de') ? 'de' : 'en'));
      case 'submit': return void (await run(rows.SUBMIT, userId, teacher.reads, new Date(Math.max(at, this.play.dates.submitBy) + 5 * 24 * 3_600_000)));
      case 'claim': return void (await run(rows.CLAIM, userId));
      case 'write': case 'finish': case 'release': return this.review(enrolmentId, does);
      case 'withdraw': return this.rooms.get(Enrolments).withdraw(enrolmentId).catch(whenRefused);
    }
  }

  private async review(enrolmentId: string, does: 'write' | 'finish' | 'release'): Promise<void> {
    const [claim] = await this.database.query<{ id: string }>(rows.NEWEST_CLAIM, [enrolmentId]);
    if (!claim) return;
    const claims = this.rooms.get(Claims);
    const done = this.database.transaction<unknown>((tx) => (does === 'write' ? claims.extend(tx, claim.id) : does === 'finish' ? claims.finish(tx, claim.id) : claims.giveBack(tx, claim.id, 'released')));
    await done.catch(whenRefused);
  }

  private async wish(userId: string, { preset, change }: WishAct): Promise<void> {
    if (preset) await this.rooms.get(Preferences).choose(userId, preset as Preset);
    if (change) await this.rooms.get(Preferences).change(userId, change);
  }
}

/** Completed or left by now, or too late: then nothing happens. */
const whenRefused = (error: unknown): void => {
  if (!(error instanceof Refused)) throw error;
};
