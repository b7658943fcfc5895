import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody follows in a space, without what they only read. Discussions have not been open to anyone before this: the table is empty, and nothing is locked for long. */
export class FindWhatIsFollowed1764002300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX thread_reader_followed_idx ON thread_reader (user_id, space_id, thread_id) WHERE is_following');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX thread_reader_followed_idx');
  }
}
