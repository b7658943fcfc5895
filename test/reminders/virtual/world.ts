import type { Database } from '@academy/platform';
import type { AwardRow, CertificateRow, ClaimRow, DutyRow, EditionRow, EnrolmentRow, LentWorkRow, PersonRow, Pool, RhythmRow, RuleRow, WishRow, World } from './naive/rows';

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));

/** All rows that decide, read plainly, as of one instant. */
export function readWorld(database: Database): Promise<World> {
  return database.source.transaction('REPEATABLE READ', async (tx) => {
    const read = <Row>(sql: string): Promise<Row[]> => tx.query(sql);
    const done = await read<{ id: string; evidence: string[]; latest: Date }>(`SELECT enrolment_id AS id, array_agg(concat_ws(' ', activity_key, evidence)) AS evidence, max(first_at) AS latest FROM progress GROUP BY enrolment_id`);
    const works = await read<{ id: string; state: string; createdAt: Date }>(`SELECT a.enrolment_id AS id, s.state, s.created_at AS "createdAt" FROM submission_author a JOIN submission s ON s.id = a.submission_id`);
    const wishes = await read<{ line: string } & WishRow>(`SELECT concat_ws(' ', user_id, kind) AS line, in_app AS "inApp", email FROM mail_preference`);
    const rhythms = await read<{ id: string } & RhythmRow>(`SELECT user_id AS id, other_email AS "otherEmail", is_silent AS "isSilent", quiet_from AS "from", quiet_to AS "to", weekly_cap AS cap FROM mail_rhythm`);
    return {
      editions: byId(await read<EditionRow>(`SELECT id, course_id AS "courseId", state, starts_at AS "startsAt", ends_at AS "endsAt", deadlines, (SELECT l.starts_at FROM live_event l WHERE l.edition_id = edition.id AND NOT l.is_cancelled) AS "meetsAt" FROM edition`)),
      people: byId(await read<PersonRow>(`SELECT id, time_zone AS zone, country, locale FROM users`)),
      enrolments: byId(await read<EnrolmentRow>(`SELECT id, user_id AS "userId", edition_id AS "editionId", state, enrolled_at AS "enrolledAt", activated_at AS "activatedAt", last_active_at AS "lastActiveAt", completed_at AS "completedAt" FROM enrolment`)),
      done: byId(done),
      works: byId(works),
      completed: new Set((await read<{ line: string }>(`SELECT concat_ws(' ', enrolment_id, module_key) AS line FROM module_completion`)).map(({ line }) => line)),
      certificates: await read<CertificateRow>(`SELECT id, enrolment_id AS "enrolmentId", kind, storage_key IS NOT NULL AS "isStored", issued_at AS "issuedAt", fetched_at AS "fetchedAt", revoked_at IS NOT NULL OR superseded_by IS NOT NULL AS "isOver" FROM certificate`),
      awards: await read<AwardRow>(`SELECT id, enrolment_id AS "enrolmentId", expires_at AS "expiresAt", revoked_at IS NOT NULL OR superseded_by IS NOT NULL AS "isOver" FROM award`),
      rules: await read<RuleRow>(`SELECT kind, course_id AS "courseId", edition_id AS "editionId", is_on AS "isOn", offsets, in_app AS "inApp", email, hold_out AS "holdOut", audience FROM reminder_rule`),
      wishes: new Map(wishes.map(({ line, ...wish }) => [line, wish])),
      rhythms: byId(rhythms),
      pool: await readPool(read),
    };
  });
}

export async function readPool(read: <Row>(sql: string) => Promise<Row[]>): Promise<Pool> {
  return {
    duties: await read<DutyRow>(`SELECT edition_id AS "editionId", user_id AS "userId", enrolment_id AS "enrolmentId", to_give - given - waived AS owes, owed_by AS "owedBy", reads FROM review_duty`),
    claims: await read<ClaimRow>(`SELECT id, submission_id AS "submissionId", edition_id AS "editionId", reviewer_id AS "userId", enrolment_id AS "enrolmentId", state, expires_at AS "expiresAt" FROM review`),
    works: await read<LentWorkRow>(`SELECT id, edition_id AS "editionId", state, is_held AS "isHeld", wanted, language, author_ids AS "authorIds" FROM submission`),
  };
}
