import { Inject, Injectable } from '@nestjs/common';
import { type BetterHour, Clock, CONFIG, type Config, Database, localTimeIn, mailKind, type PendingMail, Together } from '@academy/platform';
import { isReminderKind, weeklyRoom } from '../rules/reminder.kinds';
import { DIGEST } from './mail.choices';
import { betterHour, type EmailWish } from './timing.rules';

type Asked = Readonly<{ userId: string; kind: string }>;
type Counted = Readonly<{ userId: string; mailId: string; room: number }>;
type Standing = { email: EmailWish; isSilent: boolean; from: number | null; to: number | null; weeklyCap: number | null; timeZone: string | null };

const STANDING = `SELECT coalesce(w.email, r.other_email, 'now') AS email, coalesce(r.is_silent, false) AS "isSilent", r.quiet_from AS "from", r.quiet_to AS "to", r.weekly_cap AS "weeklyCap", u.time_zone AS "timeZone"
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS p (id, kind, place) LEFT JOIN users u ON u.id = p.id LEFT JOIN mail_rhythm r ON r.user_id = p.id LEFT JOIN mail_preference w ON w.user_id = p.id AND w.kind = p.kind ORDER BY p.place`;

/** Whether she wants by now anything of what the letter `m` holds. */
const WANTS_SOME = `EXISTS (SELECT FROM mail p LEFT JOIN mail_preference o ON o.user_id = p.user_id AND o.kind = p.kind WHERE p.digest_id = m.id AND p.state = 'gathered' AND coalesce(o.email, r.other_email, 'now') <> 'off')`;
/** The same answer about whether she wants it at all, in the statement that begins to hand a mail over. */
export const OPTED_OUT = `SELECT 'opted-out' FROM (SELECT) once LEFT JOIN mail_rhythm r ON r.user_id = m.user_id LEFT JOIN mail_preference w ON w.user_id = m.user_id AND w.kind = m.kind
  WHERE NOT m.is_urgent AND (r.is_silent OR CASE WHEN m.kind = '${DIGEST}' THEN NOT ${WANTS_SOME} ELSE coalesce(w.email, r.other_email) = 'off' END)`;

/** A mail is counted before it is sent, at most the length of its lease: so that no seven days hold more, whichever of the two is looked at. */
const WEEK = `interval '7 days 5 minutes'`;
/**
 * Counts mails, one a person, among those of her last week, if fewer than she has room for went; again for the same mail it is counted
 * once. Answers whose were counted. Two senders wait for each other at the row, and all take rows in one order.
 */
const COUNT = `WITH asked AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[]) AS a (user_id, mail, room))
  INSERT INTO mail_week AS w (user_id, counted) SELECT user_id, jsonb_build_object(mail, academy_now()) FROM asked WHERE room > 0 ORDER BY user_id
  ON CONFLICT (user_id) DO UPDATE SET counted = (SELECT coalesce(jsonb_object_agg(c.key, c.value), '{}') FROM jsonb_each(w.counted) c WHERE (c.value #>> '{}')::timestamptz > academy_now() - ${WEEK}) || excluded.counted
    WHERE w.counted ?& ARRAY(SELECT jsonb_object_keys(excluded.counted))
      OR (SELECT count(*) FROM jsonb_each(w.counted) c WHERE (c.value #>> '{}')::timestamptz > academy_now() - ${WEEK}) < (SELECT a.room FROM asked a WHERE a.user_id = w.user_id)
  RETURNING user_id AS "userId"`;

/** A mail that is part of a letter: it is asked again when the letter goes, and neither waits nor counts. */
export type GatheredMail = PendingMail & Readonly<{ digestId: string }>;
const isGathered = (mail: PendingMail): mail is GatheredMail => 'digestId' in mail;

/**
 * What somebody said about when, how often and how much she wants to be written to, at the moment of sending. One statement answers
 * all but the count of reminders, which is another one, for all mails that are asked about at a time.
 */
@Injectable()
export class MailHours {
  private readonly asked = new WeakMap<PendingMail, Promise<Standing | null>>();
  private readonly standings = new Together<Asked, Standing>((asked) => this.database.query<Standing>(STANDING, [asked.map(({ userId }) => userId), asked.map(({ kind }) => kind)]));
  private readonly counts = new Together<Counted, boolean>((asked) => this.countAll(asked));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async objection(mail: PendingMail): Promise<string | null> {
    const standing = await this.standing(mail);
    return standing && mail.kind !== DIGEST && (standing.isSilent || standing.email === 'off') ? 'opted-out' : null;
  }

  async timing(mail: PendingMail): Promise<BetterHour | null> {
    const standing = isGathered(mail) ? null : await this.standing(mail);
    if (!standing) return null;
    const { from, to, timeZone } = standing;
    const rhythm = { quietHours: from === null || to === null ? null : { from, to }, sendingHours: this.config.mailSendingHours };
    // Where the clock passed over the hour at which it was due, that hour counts.
    const [since, now] = [this.clock.since(), this.clock.now()];
    const asOf = since < now && mail.dueAt > since ? mail.dueAt : since;
    const hour = betterHour({ wish: mail.kind === DIGEST ? 'now' : standing.email, isTransactional: mail.isTransactional }, rhythm, asOf, localTimeIn(timeZone ?? mail.recipient.timeZone));
    return hour && !hour.isHeld && hour.at <= now ? null : hour;
  }

  /** Why a reminder must not go: she had as many as she wants this week. It stays in the Academy. News do not count: at once is what she chose. Asked last, of what would go now. */
  async cap(mail: PendingMail): Promise<string | null> {
    if (mail.isTransactional || mail.userId === null || !isReminderKind(mail.kind) || isGathered(mail)) return null;
    const standing = await this.standing(mail);
    if (!standing || (await this.timing(mail)) !== null) return null;
    const isCounted = await this.counts.ask({ userId: mail.userId, mailId: mail.id, room: weeklyRoom(mail.kind, standing.weeklyCap ?? this.config.mailWeeklyCap) });
    return isCounted ? null : 'over-cap';
  }

  private async countAll(asked: readonly Counted[]): Promise<boolean[]> {
    const counted = new Set<Counted>();
    for (let left = asked; left.length > 0; ) {
      // Of several to one person, the next is counted once the last one is.
      const turn = left.filter(({ userId }, index) => left.findIndex((each) => each.userId === userId) === index);
      const users = new Set((await this.database.query<{ userId: string }>(COUNT, [turn.map(({ userId }) => userId), turn.map(({ mailId }) => mailId), turn.map(({ room }) => room)])).map(({ userId }) => userId));
      for (const each of turn) if (users.has(each.userId)) counted.add(each);
      left = left.filter((each) => !turn.includes(each));
    }
    return asked.map((each) => counted.has(each));
  }

  /** Null for what is never optional: security, and mails to nobody we know. */
  private standing(mail: PendingMail): Promise<Standing | null> {
    let standing = this.asked.get(mail);
    if (!standing) {
      standing = mail.userId === null || mailKind(mail.kind)?.mayUnsubscribe !== true ? Promise.resolve(null) : this.standings.ask({ userId: mail.userId, kind: mail.kind });
      this.asked.set(mail, standing);
    }
    return standing;
  }
}

