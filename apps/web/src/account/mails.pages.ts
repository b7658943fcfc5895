import { Body, Controller, Post } from '@nestjs/common';
import { mailKind, mailKinds } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Preferences } from '@academy/reminders';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { SeeOther } from '../views/page';
import { MailsForm } from './account.forms';

/** Kinds of mail that nobody has to have. */
export const optionalMails = (): string[] => mailKinds().filter((kind) => mailKind(kind)?.mayUnsubscribe === true);

@Controller('me/e-mails')
export class MailsPages {
  constructor(private readonly preferences: Preferences) {}

  /** The kinds that are ticked are wanted, all others are not. */
  @Post()
  @Allow('signed-in')
  async choose(@Me() me: Actor, @Body() body: unknown): Promise<SeeOther> {
    const { kinds } = parse(MailsForm, body ?? {});
    const off = new Set(await this.preferences.off(me.userId));
    const changed = optionalMails().filter((kind) => kinds.includes(kind) === off.has(kind));
    for (const kind of changed) await this.preferences.set(me.userId, kind, off.has(kind) ? 'now' : 'off');
    return new SeeOther('/me', { kind: 'success', message: 'account.mailsSaved' });
  }
}
