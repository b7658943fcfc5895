import { Injectable } from '@nestjs/common';
import { On } from '@academy/platform';
import { ModuleCompleted } from '@academy/learning';
import { CertificatesRequested, NameCorrectionGranted } from './certificates.facts';
import { Certificates } from './certificates.service';
import { EditionCertificates } from './edition.certificates.service';
import { NameCorrections } from './name.corrections.service';

/** What follows for certificates. Each effect is found to be done where it is tried again. */
@Injectable()
export class CertificatesSubscriber {
  constructor(
    private readonly certificates: Certificates,
    private readonly editions: EditionCertificates,
    private readonly names: NameCorrections,
  ) {}

  @On(ModuleCompleted, 'credentials.issue-module-certificate', 'credentials')
  async issueForModule({ enrolmentId, courseId, moduleKey }: { enrolmentId: string; courseId: string; moduleKey: string }): Promise<void> {
    await this.certificates.issueForModule(enrolmentId, courseId, moduleKey);
  }

  @On(CertificatesRequested, 'credentials.run-certificates', 'credentials')
  async runBatch({ batchId }: { batchId: string }): Promise<void> {
    await this.editions.run(batchId);
  }

  @On(NameCorrectionGranted, 'credentials.apply-name', 'credentials')
  async applyName({ correctionId }: { correctionId: string }): Promise<void> {
    await this.names.apply(correctionId);
  }
}
