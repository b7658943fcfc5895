import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which word of a space a mistyped one may have meant, at the same cost however many words there are: one error leaves its first
 * or its second half as it was. fuzzystrmatch is a trusted extension of Postgres' contrib modules. Discussions have not been open
 * to anyone before this: the tables are empty, and nothing is locked for long.
 */
export class UnderstandMistypedWords1764001800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
      DROP INDEX search_word_trigram_idx;
      CREATE INDEX search_word_beginning_idx ON search_word (space_id, length(word), word text_pattern_ops);
      CREATE INDEX search_word_end_idx ON search_word (space_id, length(word), reverse(word) text_pattern_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX search_word_beginning_idx, search_word_end_idx;
      CREATE INDEX search_word_trigram_idx ON search_word USING gin (space_id, word gin_trgm_ops);
      DROP EXTENSION fuzzystrmatch;
    `);
  }
}
