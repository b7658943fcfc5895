import { Injectable } from '@nestjs/common';
import { Database, record, row, type Transaction } from '@academy/platform';
import { ConductAccepted } from '../discussions.facts';

/** Through which door somebody writes: who posts through the API accepts the code of conduct with it. */
export type Door = 'page' | 'api';

/** The code of conduct, accepted once a space. */
@Injectable()
export class Conduct {
  constructor(private readonly database: Database) {}

  /** Accepting again changes nothing. */
  async accept(spaceId: string, userId: string, through: Door): Promise<void> {
    await this.database.transaction((tx) => this.note(tx, spaceId, userId, through));
  }

  /** The same in the caller's transaction. */
  async note(tx: Transaction, spaceId: string, userId: string, through: Door): Promise<void> {
    const noted = await row(tx, 'INSERT INTO conduct_acceptance (user_id, space_id, through) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING user_id', [userId, spaceId, through]);
    if (noted) await record(tx, ConductAccepted, { spaceId, through }, { actorId: userId, personId: userId });
  }
}
