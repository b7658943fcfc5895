import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { defineSubject } from '@academy/people';
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
  constructor(private readonly queries: EnrolmentQueries) {}

  onModuleInit(): void {
    defineSubject('enrolment', (id) => this.queries.subject(id));
  }
}
