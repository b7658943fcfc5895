import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, refuseIf, row, rows, sha256, Storage, type Transaction } from '@academy/platform';
import { whyNotReissue, whyNotRevoke } from '../credential.rules';
import { CertificateIssued, CertificateReissued, CertificateRevoked } from '../credentials.facts';
import { CertificateDrafts } from './certificate.drafts';
import { Certificate } from './certificate.entity';
import { CertificatePrints } from './certificate.prints';
import { completionOf } from './completion';
import { CertificateDesigns } from './designs.service';

/** `holderName`: the name to be printed, or `as-before`; else that of the account as it is now. `batchId`: the batch that asks. */
type Reissue = { holderName?: { is: string } | 'as-before'; batchId?: string };

/** Certificates: a row first, with all that is printed; then the PDF; then the word that it is there. Each step can be done again. */
@Injectable()
export class Certificates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly designs: CertificateDesigns,
    private readonly drafts: CertificateDrafts,
    private readonly prints: CertificatePrints,
  ) {}

  /**
   * Issues the certificate of a completed course, or with a key of one of its modules, once, whatever is retried. What was
   * revoked does not come back by itself.
   */
  async issue(enrolmentId: string, moduleKey = '', batchId: string | null = null): Promise<void> {
    const certificateId = await this.database.transaction(async (tx) => {
      const completion = await completionOf(tx, enrolmentId, moduleKey);
      const existing = await row<{ id: string }>(tx, `SELECT id FROM certificate WHERE enrolment_id = $1 AND module_key = $2 ORDER BY superseded_by IS NULL DESC, issued_at DESC LIMIT 1`, [enrolmentId, moduleKey]);
      if (existing || !completion.completedAt) return existing?.id ?? null;

      const certificate = await this.drafts.draft(tx, completion, completion.completedAt, completion.holderName);
      if (certificate) await tx.insert(Certificate, { ...certificate, batchId });
      return certificate?.id ?? null;
    });
    if (certificateId) await this.print(certificateId);
  }

  /** Issues the certificate of a completed module where the course has such. */
  async issueForModule(enrolmentId: string, courseId: string, moduleKey: string): Promise<void> {
    const { hasModuleCertificates } = await this.designs.inForce(courseId);
    if (hasModuleCertificates) await this.issue(enrolmentId, moduleKey);
  }

  /** Makes the PDF of a certificate that has none yet, and says that it is there. */
  async print(certificateId: string): Promise<void> {
    const certificate = found(await this.database.source.manager.findOneBy(Certificate, { id: certificateId }), 'certificate');
    if (certificate.storageKey) return;

    const pdf = await this.prints.issued(certificate.details);
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

  /** Issues a certificate anew, with the design, language and recognition of now; the old one points to it. */
  async reissue(certificateId: string, actorId: string, { holderName, batchId }: Reissue = {}): Promise<string> {
    return this.database.transaction(async (tx) => {
      const old = await lockCertificate(tx, certificateId);
      refuseIf(whyNotReissue(old));

      const completion = await completionOf(tx, old.enrolmentId, old.moduleKey);
      const name = holderName === 'as-before' ? old.holderName : (holderName?.is ?? completion.holderName);
      const draft = await this.drafts.draft(tx, completion, completion.completedAt ?? old.issuedAt, name);
      if (!draft) throw new Refused('module-gone');
      const certificate = { ...draft, isNameShown: old.isNameShown, batchId: batchId ?? null };
      await tx.update(Certificate, { id: certificateId }, { supersededBy: certificate.id });
      await tx.insert(Certificate, certificate);

      await record(tx, CertificateReissued, { ...idsOf(certificate), supersedes: certificateId }, { actorId, personId: certificate.userId });
      return certificate.id;
    });
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

  /** Its holder fetched the PDF: nobody has to remind her. */
  async noteFetched(certificateId: string): Promise<void> {
    await this.database.query('UPDATE certificate SET fetched_at = academy_now() WHERE id = $1 AND fetched_at IS NULL', [certificateId]);
  }

  /** The PDF, or null while it is being made. `a-2a`: made anew as PDF/A-2a, for archives that ask for it. */
  async pdf(certificateId: string, standard: 'ua-1' | 'a-2a' = 'ua-1'): Promise<Buffer | null> {
    const certificate = found(await this.database.source.manager.findOneBy(Certificate, { id: certificateId }), 'certificate');
    if (!certificate.storageKey) return null;
    return standard === 'ua-1' ? this.storage.get(certificate.storageKey) : this.prints.now(certificate.details, standard);
  }
}

const idsOf = ({ id, enrolmentId, userId }: Certificate) => ({ certificateId: id, enrolmentId, userId });

async function lockCertificate(tx: Transaction, id: string): Promise<Certificate> {
  return found(await tx.findOne(Certificate, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'certificate');
}
