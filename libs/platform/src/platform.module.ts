import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock';
import { CONFIG, type Config } from './config';
import { Database, databaseOptions } from './database';
import { Listen } from './listen';
import { MailClaims } from './mail/mail.claims';
import { MailComposer } from './mail/mail.composer';
import { MailGate } from './mail/mail.gate';
import { MailHosts } from './mail/mail.hosts';
import { MailRefusals } from './mail/mail.refusals';
import { MailDesk } from './mail/mail.desk';
import { MailReports } from './mail/mail.reports';
import { MailSender } from './mail/mail.sender';
import { MailSuppressions } from './mail/mail.suppressions';
import { MailSwitch } from './mail/mail.switch';
import { MailTransport } from './mail/mail.transport';
import { Messages } from './messages';
import { APPLICATION, Metrics } from './metrics';
import { ClockworkQueries } from './operations/clockwork.queries';
import { DeliveryDesk } from './operations/delivery.desk';
import { MailFiguresQueries } from './operations/mail.figures';
import { Queues } from './queues';
import { RateLimits } from './rate.limits';
import { Secrets } from './secrets';
import { Storage } from './storage';
import { Templates } from './templates';

const ROOMS = [Clock, ClockworkQueries, Database, DeliveryDesk, Listen, MailClaims, MailComposer, MailDesk, MailFiguresQueries, MailGate, MailHosts, MailRefusals, MailReports, MailSender, MailSuppressions, MailSwitch, MailTransport, Metrics, Queues, RateLimits, Secrets, Storage];

/** What every lib stands on. `application` names the process to Postgres. */
@Global()
@Module({})
export class PlatformModule {
  static for(config: Config, application: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot({ ...databaseOptions(config, application), autoLoadEntities: true, retryAttempts: 5, retryDelay: 1_000 })],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: APPLICATION, useValue: application },
        { provide: Messages, useFactory: () => new Messages(config.root) },
        { provide: Templates, useFactory: (messages: Messages) => new Templates(messages, config.root), inject: [Messages] },
        ...ROOMS,
      ],
      exports: [CONFIG, Messages, Templates, ...ROOMS],
    };
  }
}
