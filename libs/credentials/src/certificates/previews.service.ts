import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Messages, RateLimits } from '@academy/platform';
import { Versions } from '@academy/courses';
import { certificateExample, type CertificateView } from '../rendering/certificate.view';
import { lookOf, partOf } from './certificate.drafts';
import type { CertificateDesign } from './certificate-design.entity';
import { CertificatePrints } from './certificate.prints';
import { CertificateDesigns } from './designs.service';

export type Shown = { design?: CertificateDesign; locale?: string; holderName?: string; recognitionText?: string | null; recognitionLanguage?: string; isOfModule?: boolean };

/** A certificate as it would look, drawn at once and marked as an example: how often is counted for each person. */
@Injectable()
export class CertificatePreviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly messages: Messages,
    private readonly limits: RateLimits,
    private readonly designs: CertificateDesigns,
    private readonly prints: CertificatePrints,
  ) {}

  /** Of a course, as an SVG in which there is no text. Throws NotFound, TooMany, Busy. */
  async ofCourse(courseId: string, shown: Shown, askerId: string): Promise<string> {
    await this.limits.count('preview', askerId);
    return this.draw(await this.courseView(courseId, shown));
  }

  /** Of no course: for what a country says. */
  async ofNothing(shown: Shown, askerId: string): Promise<string> {
    await this.limits.count('preview', askerId);
    return this.draw(this.example(shown, {}));
  }

  private async draw(view: CertificateView): Promise<string> {
    // More decimals than anyone can see.
    return (await this.prints.now(view, 'svg')).toString().replace(/(\.\d\d)\d+/g, '$1');
  }

  private async courseView(courseId: string, shown: Shown): Promise<CertificateView> {
    const course = found(await this.database.one<{ title: string; language: string }>('SELECT title, language FROM course WHERE id = $1', [courseId]), 'course');
    const latest = await this.versions.latest(courseId);
    const outline = latest && (await this.versions.outline(latest.id));
    const design = shown.design ?? (await this.designs.inForce(courseId));
    const part = outline && partOf(outline, shown.isOfModule ? (outline.modules[0]?.key ?? '') : '');
    return this.example({ ...shown, design }, {
      courseTitle: outline?.head.title ?? course.title,
      courseLanguage: outline?.head.language ?? course.language,
      ...(part && { hours: part.hours, outcomes: part.outcomes, modules: part.modules, moduleTitle: part.moduleTitle ?? null }),
    });
  }

  private example({ design, locale = 'en', holderName, recognitionText = null, recognitionLanguage }: Shown, course: Partial<CertificateView>): CertificateView {
    const today = this.clock.now().toISOString().slice(0, 10);
    const nearest = this.messages.nearest(locale, 'certificate.heading');
    return {
      ...certificateExample(),
      ...course,
      locale: nearest,
      ...(holderName === undefined ? {} : { holderName }),
      completedOn: today,
      issuedOn: today,
      recognitionText,
      recognitionLanguage: recognitionLanguage ?? null,
      ...(design ? { ...lookOf(design, nearest, course.moduleTitle != null), grade: design.showsGrade ? 0.87 : null } : {}),
      verification: { code: '0000-0000-0000-0000', url: 'https://academy.example/verify/0000000000000000' },
      isExample: true,
    };
  }
}
