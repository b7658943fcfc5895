import { defineFact } from '@academy/platform';
import { z } from 'zod';

const correction = z.object({ correctionId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });

export const CertificateDesigned = defineFact('certificate.designed', z.object({ courseId: z.uuid(), revision: z.number().int() }));
export const CertificatesRequested = defineFact('certificates.requested', z.object({ batchId: z.uuid(), editionId: z.uuid() }));
export const NameCorrectionAsked = defineFact('name-correction.asked', correction);
export const NameCorrectionGranted = defineFact('name-correction.granted', correction);
export const NameCorrectionDeclined = defineFact('name-correction.declined', correction);
