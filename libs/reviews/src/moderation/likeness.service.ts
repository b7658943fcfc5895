import { Injectable } from '@nestjs/common';
import { Database, row, rows, type Transaction } from '@academy/platform';
import { type PublishedActivity, Versions } from '@academy/courses';
import type { SubmissionContent } from '../submission.entity';
import { bandsOf, likenessOf, signatureOf } from './minhash.rules';
import { ownWords, shinglesOf } from './shingles.rules';

/** From here on a pair is shown to moderators. Chosen by test/reviews/likeness.spec.ts, which prints how well it separates. */
export const ALIKE = 0.2;
/** Fewer shingles say nothing. */
const LEAST_SHINGLES = 30;
/** What so many works share in a band is a phrase of everybody's. */
const CROWD = 200;
/** As many pairs are kept for one work. */
const MOST_PAIRS = 20;
const COMPARED = `('submitted', 'in-review', 'graded', 'returned')`;

/** Works that share a band with one. Exported for the test that counts what it reads. */
export const CANDIDATES = `
  WITH met AS (
    SELECT near.submission_id FROM unnest($1::smallint[], $2::bigint[]) AS mine (band, hash)
    CROSS JOIN LATERAL (SELECT b.submission_id FROM submission_band b WHERE b.band = mine.band AND b.hash = mine.hash LIMIT ${CROWD}) near
    WHERE near.submission_id <> $3
    GROUP BY near.submission_id ORDER BY count(*) DESC LIMIT ${CROWD}
  )
  SELECT s.id, g.signature FROM met
  JOIN submission s ON s.id = met.submission_id JOIN submission_signature g ON g.submission_id = s.id
  JOIN submission me ON me.id = $3
  WHERE s.state IN ${COMPARED}
    AND NOT (s.author_ids && me.author_ids AND s.edition_id = me.edition_id AND s.activity_key = me.activity_key)`;

type Work = { versionId: string; activityKey: string; content: SubmissionContent };
type Candidate = { id: string; signature: number[] };

/**
 * Near-duplicates by MinHash: the sets of all five words that stand together (letters, in scripts without spaces), 128 permutations,
 * found through 64 bands of two, so that looking for the like of one work costs the same among a hundred and ten thousand works.
 * Works of every edition of every course are compared, but not the rounds of one author's same assignment. How well it separates
 * is measured in test/reviews/likeness.spec.ts: at 0.2, among 1,935 pairs that share headings, phrases of the trade or a language, none is
 * told; of copies, all that were changed word by word by up to 10 % (97 % at 15 %, 72 % at 20 %, few beyond), and all that were rewritten in
 * whole sentences by up to 30 %. A translation shares no words with its original and is not found.
 */
@Injectable()
export class Likeness {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  /** Compares a submitted work with all that were submitted before it. Again changes nothing. */
  async compare(submissionId: string): Promise<void> {
    const work = await this.database.one<Work>(
      `SELECT s.version_id AS "versionId", s.activity_key AS "activityKey", s.content FROM submission s WHERE s.id = $1 AND s.state IN ${COMPARED}`,
      [submissionId],
    );
    if (!work) return;
    const shingles = shinglesOf(ownWords(textOf(work.content), givenBy(await this.versions.activity(work.versionId, work.activityKey))));
    const signature = shingles.length < LEAST_SHINGLES ? null : signatureOf(shingles);
    // Stored and committed first: of two works that are compared at once, at least one then sees the other.
    await this.database.transaction((tx) => this.keep(tx, submissionId, signature));
    if (signature) await this.database.transaction(async (tx) => this.keepPairs(tx, submissionId, signature, await this.candidates(tx, submissionId, signature)));
  }

  private async keep(tx: Transaction, submissionId: string, signature: number[] | null): Promise<void> {
    // Two deliveries at once: the second waits here.
    await row(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))', [submissionId]);
    await row(
      tx,
      `WITH gone AS (DELETE FROM submission_likeness WHERE submission_id = $1 RETURNING other_id)
       DELETE FROM submission_likeness l USING gone WHERE l.submission_id = gone.other_id AND l.other_id = $1`,
      [submissionId],
    );
    await row(tx, 'DELETE FROM submission_band WHERE submission_id = $1', [submissionId]);
    await row(tx, 'DELETE FROM submission_signature WHERE submission_id = $1', [submissionId]);
    if (!signature) return;
    const bands = bandsOf(signature);
    await row(tx, 'INSERT INTO submission_signature (submission_id, signature) VALUES ($1, $2::int[])', [submissionId, signature]);
    await row(tx, 'INSERT INTO submission_band (band, hash, submission_id) SELECT band, hash, $3 FROM unnest($1::smallint[], $2::bigint[]) AS b (band, hash)', [
      bands.map(({ band }) => band),
      bands.map(({ hash }) => hash),
      submissionId,
    ]);
  }

  /** Works that share a band with it. */
  private candidates(tx: Transaction, submissionId: string, signature: number[]): Promise<Candidate[]> {
    const bands = bandsOf(signature);
    return rows<Candidate>(tx, CANDIDATES, [bands.map(({ band }) => band), bands.map(({ hash }) => hash), submissionId]);
  }

  /** Kept from both sides, so that each work finds its like. */
  private async keepPairs(tx: Transaction, submissionId: string, signature: number[], candidates: Candidate[]): Promise<void> {
    const pairs = candidates
      .map(({ id, signature: other }) => ({ id, similarity: likenessOf(signature, other) }))
      .filter(({ similarity }) => similarity >= ALIKE)
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, MOST_PAIRS);
    if (pairs.length === 0) return;
    await row(
      tx,
      `INSERT INTO submission_likeness (submission_id, other_id, similarity, found_at)
       SELECT each.submission_id, each.other_id, p.similarity, academy_now() FROM unnest($2::uuid[], $3::real[]) AS p (id, similarity)
       CROSS JOIN LATERAL (VALUES ($1::uuid, p.id), (p.id, $1::uuid)) AS each (submission_id, other_id)
       ORDER BY each.submission_id, each.other_id
       ON CONFLICT (submission_id, other_id) DO UPDATE SET similarity = excluded.similarity`,
      [submissionId, pairs.map(({ id }) => id), pairs.map(({ similarity }) => similarity)],
    );
  }
}

/** A draft may lack what its form does not ask for. */
const textOf = (content: Partial<SubmissionContent>) => ({ markdown: content.markdown ?? '', fields: content.fields ?? {} });

/** What the assignment itself says: old versions know no form. */
function givenBy(activity: PublishedActivity | null): string[] {
  if (activity?.kind !== 'assignment') return [];
  const fields = (activity as Partial<typeof activity>).form?.fields ?? [];
  return [activity.prompt, ...fields.flatMap(({ title, hint }) => [title, hint])];
}
