import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailGate } from '@academy/platform';

/** Whom a mail speaks to by the time it is sent: at the address, in the language and in the zone that she has by then; nobody once her account is gone. What is about the account itself stays as it was written. */
@Injectable()
export class MailReaders implements OnModuleInit {
  constructor(private readonly gate: MailGate) {}

  onModuleInit(): void {
    this.gate.recipientInSql(`SELECT jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) FROM users u WHERE u.id = m.user_id AND NOT m.is_urgent`);
    this.gate.objectInSql(`SELECT 'account-gone' FROM (SELECT) once WHERE m.user_id IS NOT NULL AND NOT m.is_urgent AND NOT EXISTS (SELECT FROM users u WHERE u.id = m.user_id)`);
    this.gate.addressInSql('SELECT u.email FROM users u WHERE u.id = m.user_id AND NOT m.is_urgent');
  }
}
