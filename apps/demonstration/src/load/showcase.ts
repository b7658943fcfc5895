import { Injectable } from '@nestjs/common';
import { Awards, Certificates, Shares } from '@academy/credentials';
import { Database } from '@academy/platform';

type Earned = { id: string };

/** What the demonstration's teacher has to show: a certificate shared by a link, one issued anew, a badge that was taken back. */
@Injectable()
export class Showcase {
  constructor(
    private readonly database: Database,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
    private readonly shares: Shares,
  ) {}

  async set(teacherId: string, coordinatorId: string): Promise<void> {
    const [newest, oldest] = await this.certificatesOf(teacherId);
    if (oldest) {
      await this.certificates.showName(oldest.id, true);
      await this.shares.share('certificate', oldest.id, { name: true, hours: true, skills: true, evidence: false });
    }
    // Deliveries of the past are not made again: what the worker would print is printed here.
    if (newest) await this.certificates.print(await this.certificates.reissue(newest.id, coordinatorId));
    const thanks = await this.database.one<{ badgeId: string; enrolmentId: string }>(
      `SELECT b.id AS "badgeId", e.id AS "enrolmentId" FROM badge b JOIN edition d ON d.course_id = b.course_id JOIN enrolment e ON e.edition_id = d.id WHERE b.trigger = 'manual' AND e.user_id = $1 LIMIT 1`,
      [teacherId],
    );
    if (!thanks) return;
    const { awardId } = await this.awards.award(thanks.badgeId, thanks.enrolmentId, coordinatorId);
    await this.awards.revoke(awardId, 'Meant for a colleague of the same name.', coordinatorId);
  }

  private certificatesOf(userId: string): Promise<Earned[]> {
    return this.database.query<Earned>('SELECT id FROM certificate WHERE user_id = $1 ORDER BY issued_at DESC', [userId]);
  }
}
