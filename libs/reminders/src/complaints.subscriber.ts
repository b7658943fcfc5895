import { Injectable } from '@nestjs/common';
import { MailComplained, mailKind, mailKinds, On } from '@academy/platform';
import { Preferences } from './preferences.service';

/** Whoever calls a mail unwanted in their mail program wants none that can be unsubscribed from; said to us, it can be taken back kind by kind. */
@Injectable()
export class ComplaintsSubscriber {
  constructor(private readonly preferences: Preferences) {}

  @On(MailComplained, 'reminders.stop-mail')
  async complained({ userId }: { userId: string }): Promise<void> {
    const kinds = mailKinds().filter((kind) => mailKind(kind)?.mayUnsubscribe);
    await this.preferences.change(userId, Object.fromEntries(kinds.map((kind) => [kind, { email: 'off' as const }])));
  }
}
