import { Clock, MailSender, queueMail } from '@academy/platform';
import { Digests, EnrolledMail, FollowedMail, ReplyMail, ReviewsOwedMail } from '@academy/reminders';
import { gather, open, type Talk } from '../discussions/support';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';

const DAY = 86_400_000;
export type Mail = { id: string; kind: string; state: string; reason: string | null; dueAt: Date; digestId: string | null };
type Kind = typeof EnrolledMail | typeof FollowedMail | typeof ReplyMail | typeof ReviewsOwedMail;
const MAIL = `SELECT id, kind, state, reason, due_at AS "dueAt", digest_id AS "digestId" FROM mail`;

/** Teachers of an edition and what is written to them. No worker runs: each step is taken by hand. Everybody lives where the clock shows UTC all year. */
export class LetterStage {
  private written = 0;

  private constructor(
    readonly academy: RunningAcademy,
    readonly talk: Talk,
    readonly writer: Person,
    private day: number,
  ) {}

  /** Eight in the morning of the next Monday but one. The last of the teachers writes to the others. */
  static async build(teachers: number): Promise<LetterStage> {
    const academy = await startAcademy({ worker: false, environment: { MAIL_SENDING_HOURS: '09:00-18:00', MAIL_WEEKLY_CAP: '2' } });
    let day = Math.ceil(academy.clock.now().getTime() / DAY + 7) * DAY;
    while (new Date(day).getUTCDay() !== 1) day += DAY;
    await academy.clock.moveTo(new Date(day + Date.parse('1970-01-01T08:00Z')));
    await academy.web.get(Clock).follow();
    const talk = await gather(academy, teachers);
    await academy.database.query(`UPDATE users SET time_zone = 'Atlantic/Reykjavik'`);
    return new LetterStage(academy, talk, talk.teachers.at(-1)!, day);
  }

  /** Moves on to this hour of today, or of a day after. */
  at = async (clock: string, days = 0): Promise<void> => {
    this.day += days * DAY;
    await this.academy.clock.moveTo(this.hour(clock));
    await this.academy.web.get(Clock).follow();
  };
  hour = (clock: string, days = 0): Date => new Date(this.day + days * DAY + Date.parse(`1970-01-01T${clock}Z`));

  mailsOf = (person: Person) => this.academy.database.query<Mail>(`${MAIL} WHERE user_id = $1 ORDER BY created_at, id`, [person.id]);
  mail = async (id: string) => (await this.academy.database.one<Mail>(`${MAIL} WHERE id = $1`, [id]))!;
  letterOf = async (person: Person) => (await this.mailsOf(person)).filter(({ kind }) => kind === 'digest').at(-1)!;
  received = (person: Person) => this.academy.mailbox.to(person.email);
  wish = async (person: Person, wishes: object) => must(await person.api.put('/me/notification-preferences', wishes), 200);
  send = async (id: string) => {
    await this.academy.web.get(MailSender).send(id);
    return this.mail(id);
  };
  gathered = () => this.academy.web.get(Digests).gather();
  gatheredAt = async (clock: string, days: number) => (await this.at(clock, days), this.gathered());

  /** News of a thread of its own that she follows, or of an answer to her there. Answers mail and post. */
  news = async (person: Person, title = 'How do you count?', kind: typeof FollowedMail | typeof ReplyMail = FollowedMail): Promise<{ id: string; postId: string; threadId: string }> => {
    const { id: threadId } = await open(this.writer, this.talk.editionId, { title: `${title} ${(this.written += 1)}` });
    must(await person.api.put(`/threads/${threadId}/follow`), 204);
    const postId = must(await this.writer.api.post(`/threads/${threadId}/posts`, { markdown: 'By tens.' }), 201).body.id as string;
    return { id: await this.queued(person, kind, { postId }), postId, threadId };
  };
  place = (person: Person) => this.queued(person, EnrolledMail, { enrolmentId: this.talk.enrolmentIds[0], course: 'Counting the swifts', edition: 'Spring', startsAt: new Date().toISOString() });
  /** A reminder of two reviews that she owes. */
  reminder = async (person: Person): Promise<string> => {
    const about = { enrolmentId: this.talk.enrolmentIds[this.talk.teachers.indexOf(person)], activityKey: 'plan', round: 1 };
    await this.academy.database.query(
      `INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give) SELECT edition_id, 'plan', 1, user_id, id, 2 FROM enrolment WHERE id = $1 ON CONFLICT DO NOTHING`,
      [about.enrolmentId],
    );
    return this.queued(person, ReviewsOwedMail, { ...about, course: 'Counting the swifts', edition: 'Spring', title: 'A plan of the street', owed: 2, owedBy: this.hour('17:00', 30).toISOString() });
  };

  private async queued(person: Person, kind: Kind, data: object): Promise<string> {
    const key = `test:${(this.written += 1)}`;
    const recipient = { displayName: person.displayName, locale: 'en', timeZone: 'Atlantic/Reykjavik' };
    await this.academy.database.transaction((tx) => queueMail(tx, kind as typeof EnrolledMail, [{ key, userId: person.id, address: person.email, recipient, data: data as never }]));
    return (await this.academy.database.one<{ id: string }>('SELECT id FROM mail WHERE natural_key = $1', [key]))!.id;
  }
}
