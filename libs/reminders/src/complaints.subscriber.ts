import { Injectable } from '@nestjs/common';
import { MailComplained, On } from '@academy/platform';
import { Preferences } from './preferences/preferences.service';

/** Whoever calls a mail unwanted in their mail program wants none that can be unsubscribed from. They can take that back among their preferences. */
@Injectable()
export class ComplaintsSubscriber {
  constructor(private readonly preferences: Preferences) {}

  @On(MailComplained, 'reminders.stop-mail')
  async complained({ userId }: { userId: string }): Promise<void> {
    await this.preferences.change(userId, { isSilent: true });
  }
}
