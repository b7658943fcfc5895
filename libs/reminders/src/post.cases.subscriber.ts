import { Injectable } from '@nestjs/common';
import { Clock, Database, type MailKind, On, queueMail, rows, type Transaction } from '@academy/platform';
import { MuteLifted, PostCaseAppealDecided, PostCaseAppealed, PostCaseDecided, PostCaseOpened } from '@academy/discussions';
import { answerersOf, caseOf, type MailedCase, moderatorsOf, person, reportersOf, type Told } from './post.cases.addressees';
import { PostAppealDecidedMail, PostAppealedMail, PostCaseOpenedMail, PostDecidedMail, PostReportDecidedMail } from './post.cases.mails';
import { inform } from './news/informing';
import { tellSql } from './news/telling';
import { outgoing } from './reviews.addressees';

const HOUR = 3_600_000;
/** Decisions that do something about a post, as whoever reported it hears. */
const ACTS = ['hide', 'warn', 'mute'] as const;
type Act = (typeof ACTS)[number];
/** News again ($1 who, $2 the space) for whoever had read it when this case ($3) was opened. */
const TELL_MODERATORS = tellSql(
  'post-case-opened',
  `SELECT unnest($1::uuid[]) AS user_id, concat('post-case-opened:', $2::uuid) AS key, jsonb_build_object('spaceId', $2::uuid) AS params`,
  'UPDATE SET read_at = NULL, created_at = excluded.created_at WHERE notification.read_at < (SELECT opened_at FROM post_case WHERE id = $3::uuid)',
);
const isAct = (decision: string | null): decision is Act => ACTS.includes(decision as Act);

/** What is said, by e-mail and in the Academy, of posts that wait for moderators, and what became of them. */
@Injectable()
export class PostCasesSubscriber {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By e-mail the first in an hour at once, more of them by one mail at the beginning of the next; in the Academy one line for all that waits in a space. */
  @On(PostCaseOpened, 'reminders.post-case-opened')
  async opened({ caseId, openedBy }: { caseId: string; openedBy: string | null }): Promise<void> {
    await this.about(caseId, async (tx, opened) => {
      if (opened.state === 'decided') return;
      const moderators = await moderatorsOf(tx, opened, openedBy);
      await rows(tx, TELL_MODERATORS, [moderators.map(({ userId }) => userId), opened.spaceId, caseId]);
      const hour = Math.floor(this.clock.now().getTime() / HOUR);
      for (const moderator of moderators) {
        const mail = (at: number) => ({ ...outgoing(moderator), key: `post-case-opened:${moderator.userId}:${opened.spaceId}:${at}`, data: { spaceId: opened.spaceId, place: opened.place } });
        const isFirst = (await queueMail(tx, PostCaseOpenedMail, [mail(hour)])) > 0;
        if (!isFirst) await queueMail(tx, PostCaseOpenedMail, [{ ...mail(hour + 1), dueAt: new Date((hour + 1) * HOUR) }]);
      }
    });
  }

  /** Who wrote it hears what was done and why, or that a post of hers is shown; of a report that led to nothing she hears nothing. */
  @On(PostCaseDecided, 'reminders.post-case-decided')
  async decided({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, decided) => {
      const { decision, source, note, until, threadId, title } = decided;
      const told = isAct(decision) ? decision : decision === 'restore' || source === 'held' ? ('restore' as const) : null;
      if (told !== null) {
        await tell(tx, PostDecidedMail, decided, await person(tx, decided.personId), { ...where(decided), decision: told, note: note ?? '', until: until?.toISOString() ?? null });
      }
      await tell(tx, PostReportDecidedMail, decided, await reportersOf(tx, caseId), { threadId, title, acted: isAct(decision) }, { isNews: true });
    });
  }

  @On(MuteLifted, 'reminders.mute-lifted')
  async lifted({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, lifted) => {
      await tell(tx, PostDecidedMail, lifted, await person(tx, lifted.personId), { ...where(lifted), decision: 'lifted', note: '', until: null }, { occasion: ':lifted' });
    });
  }

  @On(PostCaseAppealed, 'reminders.post-case-appealed')
  async appealed({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, appealed) => {
      if (appealed.outcome === null) await tell(tx, PostAppealedMail, appealed, await answerersOf(tx, appealed), where(appealed), { isNews: true });
    });
  }

  @On(PostCaseAppealDecided, 'reminders.post-case-appeal-decided')
  async answered({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, answered) => {
      const data = { ...where(answered), isOverturned: answered.outcome === 'overturned', note: answered.appealNote ?? '' };
      await tell(tx, PostAppealDecidedMail, answered, await person(tx, answered.personId), data);
    });
  }

  private async about(caseId: string, tellOf: (tx: Transaction, mailed: MailedCase) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const mailed = await caseOf(tx, caseId);
      if (mailed) await tellOf(tx, mailed);
    });
  }
}

const where = ({ caseId, spaceId, place, title }: MailedCase) => ({ caseId, spaceId, place, title });

/** `isNews`: its line in the Academy is told here; else it has a listener of its own for that. */
async function tell<Data extends object>(tx: Transaction, kind: MailKind<Data>, { caseId }: MailedCase, to: Told[], data: Data, { occasion = '', isNews = false } = {}): Promise<void> {
  await inform(tx, kind, to.map((addressee) => ({ ...outgoing(addressee), key: `${kind.kind}:${addressee.userId}:${caseId}${occasion}`, data, ...(isNews && { params: { caseId } }) })));
}
