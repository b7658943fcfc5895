import { Injectable } from '@nestjs/common';
import { Database, MailComposer, MailGate, type MailItem, mailKind, type PendingMail } from '@academy/platform';
import type { GatheredMail } from '../preferences/mail.hours.service';
import { DigestMail, type Digest } from './digest.mails';
import { inOrder } from './digest.rules';

/** Pieces of news that a letter says; of more it says how many. */
const MOST = 40;
type Found = GatheredMail & { objection: string | null; all: number };
type Piece = MailItem & { kind: string; place: string };
type Asked = Readonly<{ pieces: Piece[]; more: number; refused: { id: string; reason: string }[] }>;

/** What a letter says: each mail that it gathered is asked again at the moment of sending, as if it went by itself, and read as of now. */
@Injectable()
export class DigestLetters {
  private readonly asked = new WeakMap<PendingMail, Promise<Asked>>();

  constructor(
    private readonly database: Database,
    private readonly gate: MailGate,
    private readonly composer: MailComposer,
  ) {}

  /** Writes down what is left out, and why; without anything left the letter itself stays. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== DigestMail.kind) return null;
    const { pieces, refused } = await this.ask(mail);
    if (refused.length > 0) {
      const [ids, reasons] = [refused.map(({ id }) => id), refused.map(({ reason }) => reason)];
      await this.database.query(`UPDATE mail m SET state = 'suppressed', reason = r.reason FROM unnest($1::uuid[], $2::text[]) AS r (id, reason) WHERE m.id = r.id AND m.state = 'gathered'`, [ids, reasons]);
    }
    return pieces.length === 0 ? 'nothing-left' : null;
  }

  async latest(mail: PendingMail): Promise<Digest | null> {
    if (mail.kind !== DigestMail.kind) return null;
    const { pieces, more } = await this.ask(mail);
    const ordered = inOrder(pieces);
    const items = ordered.map(({ kind: _, place, ...item }, index) => (place === '' || place === ordered[index - 1]?.place ? item : { ...item, place }));
    return { items, more };
  }

  private ask(mail: PendingMail): Promise<Asked> {
    let asked = this.asked.get(mail);
    if (!asked) this.asked.set(mail, (asked = this.askAll(mail)));
    return asked;
  }

  private async askAll(letter: PendingMail): Promise<Asked> {
    const gathered = await this.database.query<Found>(
      `SELECT m.id, m.due_at AS "dueAt", m.kind, m.is_transactional AS "isTransactional", m.is_urgent AS "isUrgent", m.user_id AS "userId", m.address, m.data, m.digest_id AS "digestId", $2::jsonb AS recipient,
              ${this.gate.objectionSql()} AS objection, count(*) OVER ()::int AS all
       FROM mail m WHERE m.digest_id = $1 AND m.state = 'gathered' ORDER BY m.created_at DESC, m.id LIMIT ${MOST}`,
      [letter.id, JSON.stringify(letter.recipient)],
    );
    const pieces: Piece[] = [];
    const refused: { id: string; reason: string }[] = [];
    for (const each of gathered) {
      const reason = each.objection ?? (await this.gate.whyNotSend(each));
      if (reason) refused.push({ id: each.id, reason });
      else pieces.push(await this.piece(each));
    }
    return { pieces, refused, more: Math.max(0, (gathered[0]?.all ?? 0) - MOST) };
  }

  private async piece(mail: Found): Promise<Piece> {
    const kind = mailKind(mail.kind);
    if (!kind) throw new Error(`no mail is called ${mail.kind}`);
    const data = await this.gate.latest(mail);
    const { subject, paragraphs, quote, action } = this.composer.contentOf(kind, { recipient: mail.recipient, data });
    return { kind: mail.kind, place: placeOf(data), heading: subject, text: [paragraphs[0] ?? '', ...(quote ? [`“${shortened(quote.words)}”`] : [])].join(' '), ...(action ? { action } : {}) };
  }
}

/** Characters of what somebody wrote. */
const WORDS = 160;
const shortened = (words: string): string => (words.length > WORDS ? `${words.slice(0, WORDS).toWellFormed().trimEnd()}…` : words);

/** The course, as mails name it in one way or another. */
function placeOf({ place, course, edition }: Record<string, unknown>): string {
  if (typeof place === 'string') return place;
  return [course, edition].filter((part) => typeof part === 'string' && part !== '').join(', ');
}
