import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { People } from '@academy/people';
import { Awards } from '../awards/awards.service';
import { unprintable } from '../rendering/certificate.source';
import { NameCorrectionAsked, NameCorrectionDeclined, NameCorrectionGranted } from './certificates.facts';
import { Certificates } from './certificates.service';
import { NameCorrection } from './name-correction.entity';
import { type NameStanding, whyNotAsk, whyNotCorrect, whyNotDecide } from './name.rules';

type Place = { editionId: string; userId: string };
export type Decision = 'granted' | 'declined';

const ROUNDS = 4;
/** What bears a name in an enrolment and counts. */
const LIVE = 'enrolment_id = $1 AND revoked_at IS NULL AND superseded_by IS NULL';

/** Another name on what somebody earned in an edition: by herself once, later as a coordinator decides. All of it is issued anew then. */
@Injectable()
export class NameCorrections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly certificates: Certificates,
    private readonly awards: Awards,
  ) {}

  standing(enrolmentId: string): Promise<NameStanding> {
    return standingIn(this.database.source.manager, enrolmentId);
  }

  /** The holder corrects the name, once for each enrolment. */
  async correct(enrolmentId: string, newName: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const place = await lock(tx, enrolmentId);
      const standing = await standingIn(tx, enrolmentId);
      refuseIf(whyNotCorrect(standing, newName));
      refuseUnprintable(newName);

      const correction = this.draft(enrolmentId, place, standing.printed!, newName, { isOwn: true, reason: null });
      await tx.insert(NameCorrection, { ...correction, state: 'granted', decidedBy: place.userId, decidedAt: correction.askedAt });

      await record(tx, NameCorrectionGranted, idsOf(correction), { actorId: place.userId, personId: place.userId });
    });
  }

  /** The holder asks for another name, with the reason. */
  async ask(enrolmentId: string, newName: string, reason: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const place = await lock(tx, enrolmentId);
      const standing = await standingIn(tx, enrolmentId);
      refuseIf(whyNotAsk(standing, newName));
      refuseUnprintable(newName);

      const correction = this.draft(enrolmentId, place, standing.printed!, newName, { isOwn: false, reason });
      await tx.insert(NameCorrection, correction);

      await record(tx, NameCorrectionAsked, idsOf(correction), { actorId: place.userId, personId: place.userId });
    });
  }

  /** A coordinator decides about what was asked for in this edition. Throws NotFound. */
  async decide(editionId: string, correctionId: string, decision: Decision, note: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const correction = found(await tx.findOne(NameCorrection, { where: { id: correctionId, editionId }, lock: { mode: 'pessimistic_write' } }), 'correction');
      refuseIf(whyNotDecide(correction));

      await tx.update(NameCorrection, { id: correctionId }, { state: decision, decidedBy: actorId, decidedAt: this.clock.now(), note: note || null });

      await record(tx, decision === 'granted' ? NameCorrectionGranted : NameCorrectionDeclined, idsOf(correction), { actorId, personId: correction.userId });
    });
  }

  /**
   * Puts a name that was granted on all that counts in the enrolment, one by one, each issued anew. Done again it finds
   * nothing left. An older correction than the last does nothing.
   */
  async apply(correctionId: string): Promise<void> {
    const correction = found(await this.database.source.manager.findOneBy(NameCorrection, { id: correctionId }), 'correction');
    const { enrolmentId, newName, userId } = correction;
    const newest = await this.database.one<{ id: string }>(`SELECT id FROM name_correction WHERE enrolment_id = $1 AND state = 'granted' ORDER BY decided_at DESC, id LIMIT 1`, [enrolmentId]);
    if (newest?.id !== correctionId) return;

    await this.people.setCertificateName(userId, newName);
    // Whoever issues something with the old name at this moment holds the enrolment: what comes of it has to be there before it is looked for.
    await this.database.transaction((tx) => lock(tx, enrolmentId));
    const actorId = correction.decidedBy ?? userId;
    await this.untilNamed('certificate', correction, (id) => this.certificates.reissue(id, actorId, { holderName: { is: newName } }));
    await this.untilNamed('award', correction, (id) => this.awards.reissue(id, actorId, correction.reason));
  }

  /** What was issued anew by somebody else in the meantime may bear the old name still: it is looked for again. */
  private async untilNamed(kind: 'award' | 'certificate', { enrolmentId, newName }: NameCorrection, reissue: (id: string) => Promise<string>): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const old = await this.database.query<{ id: string }>(`SELECT id FROM ${kind} WHERE ${LIVE} AND holder_name <> $2 ORDER BY issued_at, id`, [enrolmentId, newName]);
      if (old.length === 0) return;
      for (const { id } of old) await unlessReplaced(reissue(id));
    }
    throw new Error(`A name changes faster than it can be printed, in enrolment ${enrolmentId}.`);
  }

  private draft(enrolmentId: string, place: Place, oldName: string, newName: string, how: { isOwn: boolean; reason: string | null }): NameCorrection {
    return { id: randomUUID(), enrolmentId, ...place, oldName, newName, ...how, state: 'waiting', askedAt: this.clock.now(), decidedBy: null, decidedAt: null, note: null };
  }
}

const idsOf = ({ id, enrolmentId, userId }: NameCorrection) => ({ correctionId: id, enrolmentId, userId });

/** Whoever was quicker has issued it anew already. */
const unlessReplaced = (work: Promise<string>): Promise<string | null> =>
  work.catch((error: unknown) => {
    if (error instanceof Refused && error.reason === 'superseded') return null;
    throw error;
  });

function refuseUnprintable(name: string): void {
  const characters = unprintable(name);
  if (characters.length > 0) throw new Refused('not-printable', { characters });
}

/** Locks the enrolment: two corrections at once come one after the other. */
async function lock(tx: Transaction, enrolmentId: string): Promise<Place> {
  return found(await row<Place>(tx, 'SELECT edition_id AS "editionId", user_id AS "userId" FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]), 'enrolment');
}

async function standingIn(tx: Transaction, enrolmentId: string): Promise<NameStanding> {
  const [standing] = await rows<NameStanding>(
    tx,
    `SELECT coalesce((SELECT holder_name FROM certificate WHERE ${LIVE} ORDER BY issued_at DESC, id LIMIT 1), (SELECT holder_name FROM award WHERE ${LIVE} ORDER BY issued_at DESC, id LIMIT 1)) AS printed,
            EXISTS (SELECT FROM name_correction WHERE enrolment_id = $1 AND is_own) AS "wasCorrected",
            EXISTS (SELECT FROM name_correction WHERE enrolment_id = $1 AND state = 'waiting') AS "isWaiting"`,
    [enrolmentId],
  );
  return standing!;
}
