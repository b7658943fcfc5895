import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Cards, Drafts, PostAppeals, PostCases, Readers, Threads } from '@academy/discussions';
import { Enrolments, StudyGroupInvitations, StudyGroups } from '@academy/enrolments';
import { Blocks } from '@academy/people';
import { alumni, cards, type Contribution, contributions, disputes, newcomer, past } from '../people';
import { Accounts } from './accounts';
import { Conversations, idOf, type Place, type Talk } from './conversations';
import { Hearing } from './hearing';
import { History } from './history';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** The week of the course in which an activity's module opens. */
const WEEKS: Readonly<Record<string, number>> = { 'wall-my-street': 0, 'hard-cases': 1, 'grade-this-chart': 2 };
const DRAFT = 'We did dots for the first morning and ran out of stickers, so';

/** A lively discussion in the running edition, with something for its moderators; what was said in the one before; and alumni of the course. */
@Injectable()
export class Discussions {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly conversations: Conversations,
    private readonly hearing: Hearing,
    private readonly accounts: Accounts,
    private readonly enrolments: Enrolments,
    private readonly threads: Threads,
    private readonly cases: PostCases,
    private readonly appeals: PostAppeals,
    private readonly groups: StudyGroups,
    private readonly invitations: StudyGroupInvitations,
    private readonly blocks: Blocks,
    private readonly readers: Readers,
    private readonly drafts: Drafts,
    private readonly cards: Cards,
  ) {}

  plan({ running, archived, course }: Readonly<{ running: Place; archived: Place; course: Place }>): void {
    this.planAll(archived, past);
    this.planAll(course, alumni);
    const talks = this.planAll(running, contributions);
    this.planDisputes(running, talks);
    this.planNewcomer(running);
    this.planVisitor(running, talks);
    this.planGroup(running);
    this.history.at(new Date(running.startsAt.getTime() + DAY), async () => {
      for (const [person, card] of Object.entries(cards)) await this.cards.save(idOf(running, person), card);
    });
  }

  private planAll(place: Place, threads: readonly Contribution[]): Map<string, Talk> {
    return new Map(threads.map((thread, index) => [thread.title, this.conversations.plan(place, thread, opensAt(place, thread, index))]));
  }

  /** One report that was decided and is appealed against, and one that waits. */
  private planDisputes(place: Place, talks: ReadonlyMap<string, Talk>): void {
    const { offence, advert } = disputes;
    const fight = talks.get(offence.in)!;
    let caseId = '';
    this.history.at(new Date(fight.endsAt.getTime() + 2 * HOUR), async () => {
      caseId = await this.report(place, fight, offence);
      await this.cases.decide(caseId, { decision: 'hide', until: null, note: offence.note }, idOf(place, 'moderator'));
    });
    this.history.at(new Date(fight.endsAt.getTime() + 21 * HOUR), () => this.appeals.appeal(caseId, offence.appeal, idOf(place, offence.by)));
    this.history.at(new Date(place.until.getTime() - 40 * MINUTE), () => this.report(place, talks.get(advert.in)!, advert));
  }

  private async report(place: Place, { threadId }: Talk, dispute: typeof disputes.offence | typeof disputes.advert): Promise<string> {
    const post = await this.database.one<{ id: string }>('SELECT id FROM post WHERE thread_id = $1 AND author_id = $2', [threadId, idOf(place, dispute.by)]);
    let caseId = '';
    for (const person of dispute.reportedBy) ({ caseId } = await this.cases.report(post!.id, idOf(place, person), dispute.reason, dispute.words));
    return caseId;
  }

  /** Somebody who registered yesterday writes with many links: a moderator looks at it first. */
  private planNewcomer({ spaceId, until }: Place): void {
    let userId = '';
    this.history.at(new Date(until.getTime() - 26 * HOUR), async () => {
      userId = await this.accounts.resident(newcomer);
      await this.enrolments.enrol(spaceId, userId);
      await this.conversations.accept(spaceId, userId);
    });
    this.history.at(new Date(until.getTime() - 50 * MINUTE), async () => {
      await this.threads.open(spaceId, { userId }, { ...disputes.held, kind: 'conversation', activityKey: null }, 'page');
      await this.hearing.hear();
    });
  }

  /** Two who compare their classes gather a third, and ask whose account visitors use; she has blocked somebody. */
  private planGroup(place: Place): void {
    const [founder, friend, visitor] = [idOf(place, 'grace-adeyemi'), idOf(place, 'marta-quintela'), idOf(place, 'teacher')];
    this.history.at(new Date(place.until.getTime() - 1.2 * DAY), async () => {
      const enrolmentOf = async (userId: string) => (await this.database.one<{ id: string }>('SELECT id FROM enrolment WHERE edition_id = $1 AND user_id = $2', [place.spaceId, userId]))!.id;
      const { groupId } = await this.groups.create(await enrolmentOf(founder), 'Four classes, one morning');
      await this.invitations.invite(await enrolmentOf(founder), friend);
      await this.invitations.accept(await enrolmentOf(friend), groupId);
      await this.invitations.invite(await enrolmentOf(founder), visitor);
      await this.blocks.block(visitor, idOf(place, disputes.offence.by));
    });
  }

  /** Whose account visitors use has read all but what came in the last two days, follows an activity, and has begun to answer. */
  private planVisitor(place: Place, talks: ReadonlyMap<string, Talk>): void {
    const teacher = idOf(place, 'teacher');
    this.history.at(new Date(place.until.getTime() - 2 * DAY), async () => {
      await this.conversations.readAll(place.spaceId, teacher);
      await this.readers.followSpace(place.spaceId, teacher, 'grade-this-chart', true);
      await this.drafts.keep(teacher, `reply:${talks.get('Bar chart or dot plot for eleven-year-olds?')!.threadId}`, { title: '', markdown: DRAFT });
    });
  }
}

function opensAt({ startsAt, until }: Place, { day, activityKey }: Contribution, index: number): Date {
  if (day !== undefined && day < 0) return new Date(until.getTime() + day * DAY);
  const from = day === undefined ? (WEEKS[activityKey ?? ''] ?? 0) * WEEK + (0.3 + (index % 5) * 0.9) * DAY : day * DAY;
  return new Date(startsAt.getTime() + from + 6 * HOUR + ((index * 17) % 60) * MINUTE);
}
