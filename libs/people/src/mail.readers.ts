import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailGate } from '@academy/platform';

/** Whom a mail speaks to by the time it is sent: at the address, in the language and in the zone that she has by then. What is about the account itself stays as it was written. */
@Injectable()
export class MailReaders implements OnModuleInit {
  constructor(private readonly gate: MailGate) {}

  onModuleInit(): void {
    this.gate.recipientInSql(`SELECT jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) FROM users u WHERE u.id = m.user_id AND NOT m.is_urgent`);
    this.gate.addressInSql('SELECT u.email FROM users u WHERE u.id = m.user_id AND NOT m.is_urgent');
  }
}
