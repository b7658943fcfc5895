import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '@academy/platform';
import { Country, Subjects, type Subject } from '@academy/people';
import { Awards } from './awards/awards.service';
import { BadgePictures } from './badges/badge.pictures.service';
import { BadgeQueries } from './badges/badges.queries';
import { Badges } from './badges/badges.service';
import { Batches } from './awards/batches.service';
import { Earning } from './awards/earning.service';
import { Award } from './awards/award.entity';
import { Batch } from './awards/batch.entity';
import { Badge } from './badges/badge.entity';
import { Certificate } from './certificates/certificate.entity';
import { CertificateBatch } from './certificates/certificate-batch.entity';
import { CertificateDesignRow } from './certificates/certificate-design.entity';
import { NameCorrection } from './certificates/name-correction.entity';
import { CERTIFICATES, CERTIFICATES_INSIDE } from './certificates/certificates.room';
import { StatusList } from './signing/status-list.entity';
import { CredentialQueries } from './credentials.queries';
import { CredentialsSubscriber } from './credentials.subscriber';
import { KeyRing } from './signing/key.ring';
import { AwardsToSign } from './awards/awards.to.sign';
import { BakedBadges } from './awards/baked.badges.service';
import { OpenBadges } from './awards/open.badges.service';
import { OtherFormats } from './awards/other.formats.service';
import { JwsSeal, SEAL } from './signing/seal';
import { RecognitionText } from './recognition/recognition-text.entity';
import { RecognitionTexts } from './recognition/recognition.texts';
import { StatusLists } from './signing/status.lists.service';
import { CredentialShare } from './verifying/share.entity';
import { VERIFYING } from './verifying/verifying.room';

const ROOMS = [...CERTIFICATES, Awards, BadgePictures, BadgeQueries, Badges, Batches, Earning, CredentialQueries, KeyRing, BakedBadges, OpenBadges, OtherFormats, RecognitionTexts, ...VERIFYING];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Award, Badge, Batch, Certificate, CertificateBatch, CertificateDesignRow, CredentialShare, NameCorrection, RecognitionText, StatusList])],
  providers: [...ROOMS, ...CERTIFICATES_INSIDE, CredentialsSubscriber, AwardsToSign, StatusLists, { provide: SEAL, useClass: JwsSeal }],
  exports: ROOMS,
})
export class CredentialsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const kind of ['award', 'certificate'] as const) this.subjects.define(kind, (id) => this.holderOf(kind, id));
    this.subjects.define('country', (code) => Promise.resolve(Country.safeParse(code).success ? { country: code } : null));
    this.subjects.define('badge', (id) => this.database.one<Subject>('SELECT course_id AS "courseId" FROM badge WHERE id = $1', [id]));
    this.subjects.define('share', (id) => this.database.one<Subject>('SELECT user_id AS "ownerId" FROM credential_share WHERE id = $1', [id]));
    this.subjects.define('batch', (id) => this.database.one<Subject>('SELECT owner_id AS "ownerId" FROM batch WHERE id = $1', [id]));
  }

  private holderOf(kind: 'award' | 'certificate', id: string): Promise<Subject | null> {
    return this.database.one<Subject>(
      `SELECT c.user_id AS "ownerId", c.edition_id AS "editionId", d.course_id AS "courseId" FROM ${kind} c JOIN edition d ON d.id = c.edition_id WHERE c.id = $1`,
      [id],
    );
  }
}
