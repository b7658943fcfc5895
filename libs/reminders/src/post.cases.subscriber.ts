import { Injectable } from '@nestjs/common';
import { Clock, Database, type MailKind, On, queueMail, type Transaction } from '@academy/platform';
import { MuteLifted, PostCaseAppealDecided, PostCaseAppealed, PostCaseDecided, PostCaseOpened } from '@academy/discussions';
import { answerersOf, caseOf, type MailedCase, moderatorsOf, person, reportersOf, type Told } from './post.cases.addressees';
import { PostAppealDecidedMail, PostAppealedMail, PostCaseOpenedMail, PostDecidedMail, PostReportDecidedMail } from './post.cases.mails';
import { outgoing } from './reviews.addressees';

const HOUR = 3_600_000;
/** Decisions that do something about a post, as whoever reported it hears. */
const ACTS = ['hide', 'warn', 'mute'] as const;
type Act = (typeof ACTS)[number];
const isAct = (decision: string | null): decision is Act => ACTS.includes(decision as Act);

/** Mails about posts that wait for moderators, and what became of them. */
@Injectable()
export class PostCasesSubscriber {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The first in an hour at once; more of them by one mail at the beginning of the next. */
  @On(PostCaseOpened, 'reminders.post-case-opened')
  async opened({ caseId, openedBy }: { caseId: string; openedBy: string | null }): Promise<void> {
    await this.about(caseId, async (tx, opened) => {
      if (opened.state === 'decided') return;
      const hour = Math.floor(this.clock.now().getTime() / HOUR);
      for (const moderator of await moderatorsOf(tx, opened, openedBy)) {
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
      await tell(tx, PostReportDecidedMail, decided, await reportersOf(tx, caseId), { threadId, title, acted: isAct(decision) });
    });
  }

  @On(MuteLifted, 'reminders.mute-lifted')
  async lifted({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, lifted) => {
      await tell(tx, PostDecidedMail, lifted, await person(tx, lifted.personId), { ...where(lifted), decision: 'lifted', note: '', until: null }, ':lifted');
    });
  }

  @On(PostCaseAppealed, 'reminders.post-case-appealed')
  async appealed({ caseId }: { caseId: string }): Promise<void> {
    await this.about(caseId, async (tx, appealed) => {
      if (appealed.outcome === null) await tell(tx, PostAppealedMail, appealed, await answerersOf(tx, appealed), where(appealed));
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

async function tell<Data extends object>(tx: Transaction, kind: MailKind<Data>, { caseId }: MailedCase, to: Told[], data: Data, occasion = ''): Promise<void> {
  await queueMail(tx, kind, to.map((addressee) => ({ ...outgoing(addressee), key: `${kind.kind}:${addressee.userId}:${caseId}${occasion}`, data })));
}
