import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import type { Skill } from '../badges/badge.entity';
import { type Recognition, RecognitionTexts } from '../recognition/recognition.texts';
import type { Learned } from './portfolio.rules';

/** A course or module that a person completed, with what stands for it. */
export type PortfolioEntry = Learned & {
  id: string;
  kind: 'course' | 'module';
  title: string;
  course: string;
  language: string;
  edition: string;
  completedOn: string;
  code: string;
  outcomes: string[];
  /** As it stands on the certificate. */
  printedRecognition: string | null;
};
export type PortfolioBadge = { id: string; badgeId: string; title: string; course: string; issuedOn: string; skills: Skill[] };
export type Portfolio = { name: string; school: string | null; country: string; entries: PortfolioEntry[]; badges: PortfolioBadge[]; recognition: Recognition | null };

const MOST_ENTRIES = 200;
const MOST_BADGES = 300;

/** All that a person learned, to be shown as a whole. What was revoked or replaced is not in it, nor badges that expired. */
@Injectable()
export class Portfolios {
  constructor(
    private readonly database: Database,
    private readonly recognition: RecognitionTexts,
    private readonly clock: Clock,
  ) {}

  /** `locale`: in which the country's text on recognition is wanted; its days are counted in `timeZone`. */
  async of(userId: string, locale: string, timeZone: string): Promise<Portfolio> {
    const [person, entries, badges] = await Promise.all([
      this.database.one<{ name: string; school: string | null; country: string }>('SELECT certificate_name AS name, school, country FROM users WHERE id = $1', [userId]),
      this.entries(userId),
      this.badges(userId),
    ]);
    const country = person?.country ?? '';
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(this.clock.now());
    return { name: person?.name ?? '', school: person?.school ?? null, country, entries, badges, recognition: await this.recognition.for(country, locale, today) };
  }

  /** A certificate of a module counts while the course as a whole has none: its hours are among those. */
  private entries(userId: string): Promise<PortfolioEntry[]> {
    return this.database.query<PortfolioEntry>(
      `SELECT c.id, c.kind, c.code, COALESCE(c.details->>'moduleTitle', c.details->>'courseTitle') AS title, c.details->>'courseTitle' AS course, c.details->>'courseLanguage' AS language,
              c.details->'edition'->>'name' AS edition, c.details->>'completedOn' AS "completedOn", left(c.details->>'completedOn', 4)::int AS year,
              COALESCE((c.details->>'hours')::float, 0) AS hours, COALESCE(c.details->'outcomes', '[]') AS outcomes, c.details->>'recognitionText' AS "printedRecognition",
              ARRAY(SELECT DISTINCT code FROM (
                SELECT o->>'digcompedu' AS code FROM jsonb_array_elements(v.head->'outcomes') o
                UNION SELECT s->>'code' FROM award a JOIN badge b ON b.id = a.badge_id, jsonb_array_elements(b.skills) s
                WHERE a.enrolment_id = c.enrolment_id AND a.revoked_at IS NULL AND a.superseded_by IS NULL AND s->>'framework' = 'DigCompEdu') codes WHERE code IS NOT NULL) AS codes
       FROM certificate c JOIN edition d ON d.id = c.edition_id JOIN course_version v ON v.id = d.version_id
       WHERE c.user_id = $1 AND c.revoked_at IS NULL AND c.superseded_by IS NULL AND (c.kind = 'course' OR NOT EXISTS (
         SELECT FROM certificate w WHERE w.enrolment_id = c.enrolment_id AND w.kind = 'course' AND w.revoked_at IS NULL AND w.superseded_by IS NULL))
       ORDER BY c.details->>'completedOn' DESC, c.id LIMIT ${MOST_ENTRIES}`,
      [userId],
    );
  }

  private async badges(userId: string): Promise<PortfolioBadge[]> {
    const badges = await this.database.query<Omit<PortfolioBadge, 'issuedOn'> & { issuedAt: Date }>(
      `SELECT a.id, a.badge_id AS "badgeId", b.name AS title, k.title AS course, a.issued_at AS "issuedAt", b.skills
       FROM award a JOIN badge b ON b.id = a.badge_id JOIN course k ON k.id = b.course_id
       WHERE a.user_id = $1 AND a.revoked_at IS NULL AND a.superseded_by IS NULL AND (a.expires_at IS NULL OR a.expires_at > $2)
       ORDER BY a.issued_at DESC, a.id LIMIT ${MOST_BADGES}`,
      [userId, this.clock.now()],
    );
    return badges.map(({ issuedAt, ...badge }) => ({ ...badge, issuedOn: issuedAt.toISOString() }));
  }
}
