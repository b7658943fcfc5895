import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of threads in each language and of each kind by an index in their order, and the newest posts of a space. Discussions
 * have not been open to anyone before this: the tables are empty, and nothing is locked for long.
 */
export class FindThreadsFast1764002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX thread_language_new_idx ON thread (space_id, language, created_at DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_language_top_idx ON thread (space_id, language, score DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_kind_idx ON thread (space_id, kind, last_post_at DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX post_newest_idx ON post (space_id, created_at DESC) WHERE state = 'shown';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX post_newest_idx, thread_kind_idx, thread_language_top_idx, thread_language_new_idx');
  }
}
