import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateColours, CertificateSignature, CertificateWording } from '../rendering/certificate.view';

/** What may be different on the certificates of a course. */
export type CertificateDesign = {
  colours: CertificateColours;
  /** A certificate for each module that somebody completes, beside that of the course. */
  hasModuleCertificates: boolean;
  showsGrade: boolean;
  /** By locale; a locale that is missing has the house's own sentences. */
  wording: Record<string, CertificateWording>;
  signatures: (CertificateSignature & { id: string })[];
};

@Entity('certificate_design')
export class CertificateDesignRow {
  @PrimaryColumn('uuid') courseId: string;
  @Column('int') revision: number;
  @Column('jsonb') content: CertificateDesign;
  @Column('uuid') changedBy: string;
  @Column('timestamptz') changedAt: Date;
}
