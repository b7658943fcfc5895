import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import { readCode } from '../codes';
import { type CredentialKind, type CredentialStatus, statusOf } from '../credential.rules';
import { type CredentialRow, credentialsWhere } from './credential.rows';

/** What anybody may read of a credential who has its code. */
export type Verified = {
  status: CredentialStatus;
  kind: CredentialKind;
  id: string;
  badgeId: string | null;
  code: string;
  title: string;
  course: string;
  issuedOn: string;
  /** Null: for ever. */
  expiresOn: string | null;
  revokedOn: string | null;
  /** Only where the holder agreed. */
  holder: string | null;
  /** Where it was issued anew. */
  successor: Successor | null;
};
/** The last of a chain. Its code leads on only where its holder shows her name on it, or where it is she who asks: a corrected name is hers to tell. */
export type Successor = { status: CredentialStatus; issuedOn: string; code: string | null };

/** A chain is as long as somebody had patience; this many steps of it are walked. */
const LONGEST_CHAIN = 100;

/** Whether credentials hold, and what anybody may read of them. */
@Injectable()
export class Verifications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What a code stands for, however it was typed; null for an unknown one. `viewerId`: who asks. */
  async byCode(typed: string, viewerId: string | null = null): Promise<Verified | null> {
    const code = readCode(typed);
    return code === null ? null : this.shown(await this.database.one<CredentialRow>(credentialsWhere('c.code = $1'), [code]), viewerId);
  }

  async byId(kind: CredentialKind, id: string, viewerId: string | null = null): Promise<Verified | null> {
    return this.shown(await this.database.one<CredentialRow>(`SELECT * FROM (${credentialsWhere('c.id = $1')}) found WHERE kind = $2`, [id, kind]), viewerId);
  }

  /** The certificate whose PDF has this SHA-256. */
  async byFile(sha256: Buffer, viewerId: string | null = null): Promise<Verified | null> {
    const certificate = await this.database.one<{ id: string }>('SELECT id FROM certificate WHERE sha256 = $1 LIMIT 1', [sha256]);
    return certificate && this.byId('certificate', certificate.id, viewerId);
  }

  private async shown(row: CredentialRow | null, viewerId: string | null): Promise<Verified | null> {
    if (!row) return null;
    const { kind, id, badgeId, code, title, course } = row;
    return {
      status: statusOf(row, this.clock.now()),
      kind,
      id,
      badgeId,
      code,
      title,
      course,
      issuedOn: row.issuedAt.toISOString(),
      expiresOn: row.expiresAt?.toISOString() ?? null,
      revokedOn: row.revokedAt?.toISOString() ?? null,
      holder: row.isNameShown ? row.holder : null,
      successor: row.supersededBy === null ? null : await this.successorOf(kind, row.supersededBy, viewerId),
    };
  }

  private async successorOf(kind: CredentialKind, nextId: string, viewerId: string | null): Promise<Successor | null> {
    const last = await this.database.one<CredentialRow>(
      `WITH RECURSIVE chain AS (
         SELECT id, superseded_by, 1 AS step FROM ${kind} WHERE id = $1
         UNION ALL SELECT n.id, n.superseded_by, c.step + 1 FROM ${kind} n JOIN chain c ON n.id = c.superseded_by WHERE c.step < ${LONGEST_CHAIN})
       SELECT found.* FROM (SELECT id FROM chain ORDER BY step DESC LIMIT 1) last, LATERAL (${credentialsWhere('c.id = last.id')}) found`,
      [nextId],
    );
    if (!last) return null;
    const mayFollow = last.isNameShown || last.userId === viewerId;
    return { status: statusOf(last, this.clock.now()), issuedOn: last.issuedAt.toISOString(), code: mayFollow ? last.code : null };
  }
}
