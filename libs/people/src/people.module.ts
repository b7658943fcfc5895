import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Accounts } from './accounts.service';
import { AddressCare } from './address.care';
import { AddressChanges } from './address.changes';
import { AddressDesk } from './address.desk';
import { Audit } from './audit.queries';
import { Blocks } from './blocks.service';
import { MailReaders } from './mail.readers';
import { PeopleFinder } from './people.finder';
import { People } from './people.service';
import { Sessions } from './sessions.service';
import { Subjects } from './subjects';
import { Tokens } from './tokens';
import { User } from './user.entity';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([User])],
  providers: [Accounts, AddressCare, AddressChanges, AddressDesk, Audit, Blocks, MailReaders, People, PeopleFinder, Sessions, Subjects, Tokens],
  exports: [Accounts, AddressCare, AddressChanges, AddressDesk, Audit, Blocks, People, PeopleFinder, Sessions, Subjects],
})
export class PeopleModule {}
