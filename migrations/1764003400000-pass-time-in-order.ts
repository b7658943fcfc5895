import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the demonstration's clock passes over days, what falls due on the way goes at its own hour: this says since when that counts. One row. */
export class PassTimeInOrder1764003400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- passed_from: what the clock showed before it was last moved on; passed_at: when that was, by the machine's clock.
      ALTER TABLE clock ADD COLUMN passed_from timestamptz, ADD COLUMN passed_at timestamptz;

      -- The earliest instant that is still happening: now, but for a while after the clock passed over some time.
      CREATE FUNCTION academy_since() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT coalesce((SELECT passed_from FROM clock WHERE passed_at > clock_timestamp() - interval '2 minutes'), academy_now()) $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION academy_since();
      ALTER TABLE clock DROP COLUMN passed_from, DROP COLUMN passed_at;
    `);
  }
}
