import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Subjects } from '@academy/people';
import { Enrolment } from './enrolment.entity';
import { EnrolmentQueries } from './enrolments.queries';
import { Enrolments } from './enrolments.service';
import { EnrolmentsSubscriber } from './enrolments.subscriber';
import { StudyGroup, StudyGroupMember } from './group.entity';
import { StudyGroupQueries } from './groups.queries';
import { StudyGroups } from './groups.service';
import { StudyGroupInvitations } from './invitations.service';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Enrolment, StudyGroup, StudyGroupMember])],
  providers: [Enrolments, EnrolmentQueries, EnrolmentsSubscriber, StudyGroupInvitations, StudyGroupQueries, StudyGroups],
  exports: [Enrolments, EnrolmentQueries, StudyGroupInvitations, StudyGroupQueries, StudyGroups],
})
export class EnrolmentsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly queries: EnrolmentQueries,
  ) {}

  onModuleInit(): void {
    this.subjects.define('enrolment', (id) => this.queries.subject(id));
  }
}
