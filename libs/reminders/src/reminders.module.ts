import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { MailGate } from '@academy/platform';
import { ModerationSubscriber } from './moderation.subscriber';
import { Preferences } from './preferences.service';
import { Reminders } from './reminders.service';
import { ReviewObjections } from './reviews.objections';
import { ReviewsSubscriber } from './reviews.subscriber';
import { WelcomeSubscriber } from './welcome.subscriber';

@Global()
@Module({ providers: [ModerationSubscriber, Preferences, Reminders, ReviewObjections, ReviewsSubscriber, WelcomeSubscriber], exports: [Preferences, Reminders] })
export class RemindersModule implements OnModuleInit {
  constructor(
    private readonly gate: MailGate,
    private readonly preferences: Preferences,
    private readonly reminders: Reminders,
    private readonly reviews: ReviewObjections,
  ) {}

  onModuleInit(): void {
    this.gate.objectTo((mail) => this.preferences.objection(mail));
    this.gate.objectTo((mail) => this.reminders.objection(mail));
    this.gate.objectTo((mail) => this.reviews.objection(mail));
  }
}
