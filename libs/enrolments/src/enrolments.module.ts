import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Subjects } from '@academy/people';
import { Enrolment } from './enrolment.entity';
import { EnrolmentQueries } from './enrolments.queries';
import { Enrolments } from './enrolments.service';
import { EnrolmentsSubscriber } from './enrolments.subscriber';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Enrolment])],
  providers: [Enrolments, EnrolmentQueries, EnrolmentsSubscriber],
  exports: [Enrolments, EnrolmentQueries],
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
