import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Messages, type Transaction } from '@academy/platform';
import { type OutlineModule, type VersionOutline, Versions } from '@academy/courses';
import { newCode } from '../codes';
import { RecognitionTexts } from '../recognition/recognition.texts';
import type { CertificateView, CertificateWording } from '../rendering/certificate.view';
import type { CertificateDesign } from './certificate-design.entity';
import type { Certificate } from './certificate.entity';
import { type Completion, resultOf } from './completion';
import { CertificateDesigns } from './designs.service';

type Part = Pick<CertificateView, 'hours' | 'outcomes' | 'modules' | 'moduleTitle'> & { activityKeys: string[] };

/** What a certificate will say, put together when it is issued and kept as it is. */
@Injectable()
export class CertificateDrafts {
  constructor(
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly designs: CertificateDesigns,
    private readonly recognition: RecognitionTexts,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A certificate of this completion, not yet printed. Null for a module that the edition's version does not have any more. */
  async draft(tx: Transaction, completion: Completion, completedAt: Date, holderName: string): Promise<Certificate | null> {
    const outline = await this.versions.outline(completion.versionId);
    const part = partOf(outline, completion.moduleKey);
    if (!part) return null;
    const [now, code] = [this.clock.now(), newCode()];
    const { enrolmentId, editionId, userId, moduleKey } = completion;
    return {
      id: randomUUID(),
      kind: moduleKey === '' ? 'course' : 'module',
      moduleKey,
      enrolmentId,
      editionId,
      userId,
      code,
      holderName,
      isNameShown: false,
      details: await this.view(tx, { ...completion, holderName }, outline, part, completedAt, code),
      storageKey: null,
      sha256: null,
      issuedAt: now,
      fetchedAt: null,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      supersededBy: null,
      batchId: null,
    };
  }

  private async view(tx: Transaction, completion: Completion, { head }: VersionOutline, { activityKeys, ...part }: Part, completedAt: Date, code: string): Promise<CertificateView> {
    const day = (instant: Date) => dayIn(instant, completion.timeZone);
    const locale = this.messages.nearest(completion.locale, 'certificate.heading');
    const issuedOn = day(this.clock.now());
    const design = await this.designs.inForce(completion.courseId, tx);
    const recognition = await this.recognition.for(completion.country, completion.locale, issuedOn, tx);
    return {
      locale,
      holderName: completion.holderName,
      courseTitle: head.title,
      courseLanguage: head.language,
      ...part,
      completedOn: day(completedAt),
      issuedOn,
      edition: { name: completion.editionName, startsOn: day(completion.startsAt), endsOn: day(completion.endsAt) },
      issuer: { name: 'Academy' },
      recognitionText: recognition?.printedText ?? null,
      recognitionLanguage: recognition?.locale ?? null,
      verification: { code, url: `${this.config.publicUrl}/verify/${code}` },
      ...lookOf(design, locale, completion.moduleKey !== ''),
      grade: design.showsGrade ? await resultOf(tx, completion.enrolmentId, activityKeys) : null,
    };
  }
}

/** What a design gives to one certificate. Heading and statement speak of the course: those of a module are the house's. */
export function lookOf(design: CertificateDesign, locale: string, isOfModule: boolean): Required<Pick<CertificateView, 'colours' | 'wording' | 'signatures'>> {
  const own: CertificateWording | null = design.wording[locale] ?? null;
  const wording = own && isOfModule ? { ...own, heading: null, statement: null } : own;
  return { colours: design.colours, wording, signatures: design.signatures.map(({ name, role, picture }) => ({ name, role, picture })) };
}

/** What a certificate of the course, or of one of its modules, tells of it. */
export function partOf({ head, modules }: VersionOutline, moduleKey: string): Part | null {
  const required = (part: OutlineModule[]) => part.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities.filter((each) => each.required).map(({ key }) => key)));
  if (moduleKey === '') {
    const titles = modules.map((module) => ({ title: module.title, minutes: minutesOf(module.sections) }));
    return { hours: head.workloadHours, outcomes: head.outcomes.map(({ text }) => text), modules: titles, moduleTitle: null, activityKeys: required(modules) };
  }
  const module = modules.find(({ key }) => key === moduleKey);
  if (!module) return null;
  const sections = module.sections.map((section) => ({ title: section.title, minutes: minutesOf([section]) }));
  return { hours: Math.round(((minutesOf(module.sections) ?? 0) / 60) * 10) / 10, outcomes: [], modules: sections, moduleTitle: module.title, activityKeys: required([module]) };
}

/** The calendar day of an instant where the holder lives. */
export function dayIn(instant: Date, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  calendars.set(timeZone, calendar);
  return calendar.format(instant);
}

/** By zone: one takes longer to make than a day to write. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function minutesOf(sections: OutlineModule['sections']): number | null {
  const minutes = sections.flatMap(({ activities }) => activities).reduce((sum, activity) => sum + (activity.minutes ?? 0), 0);
  return minutes > 0 ? minutes : null;
}
