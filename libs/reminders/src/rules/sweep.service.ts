import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, row, rows } from '@academy/platform';
import { DUE, SWEPT_KINDS, type SweptKind } from './due.kinds';
import { given, LONGEST_SILENCE, MAY_FALL_DUE } from './due.parts';
import { sweepStatement } from './due.statements';
import { houseRule } from './reminder.kinds';

/** People decided about in one transaction. */
const BATCH = 20_000;
/** Enrolments looked at in one statement: to plan one takes longer than to find that nothing is due. */
const LOT = 200_000;
/** So far before the last sweep it looks, and so far before now where a rule or an edition changed since (hours). */
const OVERLAP = 2;
const LOOKBACK = 48;

/** Every table is read by its index: one that is new is thought to be empty until it is analysed, and read whole for each person. */
const BY_INDEX = `SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`;

/** Finds who is due what and writes it down, once for ever: ledger row, mail and notification in one statement of bounded size. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Decides about all that fell due, on days too that the demonstration's clock passed over before anybody swept. Answers about how many. Any number of workers may run it at once. */
  async sweep(): Promise<number> {
    const { since, upTo, asked } = (await this.database.one<{ since: Date; upTo: Date; asked: string | null }>(
      `SELECT greatest(least(academy_now() - CASE WHEN swept_to IS NULL OR asked_at IS NOT NULL THEN interval '${LOOKBACK} hours' ELSE interval '${OVERLAP} hours' END,
                swept_to - interval '${OVERLAP} hours', academy_since()), academy_now() - interval '${LONGEST_SILENCE} days') AS since, academy_now() AS "upTo", asked_at::text AS asked FROM reminder_sweep`,
    ))!;
    let decided = 0;
    const chunks = await this.editions();
    for (const kind of SWEPT_KINDS) for (const editions of DUE[kind][0]!.isByEdition ? chunks : [null]) decided += await this.decide(kind, editions, since);
    await this.database.query('UPDATE reminder_sweep SET swept_to = greatest(swept_to, $1::timestamptz), asked_at = CASE WHEN asked_at::text IS DISTINCT FROM $2::text THEN asked_at END', [upTo, asked]);
    return decided;
  }

  private async decide(kind: SweptKind, editions: string[] | null, since: Date): Promise<number> {
    const parameters = [kind, given(houseRule(kind)), false, editions, since, BATCH, ...this.hours()];
    for (let decided = 0; ; ) {
      const batch = await this.database.transaction(async (tx) => {
        await rows(tx, BY_INDEX);
        return row<{ decided: number; found: number }>(tx, sweepStatement(kind), parameters);
      });
      decided += batch!.decided;
      // A whole batch that others decided about meanwhile says nothing of those behind it: whoever decided may die before them.
      if (batch!.found < BATCH) return decided;
    }
  }

  /** Hours in which reminders go. Over midnight it is left to the gate. */
  private hours(): [string, string] {
    const { from, to } = this.config.mailSendingHours;
    const time = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return from < to ? [time(from), time(to)] : ['00:00', '24:00'];
  }

  /** Editions in which something may fall due, in lots of about as many people. */
  private async editions(): Promise<string[][]> {
    const live = await rows<{ id: string; people: number }>(
      this.database.source.manager,
      `SELECT d.id, d.seats_taken AS people FROM edition d WHERE ${MAY_FALL_DUE} ORDER BY d.id`,
    );
    const lots: string[][] = [];
    let room = 0;
    for (const { id, people } of live) {
      if (room <= 0) lots.push([]), (room = LOT);
      lots.at(-1)!.push(id);
      room -= people;
    }
    return lots;
  }
}
