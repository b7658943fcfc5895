import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { MailGate } from '@academy/platform';
import { AnnouncementLetters } from './announcements.letters';
import { AnnouncementsSubscriber } from './announcements.subscriber';
import { Sessions } from '@academy/people';
import { ComplaintsSubscriber } from './complaints.subscriber';
import { DigestLetters } from './digests/digest.letters';
import { Digests } from './digests/digests.service';
import { OwnMails } from './digests/own.mails.queries';
import { EnrolmentObjections } from './enrolments.objections';
import { InvitationSubscriber } from './invitation.subscriber';
import { ModerationSubscriber } from './moderation.subscriber';
import { CredentialLetters } from './news/credentials.letters';
import { CredentialsNewsSubscriber } from './news/credentials.news.subscriber';
import { Feeds } from './news/feeds.service';
import { NamesNewsSubscriber } from './news/names.news.subscriber';
import { LiveEventsNewsSubscriber } from './news/live.events.news.subscriber';
import { NewsLetters } from './news/news.letters';
import { NewsSubscriber } from './news/news.subscriber';
import { NotificationQueries } from './news/notifications.queries';
import { Notifications, UNREAD_SQL } from './news/notifications.service';
import { ReviewLetters } from './news/review.letters';
import { WorksNewsSubscriber } from './news/works.news.subscriber';
import { PostCaseObjections } from './post.cases.objections';
import { PostCasesSubscriber } from './post.cases.subscriber';
import { MailHours, OPTED_OUT } from './preferences/mail.hours.service';
import { Preferences } from './preferences/preferences.service';
import { Unsubscribing } from './preferences/unsubscribing.service';
import { ReviewObjections } from './reviews.objections';
import { ReviewsSubscriber } from './reviews.subscriber';
import { ReminderLetters, ReminderObjections, RULES_INSIDE, RULES_ROOMS } from './rules/rules.room';
import { WelcomeSubscriber } from './welcome.subscriber';

@Global()
@Module({
  providers: [
    AnnouncementLetters, AnnouncementsSubscriber, ComplaintsSubscriber, CredentialLetters, CredentialsNewsSubscriber, DigestLetters, Digests, EnrolmentObjections, Feeds, InvitationSubscriber, LiveEventsNewsSubscriber, ModerationSubscriber, NamesNewsSubscriber, NewsLetters, NewsSubscriber, NotificationQueries, Notifications,
    PostCaseObjections, PostCasesSubscriber,
    MailHours, OwnMails, Preferences, ReviewLetters, ReviewObjections, ReviewsSubscriber, Unsubscribing, WelcomeSubscriber, WorksNewsSubscriber, ...RULES_ROOMS, ...RULES_INSIDE,
  ],
  exports: [Digests, Feeds, NotificationQueries, Notifications, OwnMails, Preferences, Unsubscribing, ...RULES_ROOMS],
})
export class RemindersModule implements OnModuleInit {
  constructor(
    private readonly gate: MailGate,
    private readonly hours: MailHours,
    private readonly reminders: ReminderObjections,
    private readonly reminderLetters: ReminderLetters,
    private readonly invitations: InvitationSubscriber,
    private readonly reviews: ReviewObjections,
    private readonly announcements: AnnouncementLetters,
    private readonly letters: NewsLetters,
    private readonly sessions: Sessions,
    private readonly postCases: PostCaseObjections,
    private readonly names: NamesNewsSubscriber,
    private readonly digests: DigestLetters,
    private readonly liveEvents: LiveEventsNewsSubscriber,
    private readonly credentials: CredentialLetters,
    private readonly enrolments: EnrolmentObjections,
    private readonly received: ReviewLetters,
  ) {}

  onModuleInit(): void {
    this.gate.objectTo((mail) => this.hours.objection(mail));
    this.gate.lastWord(OPTED_OUT);
    this.gate.timeWith((mail) => this.hours.timing(mail));
    this.gate.objectTo((mail) => this.reminders.objection(mail));
    this.gate.objectTo((mail) => this.invitations.objection(mail));
    this.gate.objectTo((mail) => this.reviews.objection(mail));
    this.gate.objectTo((mail) => this.announcements.objection(mail));
    this.gate.objectTo((mail) => this.letters.objection(mail));
    this.gate.readWith((mail) => this.letters.latest(mail));
    this.gate.readWith((mail) => this.announcements.latest(mail));
    this.gate.readWith((mail) => this.reminderLetters.latest(mail));
    this.sessions.countAlso('unread', UNREAD_SQL);
    this.gate.objectTo((mail) => this.postCases.objection(mail));
    this.gate.objectTo((mail) => this.names.objection(mail));
    this.gate.objectTo((mail) => this.liveEvents.objection(mail));
    this.gate.readWith((mail) => this.liveEvents.latest(mail));
    this.gate.objectTo((mail) => this.credentials.objection(mail));
    this.gate.readWith((mail) => this.credentials.latest(mail));
    this.gate.objectTo((mail) => this.enrolments.objection(mail));
    this.gate.objectTo((mail) => this.received.objection(mail));
    this.gate.readWith((mail) => this.received.latest(mail));
    this.gate.objectTo((mail) => this.digests.objection(mail));
    this.gate.readWith((mail) => this.digests.latest(mail));
    this.gate.concludeWith((mail) => this.digests.conclude(mail));
    // Last: what counts among the reminders of a week is sent.
    this.gate.objectTo((mail) => this.hours.cap(mail));
  }
}
