import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates are looked for by their enrolment before each is issued: without an index that costs more with every one that is there. */
export class FindCertificatesOfEnrolments1764002910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX certificate_enrolment_idx ON certificate (enrolment_id, module_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX certificate_enrolment_idx');
  }
}
