import { Injectable } from '@nestjs/common';
import { Database, MailComposer, MailGate, type MailItem, mailKind, type PendingMail } from '@academy/platform';
import type { GatheredMail } from '../preferences/mail.hours.service';
import { DigestMail, type Digest } from './digest.mails';
import { BY_URGENCY, inOrder } from './digest.rules';

/** Pieces of news that a letter says; of more it says how many. */
const MOST = 40;
/** Gathered mails that are read at once: of most letters all. */
const PAGE = 50;
type Found = GatheredMail & { all: number; isSaid: boolean };
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

  /** Without anything left the letter itself stays. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== DigestMail.kind) return null;
    const { pieces, refused } = await this.ask(mail);
    if (pieces.length > 0) return null;
    await this.leaveOut(refused);
    return 'nothing-left';
  }

  async latest(mail: PendingMail): Promise<Digest | null> {
    if (mail.kind !== DigestMail.kind) return null;
    const { pieces, more } = await this.ask(mail);
    const ordered = inOrder(pieces);
    const items = ordered.map(({ kind: _, place, ...item }, index) => (place === '' || place === ordered[index - 1]?.place ? item : { ...item, place }));
    return { items, more };
  }

  /** What is left out is so from now on: a letter that waits for its hour, or is only looked at, leaves out nothing yet. */
  async conclude(mail: PendingMail): Promise<void> {
    if (mail.kind === DigestMail.kind) await this.leaveOut((await this.ask(mail)).refused);
  }

  private async leaveOut(refused: Asked['refused']): Promise<void> {
    if (refused.length === 0) return;
    const [ids, reasons] = [refused.map(({ id }) => id), refused.map(({ reason }) => reason)];
    await this.database.query(`UPDATE mail m SET state = 'suppressed', reason = r.reason FROM unnest($1::uuid[], $2::text[]) AS r (id, reason) WHERE m.id = r.id AND m.state = 'gathered'`, [ids, reasons]);
  }

  private ask(mail: PendingMail): Promise<Asked> {
    let asked = this.asked.get(mail);
    if (!asked) this.asked.set(mail, (asked = this.askAll(mail)));
    return asked;
  }

  /** Until the letter is full or there is no more: what is refused makes room for others. */
  private async askAll(letter: PendingMail): Promise<Asked> {
    const pieces: Piece[] = [];
    const refused: { id: string; reason: string }[] = [];
    let more = 0;
    for await (const { all, isSaid, ...each } of this.gathered(letter)) {
      // What a letter that went still holds was said in it, whatever has become of it since.
      const reason = isSaid ? null : await this.gate.whyNotSend(each);
      if (reason) refused.push({ id: each.id, reason });
      else pieces.push(await this.piece(each));
      more = all - pieces.length - refused.length;
      if (pieces.length === MOST) break;
    }
    return { pieces, refused, more };
  }

  /** The most pressing first, and of a kind the newest: what there is no room for matters least. */
  private async *gathered(letter: PendingMail): AsyncGenerator<Found> {
    for (let from = 0, found = PAGE; found === PAGE; from += PAGE) {
      const page = await this.database.query<Found>(
        `SELECT m.id, m.due_at AS "dueAt", m.kind, m.is_transactional AS "isTransactional", m.is_urgent AS "isUrgent", m.user_id AS "userId", m.address, m.data, m.digest_id AS "digestId", $2::jsonb AS recipient,
                count(*) OVER ()::int AS all, d.state IN ('sent', 'unknown') AS "isSaid"
         FROM mail m JOIN mail d ON d.id = m.digest_id WHERE m.digest_id = $1 AND m.state = 'gathered'
         ORDER BY array_position($3::text[], m.kind) NULLS LAST, m.created_at DESC, m.id LIMIT ${PAGE} OFFSET $4`,
        [letter.id, JSON.stringify(letter.recipient), BY_URGENCY, from],
      );
      found = page.length;
      yield* page;
    }
  }

  private async piece(mail: GatheredMail): Promise<Piece> {
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
