import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { CertificateDesigns, HOUSE_COLOURS, NameCorrections, RecognitionTexts } from '@academy/credentials';

/** Examples, and said to be: what is so in a country is for its contact to write. */
const RECOGNITION: readonly [country: string, locale: string, printed: string, guidance: string][] = [
  ['PT', 'pt', 'Exemplo: a escola decide se esta formação é reconhecida. Apresente-lhe este certificado.', 'Este texto é um exemplo.\n\nGuarde o certificado e entregue uma cópia à sua escola.'],
  ['PT', 'en', 'Example: your school decides whether this course is recognised. Show it this certificate.', 'This text is an example.\n\nKeep the certificate and hand a copy to your school.'],
  ['DE', 'de', 'Beispiel: Über die Anerkennung dieser Fortbildung entscheidet Ihre Schule. Legen Sie ihr dieses Zertifikat vor.', 'Dieser Text ist ein Beispiel.\n\nBewahren Sie das Zertifikat auf und geben Sie Ihrer Schule eine Kopie.'],
  ['AT', 'de', 'Beispiel: Über die Anerkennung dieser Fortbildung entscheidet Ihre Schule. Legen Sie ihr dieses Zertifikat vor.', 'Dieser Text ist ein Beispiel.'],
  ['CZ', 'cs', 'Příklad: o uznání tohoto kurzu rozhoduje vaše škola. Předložte jí toto osvědčení.', 'Tento text je příklad.\n\nOsvědčení uschovejte a jeho kopii odevzdejte škole.'],
  ['CZ', 'en', 'Example: your school decides whether this course is recognised. Show it this certificate.', 'This text is an example.\n\nKeep the certificate and hand a copy to your school.'],
  ['GR', 'el', 'Παράδειγμα: για την αναγνώριση αυτής της επιμόρφωσης αποφασίζει το σχολείο σας. Δείξτε του αυτή τη βεβαίωση.', 'Αυτό το κείμενο είναι παράδειγμα.'],
  ['ES', 'es', 'Ejemplo: su centro decide si se reconoce esta formación. Preséntele este certificado.', 'Este texto es un ejemplo.'],
  ['FR', 'fr', 'Exemple : votre établissement décide de la reconnaissance de cette formation. Présentez-lui ce certificat.', 'Ce texte est un exemple.'],
];

/** What stands on certificates beside a course: recognition, a design with signatures, a name that somebody wants changed. */
@Injectable()
export class Paperwork {
  constructor(
    private readonly database: Database,
    private readonly recognition: RecognitionTexts,
    private readonly designs: CertificateDesigns,
    private readonly names: NameCorrections,
  ) {}

  /** `day`: from which on the texts hold. */
  async prepare(courseId: string, day: Date, administratorId: string, coordinatorId: string): Promise<void> {
    const validFrom = day.toISOString().slice(0, 10);
    for (const [country, locale, printedText, guidance] of RECOGNITION) {
      await this.recognition.write(country, { locale, printedText, guidance, authority: '', authorityUrl: '', validFrom, validUntil: null }, administratorId);
    }
    const wording = { heading: null, statement: null, footer: 'The course took {hours}, in the edition “{edition}”.' };
    await this.designs.change(courseId, 0, { colours: HOUSE_COLOURS, hasModuleCertificates: false, showsGrade: false, locale: 'en', wording }, coordinatorId);
    await this.designs.addSignature(courseId, { name: 'Charlotte Maes', role: 'Coordinator of the course', picture: null }, coordinatorId);
  }

  /** Somebody put her family name first, and now wants it the other way round again. */
  async mixUpName(editionId: string): Promise<void> {
    const holder = await this.database.one<{ enrolmentId: string; name: string }>(
      `SELECT enrolment_id AS "enrolmentId", holder_name AS name FROM certificate WHERE edition_id = $1 AND holder_name LIKE '% %' AND superseded_by IS NULL ORDER BY issued_at DESC, id LIMIT 1`,
      [editionId],
    );
    if (!holder) return;
    const [given, ...family] = holder.name.split(' ');
    await this.names.correct(holder.enrolmentId, `${family.join(' ')} ${given}`);
    const correction = await this.database.one<{ id: string }>('SELECT id FROM name_correction WHERE enrolment_id = $1', [holder.enrolmentId]);
    await this.names.apply(correction!.id);
    await this.names.ask(holder.enrolmentId, holder.name, 'The register of my ministry has the given name first. I mixed it up.');
  }
}
