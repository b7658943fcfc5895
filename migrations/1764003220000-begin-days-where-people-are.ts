import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is told by the day is told by the day of whom it is told. */
export class BeginDaysWherePeopleAre1764003220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Midnight before an instant, on the wall of a zone. One that this database does not know counts as UTC.
      CREATE FUNCTION beginning_of_day(instant timestamptz, zone text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN date_trunc('day', instant AT TIME ZONE zone) AT TIME ZONE zone;
      EXCEPTION WHEN invalid_parameter_value THEN
        RETURN date_trunc('day', instant AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION beginning_of_day(timestamptz, text)');
  }
}
