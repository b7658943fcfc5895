import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file that somebody wants verified is looked up by its bytes. Ten million certificates are indexed within half a minute, in which none is issued; the worker then goes on. Not made concurrently: that waits for other migrators, who wait for this one. */
export class FindCertificatesByFile1764002600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX certificate_sha256_idx ON certificate (sha256) WHERE sha256 IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX certificate_sha256_idx');
  }
}
