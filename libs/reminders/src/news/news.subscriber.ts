import { Injectable } from '@nestjs/common';
import { Database, mailKind, On, row, rows } from '@academy/platform';
import { StudyGroupInvited } from '@academy/enrolments';
import { AnswerEndorsed, PostCaseAppealDecided, PostCaseDecided, PostEdited, PostRestored, PostShown, ThreadMerged } from '@academy/discussions';
import { NEWS_KINDS } from './news.kinds';
import { TELL_OF_POST } from './post.news';
import { TELL_INVITED, TELL_PERSON } from './person.news';

/** Who hears of what is said in discussions. Each effect has a key of its own, so that hearing a fact again changes nothing. */
@Injectable()
export class NewsSubscriber {
  constructor(private readonly database: Database) {}

  /** A post that is hidden by now tells nobody. */
  @On(PostShown, 'reminders.tell-of-post')
  shown({ postId }: { postId: string }): Promise<void> {
    return this.tellOf(postId, false);
  }

  /** Hidden before anybody was told: those hear of it now. */
  @On(PostRestored, 'reminders.tell-of-restored')
  restored({ postId }: { postId: string }): Promise<void> {
    return this.tellOf(postId, false);
  }

  /** Only whom the new wording names. */
  @On(PostEdited, 'reminders.tell-newly-mentioned')
  edited({ postId }: { postId: string }): Promise<void> {
    return this.tellOf(postId, true);
  }

  @On(AnswerEndorsed, 'reminders.tell-of-endorsement')
  async endorsed({ postId, byUserId }: { postId: string; byUserId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const answer = await row<{ authorId: string }>(tx, `SELECT p.author_id AS "authorId" FROM post p JOIN thread t ON t.answer_post_id = p.id WHERE p.id = $1 AND p.author_id <> $2`, [postId, byUserId]);
      if (answer) await row(tx, TELL_PERSON, [answer.authorId, 'answer-endorsed', `endorsed:${postId}`, postId, {}, true]);
    });
  }

  /** The person whose post it is; not where a report was found to be nothing. */
  @On(PostCaseDecided, 'reminders.tell-of-decision')
  async decided({ caseId, postId }: { caseId: string; postId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const decided = await row<{ personId: string }>(tx, `SELECT person_id AS "personId" FROM post_case WHERE id = $1 AND state = 'decided' AND (decision <> 'dismiss' OR source = 'held')`, [caseId]);
      if (decided) await row(tx, TELL_PERSON, [decided.personId, 'post-decided', `decided:${caseId}`, postId, { caseId }, false]);
    });
  }

  @On(PostCaseAppealDecided, 'reminders.tell-of-appeal')
  async answered({ caseId, postId }: { caseId: string; postId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const answered = await row<{ personId: string }>(tx, `SELECT person_id AS "personId" FROM post_case WHERE id = $1 AND appeal_outcome IS NOT NULL`, [caseId]);
      if (answered) await row(tx, TELL_PERSON, [answered.personId, 'post-appeal-decided', `appeal:${caseId}`, postId, { caseId }, false]);
    });
  }

  /** Who was blocked by her invites in vain; again after she declined is not said again. */
  @On(StudyGroupInvited, 'reminders.tell-of-invitation')
  async invited({ groupId, enrolmentId, userId }: { groupId: string; enrolmentId: string; userId: string }): Promise<void> {
    await this.database.query(TELL_INVITED, [groupId, enrolmentId, userId]);
  }

  /** What was told of a thread is read in the one that its posts went to. */
  @On(ThreadMerged, 'reminders.follow-merged')
  async merged({ threadId, intoId }: { threadId: string; intoId: string }): Promise<void> {
    await this.database.query('UPDATE notification SET thread_id = $2 WHERE thread_id = $1 AND read_at IS NULL', [threadId, intoId]);
  }

  private async tellOf(postId: string, onlyMentioned: boolean): Promise<void> {
    await this.database.transaction((tx) => rows(tx, TELL_OF_POST, [postId, onlyMentioned, transactionalKinds()]));
  }
}

const transactionalKinds = (): string[] => NEWS_KINDS.filter((kind) => mailKind(kind)?.isTransactional);
