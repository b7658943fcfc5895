import { randomUUID } from 'node:crypto';
import { Claims, Grades } from '@academy/reviews';
import type { Person, RunningAcademy } from '../support/academy';
import { must, openEdition, publishCourse } from '../support/world';

const level = (points: number) => ({ key: `l${points}`, title: `Level ${points}`, points });
/** Two criteria of four points each, passed with half. */
export const scenario = {
  key: 'scenario',
  kind: 'assignment',
  title: 'A lesson about swifts',
  prompt: 'Plan a lesson.',
  rubric: { criteria: [{ key: 'plan', title: 'The plan', levels: [0, 1, 2, 3, 4].map(level) }, { key: 'voice', title: 'Who is heard', levels: [0, 1, 2, 3, 4].map(level) }] },
  reviewsToGive: 3,
  reviewsWanted: 3,
  passMark: 0.5,
  completion: { rule: 'reviewed' },
};
export type Pool = { editionId: string; enrolments: string[]; people: Person[]; staff: Person };
export type Work = { id: string; editionId: string; author: number };

/** An edition with this assignment, and people enrolled in it. */
export async function poolOf(academy: RunningAcademy, size: number, change: object = {}, deadlines: object = {}): Promise<Pool> {
  const staff = await academy.person({ displayName: 'Ada of the team', roles: [{ role: 'coordinator', scope: 'platform', id: null }, { role: 'designer', scope: 'platform', id: null }] });
  const { courseId } = await publishCourse(staff);
  const draft = must(await staff.api.get(`/courses/${courseId}/draft`), 200);
  const { revision: _, ...content } = draft.body;
  const modules = [{ key: 'm1', title: 'Review', sections: [{ key: 's1', title: 'One', activities: [{ ...scenario, ...change }] }] }];
  must(await staff.api.put(`/courses/${courseId}/draft`, { ...content, modules }, { headers: { 'if-match': draft.headers.get('etag')! } }), 200);
  must(await staff.api.post(`/courses/${courseId}/versions`, { notes: 'with review' }), 201);
  const editionId = await openEdition(staff, courseId, academy.clock.now());
  if (Object.keys(deadlines).length > 0) await academy.database.query('UPDATE edition SET deadlines = $2 WHERE id = $1', [editionId, JSON.stringify({ scenario: deadlines })]);
  const people: Person[] = [];
  const enrolments: string[] = [];
  for (let index = 0; index < size; index++) {
    const person = await academy.person({ displayName: `Teacher ${index}` });
    people.push(person);
    enrolments.push(must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string);
  }
  return { editionId, enrolments, people, staff };
}

/** A work of somebody that waits for reviews. */
export async function submitted(academy: RunningAcademy, pool: Pool, author: number, change: { wanted?: number; reviewBy?: Date | null; phase?: string } = {}): Promise<Work> {
  const id = randomUUID();
  const { wanted = 3, reviewBy = null, phase = 'regular' } = change;
  await academy.database.query(
    `INSERT INTO submission (id, edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at, review_by, wanted, phase)
     SELECT $1, d.id, 'scenario', d.version_id, ARRAY[$3::uuid], 'submitted', '{"markdown":"We count.","fields":{},"links":[],"attachments":[]}', 'en', academy_now(), $4, $5, $6 FROM edition d WHERE d.id = $2`,
    [id, pool.editionId, pool.people[author]!.id, reviewBy, wanted, phase],
  );
  await academy.database.query(
    `INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) VALUES ($1, 'scenario', 1, $2, $3)`,
    [pool.enrolments[author], id, pool.people[author]!.id],
  );
  return { id, editionId: pool.editionId, author };
}

type Words = { plan: number; voice: number; kind?: 'peer' | 'staff'; comment?: string };

/** A review, handed in as reviewers do: one transaction for the claim's end and what follows for the grade. */
export async function review(academy: RunningAcademy, pool: Pool, work: Work, reviewer: number | Person, { plan, voice, kind = 'peer', comment = 'Clear.' }: Words): Promise<string> {
  const by = typeof reviewer === 'number' ? pool.people[reviewer]! : reviewer;
  const enrolmentId = typeof reviewer === 'number' ? pool.enrolments[reviewer] : null;
  const id = randomUUID();
  await academy.database.query(
    `INSERT INTO review (id, submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, kind, expires_at, scores, comments, overall, keeps, suggests)
     VALUES ($1, $2, $3, 'scenario', 1, $4, $5, $6, academy_now() + interval '2 days', $7, $8, 'Thank you.', 'The counting walk.', 'Shorter groups.')`,
    [id, work.id, pool.editionId, by.id, enrolmentId, kind, JSON.stringify({ plan: `l${plan}`, voice: `l${voice}` }), JSON.stringify({ plan: comment })],
  );
  await academy.database.query(`UPDATE submission SET lent = lent + 1, state = CASE WHEN state = 'submitted' THEN 'in-review' ELSE state END WHERE id = $1`, [work.id]);
  await finish(academy, work, id);
  return id;
}

export const finish = (academy: RunningAcademy, work: Work, reviewId: string): Promise<void> =>
  academy.database.transaction(async (tx) => {
    await academy.web.get(Claims).finish(tx, reviewId);
    await academy.web.get(Grades).consider(tx, work.id);
  });
export const takeOut = (academy: RunningAcademy, work: Work, reviewId: string): Promise<void> =>
  academy.database.transaction(async (tx) => {
    await academy.web.get(Claims).remove(tx, reviewId);
    await academy.web.get(Grades).consider(tx, work.id);
  });
export const putBack = (academy: RunningAcademy, work: Work, reviewId: string): Promise<void> =>
  academy.database.transaction(async (tx) => {
    await academy.web.get(Claims).reopen(tx, reviewId);
    await academy.web.get(Grades).consider(tx, work.id);
  });
export const hold = (academy: RunningAcademy, work: Work, reviewId: string, isHeld: boolean): Promise<void> =>
  academy.database.transaction(async (tx) => {
    await tx.query('UPDATE review SET is_held = $2 WHERE id = $1', [reviewId, isHeld]);
    await academy.web.get(Grades).consider(tx, work.id);
  });
export const conclude = (academy: RunningAcademy, work: Work): Promise<'graded' | 'short'> =>
  academy.database.transaction((tx) => academy.web.get(Grades).conclude(tx, work.id));

export type GradeRow = { id: string; source: string; points: number; maxPoints: number; isPassed: boolean; spread: number; basis: { reviewId: string; weight: number }[]; reason: string | null; isReleased: boolean; isStanding: boolean };

/** All grades that a work ever had, in order. */
export const gradesOf = (academy: RunningAcademy, { id }: Work): Promise<GradeRow[]> =>
  academy.database.query(
    `SELECT id, source, points::float8 AS points, max_points::float8 AS "maxPoints", is_passed AS "isPassed", spread, basis, reason, released_at IS NOT NULL AS "isReleased", superseded_at IS NULL AS "isStanding"
     FROM grade WHERE submission_id = $1 ORDER BY graded_at, superseded_at NULLS LAST`,
    [id],
  );
export const workOf = async (academy: RunningAcademy, { id }: Work): Promise<{ state: string; wanted: number; finished: number }> =>
  (await academy.database.one('SELECT state, wanted, finished FROM submission WHERE id = $1', [id]))!;
