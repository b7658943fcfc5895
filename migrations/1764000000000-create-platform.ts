import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clock, facts with their deliveries, mail, rate limits, the idempotency keys of the API. */
export class CreatePlatform1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE TABLE clock (
        is_only boolean PRIMARY KEY DEFAULT true CONSTRAINT clock_one_row CHECK (is_only),
        shift interval NOT NULL DEFAULT '0'
      );
      INSERT INTO clock DEFAULT VALUES;

      -- The clock of everything that the domain dates: moved in the demonstration and in tests, the machine's elsewhere.
      CREATE FUNCTION academy_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT statement_timestamp() + (SELECT shift FROM clock) $$;

      CREATE TABLE fact (
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        actor_id uuid,
        person_id uuid,
        happened_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT fact_pk PRIMARY KEY (id, happened_at)
      ) PARTITION BY RANGE (happened_at);
      CREATE TABLE fact_other PARTITION OF fact DEFAULT;
      CREATE INDEX fact_kind_idx ON fact (kind, happened_at);
      CREATE INDEX fact_person_idx ON fact (person_id, happened_at) WHERE person_id IS NOT NULL;

      -- One partition a month, from the month of the given day; months that the default partition already holds stay there.
      CREATE FUNCTION make_fact_partitions(since timestamptz, months int) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        first date;
        name text;
      BEGIN
        FOR i IN 0..months LOOP
          first := (date_trunc('month', since AT TIME ZONE 'UTC') + make_interval(months => i))::date;
          name := 'fact_' || to_char(first, 'YYYY_MM');
          CONTINUE WHEN to_regclass(name) IS NOT NULL;
          CONTINUE WHEN EXISTS (SELECT FROM fact_other WHERE happened_at >= first::timestamp AT TIME ZONE 'UTC'
                                AND happened_at < (first + interval '1 month') AT TIME ZONE 'UTC');
          EXECUTE format('CREATE TABLE %I PARTITION OF fact FOR VALUES FROM (%L) TO (%L)',
            name, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
        END LOOP;
      END $$;

      CREATE TABLE fact_delivery (
        fact_id bigint NOT NULL,
        listener text NOT NULL,
        queue text NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        queued_at timestamptz,
        done_at timestamptz,
        failed_at timestamptz,
        error text,
        CONSTRAINT fact_delivery_pk PRIMARY KEY (fact_id, listener)
      );
      CREATE INDEX fact_delivery_open_idx ON fact_delivery (fact_id) WHERE done_at IS NULL AND failed_at IS NULL;

      -- When each recurring job last ran: many workers, one run an interval. The machine's clock, not ours.
      CREATE TABLE clockwork (
        name text PRIMARY KEY,
        last_run_at timestamptz NOT NULL DEFAULT '-infinity',
        last_result text
      );

      CREATE TABLE mail (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        natural_key text NOT NULL CONSTRAINT mail_natural_key_uq UNIQUE,
        kind text NOT NULL,
        is_transactional boolean NOT NULL,
        user_id uuid,
        address text NOT NULL,
        recipient jsonb NOT NULL,
        data jsonb NOT NULL,
        state text NOT NULL DEFAULT 'pending'
          CONSTRAINT mail_state_ck CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown', 'suppressed')),
        reason text,
        due_at timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        enqueues int NOT NULL DEFAULT 0,
        queued_at timestamptz,
        lease_until timestamptz,
        sent_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE INDEX mail_due_idx ON mail (due_at, id) WHERE state = 'pending';
      CREATE INDEX mail_lease_idx ON mail (lease_until) WHERE state = 'sending';
      CREATE INDEX mail_user_idx ON mail (user_id, created_at);

      CREATE TABLE demo_mail (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message_id text NOT NULL,
        sender text NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        html text NOT NULL,
        text text NOT NULL,
        headers jsonb NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT academy_now()
      );

      -- Columns as rate-limiter-flexible wants them. Unlogged: counts may be lost in a crash.
      CREATE UNLOGGED TABLE rate_limit (
        key varchar(255) PRIMARY KEY,
        points int NOT NULL DEFAULT 0,
        expire bigint
      );

      CREATE TABLE idempotency_key (
        person text NOT NULL,
        route text NOT NULL,
        key text NOT NULL,
        body_hash bytea NOT NULL,
        status int,
        answer jsonb,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_key_pk PRIMARY KEY (person, route, key)
      );
      CREATE INDEX idempotency_key_started_idx ON idempotency_key (started_at);
    `);
    await runner.query(`SELECT make_fact_partitions(now(), 3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency_key, rate_limit, demo_mail, mail, clockwork, fact_delivery, fact;
      DROP FUNCTION make_fact_partitions(timestamptz, int);
      DROP FUNCTION academy_now();
      DROP TABLE clock;
      DROP EXTENSION pg_trgm;
      DROP EXTENSION unaccent;
    `);
  }
}
