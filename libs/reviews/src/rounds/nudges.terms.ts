/** Whom the sweep reminds, in SQL terms: it asks them, and so does whoever wants to know whom it would remind now. */

/** Hours before a claim ends in which its holder is told, once: a whole day has sending hours in it, whenever it begins. */
const CLAIM_NOTICE = 24;
/** Hours before and after the day they are due in which reviews owed are reminded of, and between two such reminders. */
const OWED_NOTICE = 72;
const BETWEEN = 48;
const MOST_REMINDERS = 3;

const hours = (count: number): string => `interval '${count} hours'`;

/** Whether a claim ends soon and its holder was not told. */
export const endsSoon = (claim: string): string =>
  `${claim}.state = 'claimed' AND ${claim}.reminded_at IS NULL AND ${claim}.expires_at > academy_now() AND ${claim}.expires_at <= academy_now() + ${hours(CLAIM_NOTICE)}`;
/** Since when it does. */
export const endsSoonSince = (claim: string): string => `${claim}.expires_at - ${hours(CLAIM_NOTICE)}`;

/** Whether who has a duty, by an enrolment, is to be reminded of it. Nobody is of what she could not do: there is something to review, or in her hands. */
export const owesNow = (duty: string, enrolment: string): string => `${duty}.given + ${duty}.waived < ${duty}.to_give AND ${duty}.reminders < ${MOST_REMINDERS} AND ${enrolment}.state IN ('active', 'completed', 'expired')
  AND ${duty}.owed_by BETWEEN academy_now() - ${hours(OWED_NOTICE)} AND academy_now() + ${hours(OWED_NOTICE)}
  AND (${duty}.reminded_at IS NULL OR ${duty}.reminded_at <= academy_now() - ${hours(BETWEEN)})
  AND (EXISTS (SELECT FROM unnest(${duty}.reads) AS known (language) JOIN submission s
                 ON s.edition_id = ${duty}.edition_id AND s.activity_key = ${duty}.activity_key AND s.round = ${duty}.round AND s.language = known.language AND s.is_open AND s.phase <> 'moderators'
               WHERE NOT ${duty}.user_id = ANY (s.author_ids) AND NOT EXISTS (SELECT FROM review v WHERE v.submission_id = s.id AND v.reviewer_id = ${duty}.user_id))
    OR EXISTS (SELECT FROM review v WHERE v.edition_id = ${duty}.edition_id AND v.activity_key = ${duty}.activity_key AND v.round = ${duty}.round AND v.reviewer_id = ${duty}.user_id AND v.state = 'claimed' AND v.kind <> 'staff'))`;
/** Since when she is. */
export const owesSince = (duty: string): string => `greatest(${duty}.owed_by - ${hours(OWED_NOTICE)}, ${duty}.reminded_at + ${hours(BETWEEN)})`;
