import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Accounts } from './accounts.service';
import { AddressCare } from './address.care';
import { Audit } from './audit.queries';
import { Blocks } from './blocks.service';
import { People } from './people.service';
import { Sessions } from './sessions.service';
import { Subjects } from './subjects';
import { Tokens } from './tokens';
import { User } from './user.entity';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([User])],
  providers: [Accounts, AddressCare, Audit, Blocks, People, Sessions, Subjects, Tokens],
  exports: [Accounts, AddressCare, Audit, Blocks, People, Sessions, Subjects],
})
export class PeopleModule {}
