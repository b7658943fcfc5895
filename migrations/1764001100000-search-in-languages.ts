import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Languages that Postgres brings a stemmer for, by their ISO 639-1 codes. */
const STEMMERS = {
  ca: 'catalan', da: 'danish', de: 'german', el: 'greek', en: 'english', es: 'spanish', eu: 'basque', fi: 'finnish', fr: 'french', ga: 'irish', hu: 'hungarian',
  hy: 'armenian', it: 'italian', lt: 'lithuanian', nl: 'dutch', no: 'norwegian', nb: 'norwegian', nn: 'norwegian', pt: 'portuguese', ro: 'romanian', ru: 'russian',
  sr: 'serbian', sv: 'swedish', tr: 'turkish',
};

/** Full-text search with the dictionary of each text's language, blind to accents. btree_gin is a trusted extension of Postgres' contrib modules. */
export class SearchInLanguages1764001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const stems = [...new Set(Object.values(STEMMERS))];
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gin;
      CREATE TEXT SEARCH CONFIGURATION academy_simple (COPY = simple);
      ALTER TEXT SEARCH CONFIGURATION academy_simple ALTER MAPPING FOR hword, hword_part, word, asciiword, asciihword, hword_asciipart WITH unaccent, simple;
      ${stems
        .map(
          (stem) => `CREATE TEXT SEARCH CONFIGURATION academy_${stem} (COPY = ${stem});
      ALTER TEXT SEARCH CONFIGURATION academy_${stem} ALTER MAPPING FOR hword, hword_part, word, asciiword, asciihword, hword_asciipart WITH unaccent, ${stem}_stem;`,
        )
        .join('\n')}
      -- The configuration of a BCP 47 language; what has no stemmer is searched word by word.
      CREATE FUNCTION academy_tsconfig(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE split_part(lower(language), '-', 1)
          ${Object.entries(STEMMERS).map(([code, stem]) => `WHEN '${code}' THEN 'academy_${stem}'::regconfig`).join('\n')}
          ELSE 'academy_simple'::regconfig END
      $$;
      -- Lower case without accents: how words are compared that no dictionary knows.
      CREATE FUNCTION academy_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT lower(unaccent('unaccent'::regdictionary, words)) $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const stems = [...new Set(Object.values(STEMMERS))];
    await runner.query(`
      DROP FUNCTION academy_plain(text);
      DROP FUNCTION academy_tsconfig(text);
      ${['simple', ...stems].map((stem) => `DROP TEXT SEARCH CONFIGURATION academy_${stem};`).join('\n')}
      DROP EXTENSION btree_gin;
    `);
  }
}
