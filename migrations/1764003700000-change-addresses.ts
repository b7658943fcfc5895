import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links that change a person's address and take it back, and the subject that a mail went out with. Columns come without
 * rewriting a table; tokens live for days, so that table is small and its index needs not be made concurrently.
 */
export class ChangeAddresses1764003700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The address that is asked for, or the one that can be had back.
      ALTER TABLE account_token ADD COLUMN address text,
        DROP CONSTRAINT account_token_purpose_ck,
        ADD CONSTRAINT account_token_purpose_ck CHECK (purpose IN ('verify-address', 'reset-password', 'change-address', 'undo-address')),
        ADD CONSTRAINT account_token_address_ck CHECK ((purpose IN ('change-address', 'undo-address')) = (address IS NOT NULL));
      -- Of two changes that one person asks for, the later alone can be confirmed.
      CREATE UNIQUE INDEX account_token_change_uq ON account_token (user_id) WHERE purpose = 'change-address' AND used_at IS NULL;

      ALTER TABLE mail ADD COLUMN subject text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail DROP COLUMN subject;
      DELETE FROM account_token WHERE address IS NOT NULL;
      DROP INDEX account_token_change_uq;
      ALTER TABLE account_token DROP CONSTRAINT account_token_address_ck, DROP COLUMN address, DROP CONSTRAINT account_token_purpose_ck,
        ADD CONSTRAINT account_token_purpose_ck CHECK (purpose IN ('verify-address', 'reset-password'));
    `);
  }
}
