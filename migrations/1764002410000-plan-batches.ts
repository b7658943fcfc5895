import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work for many is planned before it is started; helpful reviews are counted. Batches are few, and the index is partial. */
export class PlanBatches1764002410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- started_at: null while it is only planned. edition_id: null for what was asked for before there were plans.
      ALTER TABLE batch ADD COLUMN edition_id uuid, ADD COLUMN started_at timestamptz;
      UPDATE batch SET started_at = created_at;
      CREATE INDEX batch_owner_idx ON batch (owner_id, created_at);
      CREATE INDEX batch_edition_idx ON batch (edition_id, started_at) WHERE started_at IS NOT NULL;
      CREATE INDEX review_helpful_idx ON review (enrolment_id) WHERE helpful >= 4;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX review_helpful_idx; DROP INDEX batch_edition_idx; DROP INDEX batch_owner_idx; ALTER TABLE batch DROP COLUMN started_at, DROP COLUMN edition_id');
  }
}
