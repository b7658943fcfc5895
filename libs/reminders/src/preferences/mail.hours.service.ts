import { Inject, Injectable } from '@nestjs/common';
import { type BetterHour, Clock, CONFIG, type Config, Database, localTimeIn, mailKind, type PendingMail } from '@academy/platform';
import { isReminderKind, weeklyRoom } from '../rules/reminder.kinds';
import { DIGEST } from './mail.choices';
import { betterHour, type EmailWish } from './timing.rules';

type Standing = { email: EmailWish; isSilent: boolean; from: number | null; to: number | null; weeklyCap: number | null; timeZone: string | null };

const STANDING = `SELECT coalesce(w.email, r.other_email, 'now') AS email, coalesce(r.is_silent, false) AS "isSilent", r.quiet_from AS "from", r.quiet_to AS "to", r.weekly_cap AS "weeklyCap", u.time_zone AS "timeZone"
  FROM (SELECT $1::uuid AS id) p LEFT JOIN users u ON u.id = p.id LEFT JOIN mail_rhythm r ON r.user_id = p.id LEFT JOIN mail_preference w ON w.user_id = p.id AND w.kind = $2`;

/** Whether she wants by now anything of what the letter `m` holds. */
const WANTS_SOME = `EXISTS (SELECT FROM mail p LEFT JOIN mail_preference o ON o.user_id = p.user_id AND o.kind = p.kind WHERE p.digest_id = m.id AND p.state = 'gathered' AND coalesce(o.email, r.other_email, 'now') <> 'off')`;
/** The same answer about whether she wants it at all, in the statement that begins to hand a mail over. */
export const OPTED_OUT = `SELECT 'opted-out' FROM (SELECT) once LEFT JOIN mail_rhythm r ON r.user_id = m.user_id LEFT JOIN mail_preference w ON w.user_id = m.user_id AND w.kind = m.kind
  WHERE NOT m.is_urgent AND (r.is_silent OR CASE WHEN m.kind = '${DIGEST}' THEN NOT ${WANTS_SOME} ELSE coalesce(w.email, r.other_email) = 'off' END)`;

/** A mail is counted before it is sent, at most the length of its lease: so that no seven days hold more, whichever of the two is looked at. */
const WEEK = `interval '7 days 5 minutes'`;
/** Counts this mail among those of the last week, if fewer than $3 went; again for the same mail it is counted once. Two senders wait for each other at the row. */
const COUNT = `INSERT INTO mail_week AS w (user_id, counted) SELECT $1, jsonb_build_object($2::text, academy_now()) WHERE $3 > 0
  ON CONFLICT (user_id) DO UPDATE SET counted = (SELECT coalesce(jsonb_object_agg(c.key, c.value), '{}') FROM jsonb_each(w.counted) c WHERE (c.value #>> '{}')::timestamptz > academy_now() - ${WEEK}) || excluded.counted
    WHERE w.counted ? $2::text OR (SELECT count(*) FROM jsonb_each(w.counted) c WHERE (c.value #>> '{}')::timestamptz > academy_now() - ${WEEK}) < $3
  RETURNING user_id AS "userId"`;

/** A mail that is part of a letter: it is asked again when the letter goes, and neither waits nor counts. */
export type GatheredMail = PendingMail & Readonly<{ digestId: string }>;
const isGathered = (mail: PendingMail): mail is GatheredMail => 'digestId' in mail;

/**
 * What somebody said about when, how often and how much she wants to be written to, at the moment of sending. One statement a mail
 * answers all but the count of reminders, which is another one.
 */
@Injectable()
export class MailHours {
  private readonly asked = new WeakMap<PendingMail, Promise<Standing | null>>();

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
    if (mail.isTransactional || !isReminderKind(mail.kind) || isGathered(mail)) return null;
    const standing = await this.standing(mail);
    if (!standing || (await this.timing(mail)) !== null) return null;
    const counted = await this.database.one(COUNT, [mail.userId, mail.id, weeklyRoom(mail.kind, standing.weeklyCap ?? this.config.mailWeeklyCap)]);
    return counted ? null : 'over-cap';
  }

  /** Null for what is never optional: security, and mails to nobody we know. */
  private standing(mail: PendingMail): Promise<Standing | null> {
    let standing = this.asked.get(mail);
    if (!standing) {
      standing = mail.userId === null || mailKind(mail.kind)?.mayUnsubscribe !== true ? Promise.resolve(null) : this.database.one<Standing>(STANDING, [mail.userId, mail.kind]);
      this.asked.set(mail, standing);
    }
    return standing;
  }
}

