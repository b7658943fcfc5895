export { Enrolment } from './enrolment.entity';
export * from './enrolment.rules';
export * from './enrolments.facts';
export { EnrolmentsModule } from './enrolments.module';
export * from './enrolments.queries';
export { type Enrolled, Enrolments } from './enrolments.service';
