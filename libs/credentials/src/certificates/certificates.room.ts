import { CertificateDrafts } from './certificate.drafts';
import { CertificatePrints } from './certificate.prints';
import { CertificateQueries } from './certificates.queries';
import { Certificates } from './certificates.service';
import { CertificatesSubscriber } from './certificates.subscriber';
import { CertificateDesigns } from './designs.service';
import { EditionCertificates } from './edition.certificates.service';
import { NameCorrections } from './name.corrections.service';
import { CertificatePreviews } from './previews.service';

/** What others may ask. */
export const CERTIFICATES = [CertificateDesigns, CertificatePreviews, CertificateQueries, Certificates, EditionCertificates, NameCorrections];
export const CERTIFICATES_INSIDE = [CertificateDrafts, CertificatePrints, CertificatesSubscriber];
