import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, refuseIf, row } from '@academy/platform';
import type { CredentialKind } from '../credential.rules';
import { CredentialShared, CredentialShareEnded } from '../credentials.facts';
import { CredentialShare } from './share.entity';
import { type ShareChoice, whyNotShare } from './share.rules';

/** A link as its holder sees it. */
export type ShareLine = { id: string; token: string; shows: ShareChoice; createdAt: Date };

/** Links by which holders show what they earned. */
@Injectable()
export class Shares {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A new link to one's own credential. Refuses more than twenty at a time. */
  async share(kind: CredentialKind, credentialId: string, shows: ShareChoice): Promise<ShareLine> {
    return this.database.transaction(async (tx) => {
      const { userId } = found(await row<{ userId: string }>(tx, `SELECT user_id AS "userId" FROM ${kind} WHERE id = $1 FOR UPDATE`, [credentialId]), kind);
      const live = await row<{ count: number }>(tx, `SELECT count(*)::int AS count FROM credential_share WHERE ${kind}_id = $1 AND ended_at IS NULL`, [credentialId]);

      refuseIf(whyNotShare(live?.count ?? 0));

      const share: CredentialShare = {
        id: randomUUID(),
        token: randomBytes(16).toString('base64url'),
        userId,
        awardId: kind === 'award' ? credentialId : null,
        certificateId: kind === 'certificate' ? credentialId : null,
        showsName: shows.name,
        showsHours: shows.hours,
        showsSkills: shows.skills,
        showsEvidence: shows.evidence,
        createdAt: this.clock.now(),
        endedAt: null,
      };
      await tx.insert(CredentialShare, share);

      await record(tx, CredentialShared, { shareId: share.id, userId }, { actorId: userId, personId: userId });
      return { id: share.id, token: share.token, shows, createdAt: share.createdAt };
    });
  }

  /** The link leads nowhere any more; answers what it led to. Ending it twice changes nothing. */
  async end(shareId: string): Promise<{ kind: CredentialKind; credentialId: string }> {
    return this.database.transaction(async (tx) => {
      const { userId, awardId, certificateId, endedAt } = found(await tx.findOne(CredentialShare, { where: { id: shareId }, lock: { mode: 'pessimistic_write' } }), 'share');
      if (!endedAt) {
        await tx.update(CredentialShare, { id: shareId }, { endedAt: this.clock.now() });
        await record(tx, CredentialShareEnded, { shareId, userId }, { actorId: userId, personId: userId });
      }
      return awardId === null ? { kind: 'certificate', credentialId: certificateId! } : { kind: 'award', credentialId: awardId };
    });
  }

  /** Links that lead to a credential, or to one that it replaced, newest first. */
  of(kind: CredentialKind, credentialId: string): Promise<ShareLine[]> {
    return this.database.query<ShareLine>(
      `WITH RECURSIVE chain AS (
         SELECT id FROM ${kind} WHERE id = $1 UNION SELECT o.id FROM ${kind} o JOIN chain n ON o.superseded_by = n.id)
       SELECT s.id, s.token, json_build_object('name', s.shows_name, 'hours', s.shows_hours, 'skills', s.shows_skills, 'evidence', s.shows_evidence) AS shows, s.created_at AS "createdAt"
       FROM credential_share s JOIN chain ON chain.id = s.${kind}_id WHERE s.ended_at IS NULL ORDER BY s.created_at DESC, s.id LIMIT 200`,
      [credentialId],
    );
  }
}
