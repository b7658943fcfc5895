import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { MailGate } from '@academy/platform';
import { Preferences } from './preferences.service';
import { Reminders } from './reminders.service';
import { WelcomeSubscriber } from './welcome.subscriber';

@Global()
@Module({ providers: [Preferences, Reminders, WelcomeSubscriber], exports: [Preferences, Reminders] })
export class RemindersModule implements OnModuleInit {
  constructor(
    private readonly gate: MailGate,
    private readonly reminders: Reminders,
  ) {}

  onModuleInit(): void {
    this.gate.objectTo((mail) => this.reminders.objection(mail));
  }
}
