import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people hear of in the Academy itself, what of it they want, and the keys of their feeds. */
export class NotifyPeople1764001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Ids only: what it says is read when it is shown. thread_id: reading there up to post_id marks it read; null where only opening it does.
      -- No foreign keys to what it is about: thousands are written at once, and what is gone is not shown.
      CREATE TABLE notification (
        id uuid CONSTRAINT notification_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL CONSTRAINT notification_user_fk REFERENCES users ON DELETE CASCADE,
        kind text NOT NULL,
        natural_key text NOT NULL,
        space_id uuid,
        thread_id uuid,
        post_id uuid,
        params jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        read_at timestamptz,
        CONSTRAINT notification_key_uq UNIQUE (user_id, natural_key)
      );
      CREATE INDEX notification_unread_idx ON notification (user_id, created_at DESC, id DESC) WHERE read_at IS NULL;
      CREATE INDEX notification_read_idx ON notification (user_id, created_at DESC, id DESC) WHERE read_at IS NOT NULL;
      CREATE INDEX notification_thread_idx ON notification (thread_id, user_id) WHERE read_at IS NULL;

      -- Whoever reads a thread, or visits a space, has read what she was told of it: wherever that is noted, one at a time or all at once.
      CREATE FUNCTION notification_read_in_thread() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE notification n SET read_at = academy_now() FROM post p
        WHERE n.thread_id = NEW.thread_id AND n.user_id = NEW.user_id AND n.read_at IS NULL AND p.id = n.post_id AND p.number <= NEW.up_to;
        RETURN NULL;
      END $$;
      CREATE TRIGGER thread_reader_read_trg AFTER INSERT OR UPDATE OF up_to ON thread_reader FOR EACH ROW WHEN (NEW.up_to > 0) EXECUTE FUNCTION notification_read_in_thread();
      CREATE FUNCTION notification_read_in_space() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE notification n SET read_at = academy_now() WHERE n.user_id = NEW.user_id AND n.read_at IS NULL AND n.kind = 'new-threads' AND n.space_id = NEW.space_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER space_reader_read_trg AFTER INSERT OR UPDATE OF visited_at, all_read_at ON space_reader FOR EACH ROW EXECUTE FUNCTION notification_read_in_space();

      -- A kind of news may be unwanted in the Academy and wanted by e-mail, and the other way round.
      ALTER TABLE mail_preference ADD COLUMN in_app boolean NOT NULL DEFAULT true;

      -- What the addresses of somebody's feeds begin with; a new one ends the old addresses.
      CREATE TABLE feed_key (
        user_id uuid CONSTRAINT feed_key_pk PRIMARY KEY CONSTRAINT feed_key_user_fk REFERENCES users ON DELETE CASCADE,
        key uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT feed_key_key_uq UNIQUE,
        made_at timestamptz NOT NULL DEFAULT academy_now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER space_reader_read_trg ON space_reader;
      DROP TRIGGER thread_reader_read_trg ON thread_reader;
      DROP FUNCTION notification_read_in_space();
      DROP FUNCTION notification_read_in_thread();
      ALTER TABLE mail_preference DROP COLUMN in_app;
      DROP TABLE feed_key, notification;
    `);
  }
}
