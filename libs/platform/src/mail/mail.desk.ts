import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, row, rows } from '../database';
import { found, Refused } from '../errors';
import { record } from '../facts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '../pages';
import { MailComposer } from './mail.composer';
import { MailRetried, MailsRetried, MailsSeen } from './mail.facts';
import { MailGate } from './mail.gate';
import { mailKind, type MailRecipient } from './mail.kinds';

export const MAIL_STATES = ['pending', 'held', 'sending', 'sent', 'gathered', 'failed', 'unknown', 'suppressed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A mail in a list. `reason`: why it is in this state, in the server's own words or as an objection (`opted-out`). */
export type MailLine = {
  id: string;
  kind: string;
  /** What it went out as; null where it did not, or before subjects were kept. `language`: the one its reader had. */
  subject: string | null;
  language: string;
  isTransactional: boolean;
  isUrgent: boolean;
  userId: string | null;
  address: string;
  state: MailState;
  reason: string | null;
  attempts: number;
  createdAt: Date;
  dueAt: Date;
  sentAt: Date | null;
  /** When an administrator said of an unknown one that she has seen it. */
  seenAt: Date | null;
};
/** What it says, composed as of now: not kept, so an old one may say it in newer words. Null where it cannot be composed any more, or may hold a key to an account. */
export type MailPreview = { subject: string; html: string; text: string; headers: Record<string, string> };
export type MailDetail = MailLine & { recipient: MailRecipient; naturalKey: string; digestId: string | null; preview: MailPreview | null };

/** Mails that are put back in one transaction. */
const BATCH = 1_000;
const MAY_GO_AGAIN: ReadonlySet<MailState> = new Set(['failed', 'unknown']);

const LINE = `id, kind, subject, recipient->>'locale' AS language, is_transactional AS "isTransactional", is_urgent AS "isUrgent", user_id AS "userId", address, state, reason, attempts, created_at AS "createdAt", due_at AS "dueAt", sent_at AS "sentAt", seen_at AS "seenAt"`;
const AGAIN = `state = 'pending', attempts = 0, deferred_at = NULL, seen_at = NULL, due_at = academy_now(), reason = NULL`;
/** Postgres keeps microseconds, a Date does not: a cursor says them too, so that the index gives the order. */
const PLACE = `to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place`;
type Placed = MailLine & { place: string };
const key = ({ place, id }: Placed): string => encodeCursor(place, id);
const lineOf = ({ place: _, ...line }: Placed): MailLine => line;
const keyOf = (cursor: string | undefined): readonly [string, string] | [null, null] => decodeCursor(cursor, z.iso.datetime(), z.uuid()) ?? [null, null];

/** Mails as administrators see them, and what they may do about those that did not arrive. */
@Injectable()
export class MailDesk {
  constructor(
    private readonly database: Database,
    private readonly gate: MailGate,
    private readonly composer: MailComposer,
  ) {}

  /** Mails of one state, the newest first. */
  async list({ state, kind, limit, cursor }: { state: MailState; kind?: string | undefined; limit: number; cursor?: string | undefined }): Promise<Page<MailLine>> {
    const [at, id] = keyOf(cursor);
    const lines = await this.database.query<Placed>(
      `SELECT ${LINE}, ${PLACE} FROM mail WHERE state = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
       ORDER BY created_at DESC, id DESC LIMIT $5`,
      [state, kind ?? null, at, id, limit + 1],
    );
    return pageOf(lines, limit, key, lineOf);
  }

  /** What was written to one person, the newest first. */
  async logOf(userId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<MailLine>> {
    const [at, id] = keyOf(cursor);
    const lines = await this.database.query<Placed>(
      `SELECT ${LINE}, ${PLACE} FROM mail WHERE user_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
       ORDER BY created_at DESC, id DESC LIMIT $4`,
      [userId, at, id, limit + 1],
    );
    return pageOf(lines, limit, key, lineOf);
  }

  /** One mail, with what it says. Throws NotFound. */
  async read(mailId: string): Promise<MailDetail> {
    const mail = found(
      await this.database.one<Omit<MailDetail, 'preview'> & { data: Record<string, unknown> }>(`SELECT ${LINE}, recipient, natural_key AS "naturalKey", digest_id AS "digestId", data FROM mail WHERE id = $1`, [mailId]),
      'mail',
    );
    const { data, ...detail } = mail;
    return { ...detail, preview: await this.preview({ ...detail, data }) };
  }

  /** A mail that failed, or of which nobody knows whether it arrived, goes again at once; who objects is asked again. Refuses `mail-not-to-retry` in any other state. */
  async retry(mailId: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const mail = found(await row<{ state: MailState; userId: string | null }>(tx, 'SELECT state, user_id AS "userId" FROM mail WHERE id = $1 FOR UPDATE', [mailId]), 'mail');
      if (!MAY_GO_AGAIN.has(mail.state)) throw new Refused('mail-not-to-retry');
      await rows(tx, `UPDATE mail SET ${AGAIN} WHERE id = $1 RETURNING pg_notify('mail', '')`, [mailId]);
      await record(tx, MailRetried, { mailId, state: mail.state as 'failed' | 'unknown' }, { actorId, personId: mail.userId });
    });
  }

  /** All that failed (of one kind, where it is given) go again; those of which nobody knows do not. Answers how many. */
  async retryAll(actorId: string, kind?: string): Promise<number> {
    let count = 0;
    // Those that fail again meanwhile are not taken twice.
    const begun = await this.database.one<{ at: Date }>('SELECT academy_now() AS at');
    for (let batch = BATCH; batch === BATCH; count += batch) {
      batch = await this.database.transaction(async (tx) => {
        const again = await rows(
          tx,
          `UPDATE mail SET ${AGAIN} WHERE id IN (SELECT id FROM mail WHERE state = 'failed' AND ($1::text IS NULL OR kind = $1) AND due_at <= $2 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING pg_notify('mail', '')`,
          [kind ?? null, begun!.at],
        );
        if (again.length > 0) await record(tx, MailsRetried, { count: again.length }, { actorId });
        return again.length;
      });
    }
    return count;
  }

  /** An administrator has seen all of which nobody knows whether they arrived: none calls for anybody any more. They stay as they are. Answers how many. */
  seeUnknown(actorId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const seen = await rows(tx, `UPDATE mail SET seen_at = academy_now() WHERE state = 'unknown' AND seen_at IS NULL RETURNING id`);
      if (seen.length > 0) await record(tx, MailsSeen, { count: seen.length }, { actorId });
      return seen.length;
    });
  }

  private async preview(mail: Omit<MailDetail, 'preview'> & { data: Record<string, unknown> }): Promise<MailPreview | null> {
    const kind = mailKind(mail.kind);
    if (!kind?.mayUnsubscribe) return null;
    try {
      // For nobody: the link that ends these mails is its reader's alone.
      const { subject, html, text, headers } = await this.composer.compose(kind, { ...mail, userId: null, data: await this.gate.latest(mail) });
      return { subject, html, text, headers };
    } catch {
      // What it is about is gone since, or was never whole.
      return null;
    }
  }
}
