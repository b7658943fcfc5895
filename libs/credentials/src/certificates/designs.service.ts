import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Invalid, record, refuseIf, row, rows, sha256, Storage, type Transaction } from '@academy/platform';
import { fileTypeOf, Pictures } from '@academy/courses';
import { unprintable } from '../rendering/certificate.source';
import { type CertificateColours, type CertificatePicture, type CertificateWording, HOUSE_COLOURS } from '../rendering/certificate.view';
import { contrast, readableOn } from '../rendering/colours';
import { unknownPlaceholders } from '../rendering/wording.rules';
import type { CertificateDesign } from './certificate-design.entity';
import { CertificateDesigned } from './certificates.facts';
import { faintColours, HOUSE_DESIGN, whyNotChange, whyNotSign } from './design.rules';

export type DesignChange = { colours: CertificateColours; hasModuleCertificates: boolean; showsGrade: boolean; locale: string; wording: CertificateWording };
export type NewSignature = { name: string; role: string; picture: Buffer | null };
/** `revision` is 0 where nobody changed anything. */
type Standing = { revision: number; design: CertificateDesign };
export type DesignedCourse = Standing & { course: { id: string; title: string; language: string } };

const UNTOUCHED: Standing = { revision: 0, design: { colours: HOUSE_COLOURS, ...HOUSE_DESIGN } };
/** Pixels on the longer side of a signature: enough for 46 millimetres in print. */
const SIGNATURE_EDGE = 700;

/** How the certificates of a course look and what they say. What was issued before a change stays as it is. */
@Injectable()
export class CertificateDesigns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly pictures: Pictures,
  ) {}

  /** A course with its design. Throws NotFound. */
  async ofCourse(courseId: string): Promise<DesignedCourse> {
    const course = found(await this.database.one<{ id: string; title: string; language: string }>('SELECT id, title, language FROM course WHERE id = $1', [courseId]), 'course');
    return { course, ...((await read(this.database.source.manager, courseId)) ?? UNTOUCHED) };
  }

  async inForce(courseId: string, tx: Transaction = this.database.source.manager): Promise<CertificateDesign> {
    return ((await read(tx, courseId)) ?? UNTOUCHED).design;
  }

  /** The design as it would be with a change, for a preview or to be kept. Throws Invalid for colours and sentences that cannot be printed well. */
  changed(design: CertificateDesign, { locale, wording, ...change }: DesignChange): CertificateDesign {
    const errors = [...faultsOfColours(change.colours), ...Object.entries(wording).flatMap(([field, text]) => faultsOfText(field, text))];
    if (errors.length > 0) throw new Invalid(errors);
    const isHouse = Object.values(wording).every((text) => text === null);
    const { [locale]: _, ...others } = design.wording;
    return { ...design, ...change, wording: isHouse ? others : { ...others, [locale]: wording } };
  }

  /** Changes the design. Refuses (`design-changed`) what is based on an older revision. */
  change(courseId: string, basedOn: number, change: DesignChange, actorId: string): Promise<number> {
    return this.save(courseId, actorId, ({ revision, design }) => {
      refuseIf(whyNotChange(revision, basedOn));
      return this.changed(design, change);
    });
  }

  /** Adds a signature. Its picture is encoded anew: nothing of the file but what is seen stays. */
  async addSignature(courseId: string, { name, role, picture }: NewSignature, actorId: string): Promise<number> {
    const errors = [...faultsOfText('name', name), ...faultsOfText('role', role)];
    if (errors.length > 0) throw new Invalid(errors);
    const kept = picture && (await this.keep(picture));
    return this.save(courseId, actorId, ({ design }) => {
      refuseIf(whyNotSign(design));
      return { ...design, signatures: [...design.signatures, { id: randomUUID(), name, role, picture: kept }] };
    });
  }

  /** Removes a signature. Throws NotFound. */
  removeSignature(courseId: string, signatureId: string, actorId: string): Promise<number> {
    return this.save(courseId, actorId, ({ design }) => {
      const gone = found(design.signatures.find(({ id }) => id === signatureId), 'signature');
      return { ...design, signatures: design.signatures.filter((each) => each !== gone) };
    });
  }

  private async keep(bytes: Buffer): Promise<CertificatePicture> {
    const type = await fileTypeOf(bytes);
    if (type?.given !== 'image/png' && type?.given !== 'image/jpeg') throw new Invalid([{ pointer: '/picture', detail: 'is no PNG or JPEG picture' }]);
    const picture = await this.pictures.encode(bytes, type.given, SIGNATURE_EDGE);
    const sum = sha256(picture.bytes).toString('hex');
    const storageKey = `signatures/${sum.slice(0, 2)}/${sum}.${type.given === 'image/png' ? 'png' : 'jpg'}`;
    await this.storage.put(storageKey, picture.bytes);
    return { storageKey, aspect: picture.width / picture.height };
  }

  private save(courseId: string, actorId: string, change: (standing: Standing) => CertificateDesign): Promise<number> {
    return this.database.transaction(async (tx) => {
      found(await row(tx, 'SELECT id FROM course WHERE id = $1 FOR NO KEY UPDATE', [courseId]), 'course');
      const standing = (await read(tx, courseId)) ?? UNTOUCHED;

      const design = change(standing);
      const revision = standing.revision + 1;

      await rows(
        tx,
        `INSERT INTO certificate_design (course_id, revision, content, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (course_id) DO UPDATE SET revision = excluded.revision, content = excluded.content, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [courseId, revision, JSON.stringify(design), actorId, this.clock.now()],
      );
      await record(tx, CertificateDesigned, { courseId, revision }, { actorId });
      return revision;
    });
  }
}

const read = (tx: Transaction, courseId: string): Promise<Standing | null> => row<Standing>(tx, 'SELECT revision, content AS design FROM certificate_design WHERE course_id = $1', [courseId]);

function faultsOfColours(colours: CertificateColours) {
  const { deep, accent, route } = colours;
  const contrasts = { deep: contrast(readableOn(deep), deep), accent: contrast(accent, '#ffffff'), route: contrast(route, deep) };
  return faintColours(contrasts).map((name) => ({ pointer: `/${name}`, detail: `is hard to see: a contrast of ${contrasts[name].toFixed(1)}` }));
}

function faultsOfText(field: string, text: string | null) {
  if (text === null) return [];
  const unknown = unknownPlaceholders(text);
  if (unknown.length > 0 && field !== 'name' && field !== 'role') return [{ pointer: `/${field}`, detail: `names what is not known: ${unknown.join(', ')}` }];
  const blanks = unprintable(text.replace(/\s+/g, ' '));
  return blanks.length > 0 ? [{ pointer: `/${field}`, detail: `has characters that cannot be printed: ${blanks.slice(0, 20).join(' ')}` }] : [];
}
