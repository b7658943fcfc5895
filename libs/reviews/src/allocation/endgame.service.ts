import { Injectable } from '@nestjs/common';
import { Clock, row, rows, type Transaction } from '@academy/platform';
import type { Pool } from '../assignments.service';
import type { Asking } from './asking.queries';
import { type Asker, type Candidate, chooseWork, type OpenWork } from './endgame.rules';
import { type Kind, lendThis } from './lending.statements';
import { LIKELY_HOURS } from './pool.states';

/** With at most so many open works in somebody's languages, each lending is weighed against all that could follow. */
export const ENDGAME_WORKS = 60;
/** More people than open places in so few works are never what is lacking, so that no more need be looked at. */
const MOST_PEOPLE = 400;
const TRIES = 3;

/** The open works of a pool that share readers with the asker's languages. */
const WORKS = `
  SELECT s.id, s.language, s.wanted - s.load AS lacks, s.load, s.submitted_at AS "submittedAt", s.phase = 'rescue' AS "isInRescue",
         s.author_ids AS "authorIds", s.author_schools AS "authorSchools",
         array_remove(ARRAY(SELECT m.group_id FROM submission_author a JOIN study_group_member m ON m.enrolment_id = a.enrolment_id WHERE a.submission_id = s.id) || s.group_id, NULL) AS "groupIds",
         ARRAY(SELECT r.reviewer_id FROM review r WHERE r.submission_id = s.id) AS "lentTo"
  FROM unnest($4::text[]) AS wanted (language)
  JOIN submission s ON s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.language = wanted.language AND s.is_open AND s.phase <> 'moderators'
  LIMIT ${ENDGAME_WORKS + 1}`;

/** Who owes, less what is in their hands, and who came lately to give more. */
const PEOPLE = `
  SELECT d.user_id AS "userId", d.reads, d.group_id AS "groupId", coalesce(d.last_asked_at > academy_now() - interval '${LIKELY_HOURS} hours', false) AS "isLikely",
         d.to_give - d.given - d.waived - (r.id IS NOT NULL)::int AS owed
  FROM review_duty d
  LEFT JOIN review r ON r.edition_id = d.edition_id AND r.activity_key = d.activity_key AND r.round = d.round AND r.reviewer_id = d.user_id
       AND r.state = 'claimed' AND r.kind <> 'staff'
  WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.round = $3 AND d.reads && $4::text[] AND d.given + d.waived < d.to_give AND d.user_id <> $5
  LIMIT ${MOST_PEOPLE}`;

export type Endgame = Readonly<{ languages: readonly string[]; kind: Kind; enrolmentId: string; owed: number; avoids: readonly string[]; isComplete: boolean }>;

/** The last works of a pool, lent one after the other, so that none is left that nobody could take. */
@Injectable()
export class EndgameLending {
  constructor(private readonly clock: Clock) {}

  /** The review; null where nothing should be lent; 'too-many' where more works are open than this is for. */
  async lend(tx: Transaction, pool: Pool, asking: Asking, endgame: Endgame): Promise<string | null | 'too-many'> {
    const key = [pool.editionId, pool.activityKey, pool.round];
    if ((await row(tx, WORKS, [...key, endgame.languages])) === null) return null;
    await row(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [key.join(' ')]);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const works = await rows<OpenWork>(tx, WORKS, [...key, endgame.languages]);
      if (works.length > ENDGAME_WORKS) return 'too-many';
      const languages = [...new Set(works.map(({ language }) => language))];
      const people = await rows<Candidate>(tx, PEOPLE, [...key, languages, asking.userId]);
      const chosen = chooseWork(works, people.filter(({ owed }) => owed > 0), askerOf(asking, endgame), { now: this.clock.now(), isComplete: endgame.isComplete });
      if (chosen === null) return null;
      const lent = await lendThis(tx, pool, asking, chosen, endgame);
      if (lent !== null) return lent;
    }
    return null;
  }
}

const askerOf = ({ userId, reads, groupId, seenGroups, school }: Asking, { kind, owed, avoids }: Endgame): Asker => ({
  userId,
  isVolunteer: kind === 'volunteer',
  owed: Math.max(owed, 1),
  reads,
  groupId,
  seenGroups,
  school,
  avoids,
});
