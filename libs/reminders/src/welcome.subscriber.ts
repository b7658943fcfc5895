import { Injectable } from '@nestjs/common';
import { Database, type MailRecipient, On, queueMail, row, type Transaction } from '@academy/platform';
import { CertificateIssued } from '@academy/credentials';
import { EnrolmentActivated, EnrolmentWaitlisted } from '@academy/enrolments';
import { inform } from './news/informing';
import { decide } from './rules/ledger';
import { CertificateReadyMail, EnrolledMail, SeatFreedMail, WaitlistedMail } from './reminders.mails';

type Addressee = MailRecipient & { userId: string; address: string; course: string; edition: string; startsAt: Date; position: number | null; times: number; state: string };

/** What is said at once from what has happened to an enrolment. The key of each says what it is about: one mail, whatever is retried. */
@Injectable()
export class WelcomeSubscriber {
  constructor(private readonly database: Database) {}

  @On(EnrolmentActivated, 'reminders.welcome')
  async welcome({ enrolmentId, from }: { enrolmentId: string; from: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const to = await addressee(tx, enrolmentId);
      if (!to) return;
      const isFreed = from === 'waitlisted';
      // She gave it up again before this was heard.
      if (isFreed && to.state !== 'active') return;
      if (isFreed && (await decide(tx, { kind: 'seat-freed', enrolmentId, subject: enrolmentId, occurrence: String(to.times), params: { at: to.startsAt } })) === null) return;
      const { course, edition, startsAt } = to;
      const mail = { ...outgoing(to), data: { enrolmentId, course, edition, startsAt: startsAt.toISOString() } };
      await queueMail(tx, isFreed ? SeatFreedMail : EnrolledMail, [{ ...mail, key: `${isFreed ? 'seat-freed' : 'enrolled'}:${enrolmentId}:${to.times}` }]);
    });
  }

  @On(EnrolmentWaitlisted, 'reminders.waitlisted')
  async waitlisted({ enrolmentId }: { enrolmentId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const to = await addressee(tx, enrolmentId);
      if (!to || to.position === null) return;
      const { course, edition, position } = to;
      await inform(tx, WaitlistedMail, [{ ...outgoing(to), key: `waitlisted:${enrolmentId}:${to.times}`, data: { enrolmentId, course, edition, position }, params: { enrolmentId } }]);
    });
  }

  @On(CertificateIssued, 'reminders.certificate-ready')
  async certificateReady({ certificateId, enrolmentId }: { certificateId: string; enrolmentId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const to = await addressee(tx, enrolmentId);
      if (!to) return;
      const { edition } = to;
      const certificate = await row<{ module: string | null }>(tx, `SELECT details ->> 'moduleTitle' AS module FROM certificate WHERE id = $1`, [certificateId]);
      const course = certificate?.module ? `${to.course}: ${certificate.module}` : to.course;
      await queueMail(tx, CertificateReadyMail, [{ ...outgoing(to), key: `certificate-ready:${certificateId}`, data: { enrolmentId, certificateId, course, edition } }]);
    });
  }
}

const outgoing = (to: Addressee) => ({ userId: to.userId, address: to.address, recipient: to });

/** `times`: how often this enrolment was withdrawn and taken up again, so that a return is welcomed too. */
function addressee(tx: Transaction, enrolmentId: string): Promise<Addressee | null> {
  return row<Addressee>(
    tx,
    `SELECT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone",
            c.title AS course, d.name AS edition, d.starts_at AS "startsAt", e.state,
            (SELECT count(*)::int FROM fact f WHERE f.person_id = u.id AND f.kind = 'enrolment.withdrawn' AND f.payload ->> 'enrolmentId' = e.id::text) AS times,
            CASE WHEN e.state = 'waitlisted' THEN (SELECT count(*)::int FROM enrolment w WHERE w.edition_id = e.edition_id
              AND w.state = 'waitlisted' AND w.waitlist_number <= e.waitlist_number) END AS position
     FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
     WHERE e.id = $1`,
    [enrolmentId],
  );
}
