import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a module opens for a person, said once for every statement that asks: at its date, or so long after she could begin. */
export class OpenModulesInOnePlace1764004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION module_opens_at(opens_at timestamptz, opens_after interval, starts_at timestamptz, activated_at timestamptz) RETURNS timestamptz
        LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT coalesce(opens_at, greatest(starts_at, activated_at) + opens_after)'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION module_opens_at');
  }
}
