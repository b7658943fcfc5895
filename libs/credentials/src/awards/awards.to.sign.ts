import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, found } from '@academy/platform';
import type { CourseLearned } from '../signing/learning-model';
import type { AwardToSign } from '../signing/open-badge';
import type { Skill } from '../badges/badge.entity';
import { achievementTypeOf } from './achievement.rules';
import type { Evidence } from './award.entity';

type BadgeRow = { badgeId: string; name: string; description: string; criteria: string; trigger: string; skills: Skill[]; picture: string; imageKey: string | null };
type AwardRow = BadgeRow & {
  id: string;
  email: string;
  salt: string;
  holderName: string;
  isNameShown: boolean;
  evidence: Evidence[];
  isEvidenceShown: boolean;
  issuedAt: Date;
  expiresAt: Date | null;
  isOver: boolean;
  listId: string;
  index: number;
  course: string;
  slug: string;
  language: string;
  hours: number;
};

export type BadgePicture = Pick<BadgeRow, 'name' | 'picture' | 'imageKey'>;
/** All that the formats of an award are made from. `isOver`: revoked, or another stands for it. */
export type LoadedAward = { toSign: AwardToSign; course: CourseLearned; picture: BadgePicture; isOver: boolean };

const BADGE = `b.id AS "badgeId", b.name, b.description, b.criteria, b.trigger, b.skills, b.picture, b.image_key AS "imageKey"`;

/** Awards as they are told to the world: what their holders did not agree to show is not in them. */
@Injectable()
export class AwardsToSign {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws NotFound. */
  async load(awardId: string): Promise<LoadedAward> {
    const award = found(
      await this.database.one<AwardRow>(
        `SELECT a.id, u.email, a.recipient_salt AS salt, a.holder_name AS "holderName", a.is_name_shown AS "isNameShown", a.evidence, a.is_evidence_shown AS "isEvidenceShown",
                a.issued_at AS "issuedAt", a.expires_at AS "expiresAt", a.revoked_at IS NOT NULL OR a.superseded_by IS NOT NULL AS "isOver", a.status_list_id AS "listId", a.status_index AS index,
                c.title AS course, c.slug, c.language, c.workload_hours::float AS hours, ${BADGE}
         FROM award a JOIN badge b ON b.id = a.badge_id JOIN course c ON c.id = b.course_id JOIN users u ON u.id = a.user_id WHERE a.id = $1`,
        [awardId],
      ),
      'award',
    );
    const url = this.config.publicUrl;
    const toSign: AwardToSign = {
      url: `${url}/api/v1/awards/${award.id}`,
      issuer: { url, name: 'Academy' },
      issuedAt: award.issuedAt,
      expiresAt: award.expiresAt,
      recipient: { email: award.email, salt: award.salt, name: award.isNameShown ? award.holderName : null },
      badge: this.badgeOf(award),
      evidence: award.isEvidenceShown ? award.evidence : [],
      status: { listUrl: this.listUrl(award.listId), index: award.index },
    };
    return { toSign, course: { title: award.course, url: `${url}/courses/${award.slug}`, language: award.language, hours: award.hours }, picture: award, isOver: award.isOver };
  }

  /** What a badge says by itself. Throws NotFound. */
  async badge(badgeId: string): Promise<AwardToSign['badge']> {
    return this.badgeOf(found(await this.database.one<BadgeRow>(`SELECT ${BADGE} FROM badge b WHERE b.id = $1`, [badgeId]), 'badge'));
  }

  listUrl = (listId: string): string => `${this.config.publicUrl}/api/v1/status-lists/${listId}`;

  private badgeOf({ badgeId, name, description, criteria, trigger, skills }: BadgeRow): AwardToSign['badge'] {
    const url = `${this.config.publicUrl}/badges/${badgeId}`;
    return { url, name, description: description || name, criteria: criteria || name, pictureUrl: `${url}.svg`, achievementType: achievementTypeOf(trigger), skills };
  }
}
