import { Injectable } from '@nestjs/common';
import { Database, type MailKind, type MailRecipient, On, type PendingMail, queueMail, row, rows, type Transaction } from '@academy/platform';
import { NameCorrectionAsked, NameCorrectionDeclined, NameCorrectionGranted } from '@academy/credentials';
import { outgoing } from '../reviews.addressees';
import { NameCorrectionAskedMail, NameCorrectionDecidedMail } from './names.mails';
import type { NewsKind } from './news.kinds';
import { tell } from './telling';

type Correction = { correctionId: string; editionId: string; courseId: string; userId: string; course: string; edition: string; name: string; note: string; isOwn: boolean; state: 'waiting' | 'granted' | 'declined' };
type Person = MailRecipient & { userId: string; address: string };

const CORRECTION = `SELECT x.id AS "correctionId", x.edition_id AS "editionId", d.course_id AS "courseId", x.user_id AS "userId", c.title AS course, d.name AS edition, x.new_name AS name, coalesce(x.note, '') AS note, x.is_own AS "isOwn", x.state
  FROM name_correction x JOIN edition d ON d.id = x.edition_id JOIN course c ON c.id = d.course_id WHERE x.id = $1`;
const PERSON = `u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone"`;
/** The nearest coordinators: of the edition, else of its course, else of the whole Academy. Not she who asks. */
const COORDINATORS = `SELECT * FROM (SELECT DISTINCT ON (u.id) ${PERSON}, CASE g.scope WHEN 'edition' THEN 0 WHEN 'course' THEN 1 ELSE 2 END AS distance
    FROM role_grant g JOIN users u ON u.id = g.user_id WHERE g.role = 'coordinator' AND u.id <> $3
      AND ((g.scope = 'edition' AND g.scope_id = $1::text) OR (g.scope = 'course' AND g.scope_id = $2::text) OR g.scope = 'platform') ORDER BY u.id, distance) near
  ORDER BY distance, "userId"`;

/** Another name on a certificate: coordinators hear that somebody asks, and she hears what they decided. What she corrected herself is no news to anybody. */
@Injectable()
export class NamesNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(NameCorrectionAsked, 'reminders.name-asked')
  async asked({ correctionId }: { correctionId: string }): Promise<void> {
    await this.about(correctionId, async (tx, correction) => {
      if (correction.state !== 'waiting') return;
      const all = await rows<Person & { distance: number }>(tx, COORDINATORS, [correction.editionId, correction.courseId, correction.userId]);
      await this.inform(tx, NameCorrectionAskedMail, 'name-correction-asked', all.filter(({ distance }) => distance === all[0]!.distance), correction, placeOf(correction));
    });
  }

  @On(NameCorrectionGranted, 'reminders.name-granted')
  granted({ correctionId }: { correctionId: string }): Promise<void> {
    return this.decided(correctionId);
  }

  @On(NameCorrectionDeclined, 'reminders.name-declined')
  declined({ correctionId }: { correctionId: string }): Promise<void> {
    return this.decided(correctionId);
  }

  /** Why a coordinator is asked no more: somebody has decided. Asked at the moment of sending. */
  async objection({ kind, data }: PendingMail): Promise<string | null> {
    if (kind !== NameCorrectionAskedMail.kind) return null;
    return (await this.database.one(`SELECT FROM name_correction WHERE id = $1 AND state = 'waiting'`, [data['correctionId']])) ? null : 'decided-since';
  }

  private async decided(correctionId: string): Promise<void> {
    await this.about(correctionId, async (tx, correction) => {
      if (correction.isOwn || correction.state === 'waiting') return;
      const holder = await rows<Person>(tx, `SELECT ${PERSON} FROM users u WHERE u.id = $1`, [correction.userId]);
      const { name, note, state } = correction;
      await this.inform(tx, NameCorrectionDecidedMail, 'name-correction-decided', holder, correction, { ...placeOf(correction), isGranted: state === 'granted', name, note });
    });
  }

  private async about(correctionId: string, informOf: (tx: Transaction, correction: Correction) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const correction = await row<Correction>(tx, CORRECTION, [correctionId]);
      if (correction) await informOf(tx, correction);
    });
  }

  private async inform<Data extends object>(tx: Transaction, mail: MailKind<Data>, kind: NewsKind, people: Person[], { correctionId }: Correction, data: Data): Promise<void> {
    const key = `${kind}:${correctionId}`;
    await tell(tx, kind, people.map(({ userId }) => ({ userId, key, params: { correctionId } })));
    await queueMail(tx, mail, people.map((person) => ({ ...outgoing(person), key: `${key}:${person.userId}`, data })));
  }
}

const placeOf = ({ correctionId, editionId, course, edition }: Correction) => ({ correctionId, editionId, course, edition });
