import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, found, Messages, record, refuseIf, row, rows, sha256, Storage, type Transaction } from '@academy/platform';
import { Versions, type VersionOutline } from '@academy/courses';
import { newCode } from './codes';
import { Certificate } from './credential.entities';
import { whyNotReissue, whyNotRevoke } from './credential.rules';
import { CertificateIssued, CertificateReissued, CertificateRevoked } from './credentials.facts';
import { CertificatePress } from './rendering/certificate.press';
import { type CertificateView, HOUSE_COLOURS } from './rendering/certificate.view';

type Completion = {
  enrolmentId: string;
  editionId: string;
  userId: string;
  holderName: string;
  locale: string;
  timeZone: string;
  completedAt: Date | null;
  versionId: string;
  editionName: string;
  startsAt: Date;
  endsAt: Date;
};

/** Certificates: a row first, with all that is printed; then the PDF; then the word that it is there. Each step can be done again. */
@Injectable()
export class Certificates implements OnApplicationShutdown {
  private readonly press = new CertificatePress();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly storage: Storage,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationShutdown(): void {
    this.press.close();
  }

  /** Issues the certificate of a completed course, once, whatever is retried. What was revoked does not come back by itself. */
  async issue(enrolmentId: string): Promise<void> {
    const certificateId = await this.database.transaction(async (tx) => {
      const completion = await completionOf(tx, enrolmentId);
      const existing = await row<{ id: string }>(tx, `SELECT id FROM certificate WHERE enrolment_id = $1 AND kind = 'course' ORDER BY issued_at DESC LIMIT 1`, [enrolmentId]);
      if (existing || !completion.completedAt) return existing?.id ?? null;

      const certificate = await this.draft(completion, completion.completedAt);
      await tx.insert(Certificate, certificate);
      return certificate.id;
    });
    if (certificateId) await this.print(certificateId);
  }

  /** Makes the PDF of a certificate that has none yet, and says that it is there. */
  async print(certificateId: string): Promise<void> {
    const certificate = found(await this.database.source.manager.findOneBy(Certificate, { id: certificateId }), 'certificate');
    if (certificate.storageKey) return;

    const pdf = await this.press.render(certificate.details, (key, values) => this.messages.text(certificate.details.locale, key, values));
    const storageKey = `certificates/${certificate.id.slice(0, 2)}/${certificate.id}.pdf`;
    await this.storage.put(storageKey, pdf);

    await this.database.transaction(async (tx) => {
      const [printed] = await rows<{ id: string }>(tx, 'UPDATE certificate SET storage_key = $2, sha256 = $3 WHERE id = $1 AND storage_key IS NULL RETURNING id', [
        certificate.id,
        storageKey,
        sha256(pdf),
      ]);
      if (printed) await record(tx, CertificateIssued, idsOf(certificate), { personId: certificate.userId });
    });
  }

  async revoke(certificateId: string, reason: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const certificate = await lockCertificate(tx, certificateId);

      refuseIf(whyNotRevoke(certificate));

      await tx.update(Certificate, { id: certificateId }, { revokedAt: this.clock.now(), revokedBy: actorId, revokeReason: reason });

      await record(tx, CertificateRevoked, { ...idsOf(certificate), reason }, { actorId, personId: certificate.userId });
    });
  }

  /** Issues a certificate anew, with the holder's name and language as they are now; the old one points to it. */
  async reissue(certificateId: string, actorId: string): Promise<string> {
    const id = await this.database.transaction(async (tx) => {
      const old = await lockCertificate(tx, certificateId);
      refuseIf(whyNotReissue(old));

      const completion = await completionOf(tx, old.enrolmentId);
      const certificate = { ...(await this.draft(completion, completion.completedAt ?? old.issuedAt)), isNameShown: old.isNameShown };
      await tx.update(Certificate, { id: certificateId }, { supersededBy: certificate.id });
      await tx.insert(Certificate, certificate);

      await record(tx, CertificateReissued, { ...idsOf(certificate), supersedes: certificateId }, { actorId, personId: certificate.userId });
      return certificate.id;
    });
    return id;
  }

  /** The holder decides whether whoever verifies the certificate sees the name. */
  async showName(certificateId: string, isShown: boolean): Promise<void> {
    await this.database.source.manager.update(Certificate, { id: certificateId }, { isNameShown: isShown });
  }

  /** Who may see it is asked about these. Throws NotFound. */
  async access(certificateId: string): Promise<{ code: string; isNameShown: boolean; ownerId: string; editionId: string; courseId: string }> {
    const certificate = await this.database.one<{ code: string; isNameShown: boolean; ownerId: string; editionId: string; courseId: string }>(
      `SELECT c.code, c.is_name_shown AS "isNameShown", c.user_id AS "ownerId", c.edition_id AS "editionId", d.course_id AS "courseId"
       FROM certificate c JOIN edition d ON d.id = c.edition_id WHERE c.id = $1`,
      [certificateId],
    );
    return found(certificate, 'certificate');
  }

  /** The PDF, or null while it is being made. */
  async pdf(certificateId: string): Promise<Buffer | null> {
    const certificate = found(await this.database.source.manager.findOneBy(Certificate, { id: certificateId }), 'certificate');
    return certificate.storageKey ? this.storage.get(certificate.storageKey) : null;
  }

  private async draft(completion: Completion, completedAt: Date): Promise<Certificate> {
    const now = this.clock.now();
    const code = newCode();
    const outline = await this.versions.outline(completion.versionId);
    return {
      id: randomUUID(),
      kind: 'course',
      moduleKey: '',
      enrolmentId: completion.enrolmentId,
      editionId: completion.editionId,
      userId: completion.userId,
      code,
      holderName: completion.holderName,
      isNameShown: false,
      details: this.view(completion, outline, completedAt, now, code),
      storageKey: null,
      sha256: null,
      issuedAt: now,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      supersededBy: null,
    };
  }

  private view(completion: Completion, { head, modules }: VersionOutline, completedAt: Date, now: Date, code: string): CertificateView {
    const day = (instant: Date) => dayIn(instant, completion.timeZone);
    return {
      locale: this.messages.nearest(completion.locale),
      holderName: completion.holderName,
      courseTitle: head.title,
      courseLanguage: head.language,
      hours: head.workloadHours,
      outcomes: head.outcomes.map(({ text }) => text),
      modules: modules.map(({ title, sections }) => ({ title, minutes: minutesOf(sections) })),
      completedOn: day(completedAt),
      issuedOn: day(now),
      edition: { name: completion.editionName, startsOn: day(completion.startsAt), endsOn: day(completion.endsAt) },
      issuer: { name: 'Academy' },
      recognitionText: null,
      verification: { code, url: `${this.config.publicUrl}/verify/${code}` },
      colours: HOUSE_COLOURS,
    };
  }
}

const idsOf = ({ id, enrolmentId, userId }: Certificate) => ({ certificateId: id, enrolmentId, userId });

/** The calendar day of an instant where the holder lives. */
const dayIn = (instant: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);

function minutesOf(sections: VersionOutline['modules'][number]['sections']): number | null {
  const minutes = sections.flatMap(({ activities }) => activities).reduce((sum, activity) => sum + (activity.minutes ?? 0), 0);
  return minutes > 0 ? minutes : null;
}

async function lockCertificate(tx: Transaction, id: string): Promise<Certificate> {
  return found(await tx.findOne(Certificate, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'certificate');
}

/** Locks the enrolment, so that two who issue at once come one after the other. */
async function completionOf(tx: Transaction, enrolmentId: string): Promise<Completion> {
  const completion = await row<Completion>(
    tx,
    `SELECT e.id AS "enrolmentId", e.edition_id AS "editionId", e.user_id AS "userId", e.completed_at AS "completedAt", u.certificate_name AS "holderName",
            u.locale, u.time_zone AS "timeZone", d.version_id AS "versionId", d.name AS "editionName", d.starts_at AS "startsAt", d.ends_at AS "endsAt"
     FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id WHERE e.id = $1 FOR UPDATE OF e`,
    [enrolmentId],
  );
  return found(completion, 'enrolment');
}
