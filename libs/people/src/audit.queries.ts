import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import { z } from 'zod';

export const AuditEntry = z.object({ id: z.string(), at: z.string(), action: z.string(), actor: z.string().nullable(), subject: z.string().nullable(), detail: z.unknown() });
export type AuditEntry = z.infer<typeof AuditEntry>;
type AuditFilter = { actor?: string; action?: string; subject?: string; from?: string; to?: string; limit: number; cursor?: string };
type FactRow = { id: string; at: Date; action: string; actor: string | null; subject: string | null; detail: unknown };

/** The audit log: facts that somebody did to somebody, newest first. */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  async list(filter: AuditFilter): Promise<Page<AuditEntry>> {
    const after = decodeCursor(filter.cursor, z.string().regex(/^\d{1,18}$/));
    const found = await this.database.query<FactRow>(
      `SELECT id::text, happened_at AS at, kind AS action, actor_id AS actor, person_id AS subject, payload AS detail FROM fact
       WHERE ($1::uuid IS NULL OR actor_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR person_id = $3)
         AND ($4::timestamptz IS NULL OR happened_at >= $4) AND ($5::timestamptz IS NULL OR happened_at < $5)
         AND ($6::bigint IS NULL OR id < $6)
       ORDER BY fact.id DESC LIMIT $7`,
      [filter.actor ?? null, filter.action ?? null, filter.subject ?? null, filter.from ?? null, filter.to ?? null, after?.[0] ?? null, filter.limit + 1],
    );
    return pageOf(found, filter.limit, (last) => encodeCursor(last.id), (entry) => ({ ...entry, at: entry.at.toISOString() }));
  }
}
