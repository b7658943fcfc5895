import { Injectable } from '@nestjs/common';
import { Clock, Database, found, refuseIf, rows } from '@academy/platform';
import { type PublishedActivity, type VersionOutline, Versions } from '@academy/courses';
import { isDone, isMarkedByHand, standingOf } from './completion.rules';
import { type LiveEventRow, type LiveEventView, liveEventView } from './live.event.rules';
import { whyNotLearn, whyNotRead } from './learning.rules';
import type { EnrolmentView, MyEnrolment } from './learning.schemas';
import { enrolmentView, type EnrolmentRow, evidenceOf, myEnrolment, postsIn } from './learning.views';
import { moduleOpensAt } from './opening';
import { placeIn, ProgressKeeper } from './progress.service';
import { whyNotAnswer } from './surveys/survey.rules';

export type AttemptSummary = { id: string; number: number; score: number | null; maxScore: number | null; passed: boolean | null; finishedAt: string | null };
export type ActivityPageView = {
  enrolment: EnrolmentView;
  activity: PublishedActivity;
  language: string;
  module: { key: string; title: string; number: number };
  completed: boolean;
  /** The teacher may mark it as done. */
  isMarkedByHand: boolean;
  /** What is done here counts. */
  counts: boolean;
  attempts: AttemptSummary[];
  reflection: { markdown: string; shared: boolean; updatedAt: string } | null;
  /** Of a live event: when and where it is in this edition, as far as that is told now. */
  liveEvent: LiveEventView | null;
  /** Of a survey: why it cannot be answered, or null. */
  survey: { whyNot: 'survey-answered' | 'survey-over' | null } | null;
  /** Of a discussion that is done by posting: how many posts there are of how many. */
  posts: { written: number; wanted: number } | null;
  previous: { key: string; title: string } | null;
  next: { key: string; title: string } | null;
};

const ENROLMENT = `e.id, e.user_id AS "userId", e.state, e.activated_at AS "activatedAt", e.completed_at AS "completedAt",
  d.id AS "editionId", d.name AS "editionName", d.state AS "editionState", d.state_since AS "editionStateSince", d.release, d.starts_at AS "startsAt", d.ends_at AS "endsAt",
  d.is_self_paced AS "isSelfPaced", d.deadlines, d.version_id AS "versionId",
  CASE WHEN e.state = 'waitlisted' THEN (SELECT count(*)::int FROM enrolment w
    WHERE w.edition_id = e.edition_id AND w.state = 'waitlisted' AND w.waitlist_number <= e.waitlist_number) END AS position,
  (SELECT jsonb_agg(jsonb_build_array(p.activity_key, p.evidence, p.value)) FROM progress p WHERE p.enrolment_id = e.id) AS facts,
  (SELECT jsonb_object_agg(l.activity_key, jsonb_build_object('startsAt', l.starts_at, 'endsAt', l.ends_at, 'isCancelled', l.is_cancelled)) FROM live_event l WHERE l.edition_id = d.id) AS "liveEvents"`;

/** `stamp`: which writing of the enrolment was read. */
type ActivityRow = EnrolmentRow & { stamp: string; attempts: AttemptSummary[] | null; reflection: ActivityPageView['reflection']; live: Written<LiveEventRow> | null };
/** Dates as JSON writes them. */
type Written<T> = { [Field in keyof T]: Date extends T[Field] ? string | null : T[Field] };

/** What teachers see of their courses. One statement each; outlines and bodies come from memory, for versions never change. */
@Injectable()
export class LearningQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly progress: ProgressKeeper,
  ) {}

  /** The outline of one enrolment with everything done and missing. Throws NotFound. */
  async enrolment(enrolmentId: string): Promise<EnrolmentView> {
    const row = await this.database.one<EnrolmentRow>(`SELECT ${ENROLMENT} FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`, [enrolmentId]);
    return enrolmentView(found(row, 'enrolment'), await this.versions.outline(row!.versionId), this.clock.now());
  }

  /** All enrolments of a person but withdrawn ones, the most recently used first. */
  async mine(userId: string): Promise<MyEnrolment[]> {
    const enrolments = await this.database.query<EnrolmentRow>(
      `SELECT ${ENROLMENT} FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.user_id = $1 AND e.state <> 'withdrawn'
       ORDER BY (e.state IN ('active', 'waitlisted')) DESC, coalesce(e.last_active_at, e.enrolled_at) DESC, e.id LIMIT 100`,
      [userId],
    );
    const now = this.clock.now();
    return Promise.all(enrolments.map(async (row) => myEnrolment(row, await this.versions.outline(row.versionId), now)));
  }

  /**
   * One activity as its page shows it, and writes down that it was looked at. Throws NotFound; refuses what is not
   * open yet. The first look writes, and where it completes a module takes a transaction; later ones only read.
   */
  async activity(enrolmentId: string, key: string): Promise<ActivityPageView> {
    const row = found(await this.activityRow(enrolmentId, key), 'enrolment');
    const outline = await this.versions.outline(row.versionId);
    const place = placeIn(outline, key);
    const now = this.clock.now();
    const opensAt = moduleOpensAt(row, { key: place.module.key, index: place.index });
    refuseIf(whyNotRead(row.state, opensAt, now), { opensAt: opensAt?.toISOString() ?? null });

    const activity = found(await this.versions.activity(row.versionId, key), 'activity');
    const counts = whyNotLearn(row.state, opensAt, now) === null;
    const seen = counts ? await this.look(row, outline, place) : row;
    return pageView(seen, outline, place, activity, counts, now);
  }

  /** Entries of the learning diary that colleagues of the edition share, newest first. */
  sharedReflections(enrolmentId: string, activityKey: string): Promise<{ author: string; markdown: string; updatedAt: Date }[]> {
    return this.database.query(
      `SELECT u.display_name AS author, r.markdown, r.updated_at AS "updatedAt"
       FROM enrolment mine JOIN reflection r ON r.edition_id = mine.edition_id AND r.activity_key = $2 AND r.is_shared AND r.enrolment_id <> mine.id
       JOIN enrolment e ON e.id = r.enrolment_id JOIN users u ON u.id = e.user_id
       WHERE mine.id = $1 AND mine.state IN ('active', 'completed') ORDER BY r.updated_at DESC, r.enrolment_id LIMIT 50`,
      [enrolmentId, activityKey],
    );
  }

  private activityRow(enrolmentId: string, key: string): Promise<ActivityRow | null> {
    return this.database.one<ActivityRow>(
      `SELECT ${ENROLMENT}, e.xmin::text AS stamp,
         (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'score', a.score, 'maxScore', a.max_score, 'passed', a.is_passed,
                 'finishedAt', a.finished_at) ORDER BY a.number) FROM quiz_attempt a WHERE a.enrolment_id = e.id AND a.activity_key = $2) AS attempts,
         (SELECT jsonb_build_object('markdown', r.markdown, 'shared', r.is_shared, 'updatedAt', r.updated_at)
          FROM reflection r WHERE r.enrolment_id = e.id AND r.activity_key = $2) AS reflection,
         (SELECT jsonb_build_object('startsAt', l.starts_at, 'endsAt', l.ends_at, 'url', l.url, 'recordingUrl', l.recording_url, 'isCancelled', l.is_cancelled, 'sequence', l.sequence)
          FROM live_event l WHERE l.edition_id = d.id AND l.activity_key = $2) AS live
       FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
      [enrolmentId, key],
    );
  }

  /** Records the first look, and at most once an hour that the teacher was here. */
  private async look(row: ActivityRow, outline: VersionOutline, { activity: { key } }: Located): Promise<ActivityRow> {
    if (row.facts?.some(([activityKey, evidence]) => activityKey === key && evidence === 'viewed')) {
      await rows(
        this.database.source.manager,
        `UPDATE enrolment SET last_active_at = academy_now() WHERE id = $1 AND coalesce(last_active_at, '-infinity') < academy_now() - interval '1 hour'`,
        [row.id],
      );
      return row;
    }
    const seen: ActivityRow = { ...row, facts: [...(row.facts ?? []), [key, 'viewed', 1]] };
    const before = standingOf(outline.modules, evidenceOf(row));
    const after = standingOf(outline.modules, evidenceOf(seen));
    const completesMore = after.completedModules.length > (row.facts === null ? 0 : before.completedModules.length) || after.isCourseCompleted !== before.isCourseCompleted;
    if (completesMore || !(await this.progress.glance(row.id, key, after, row.stamp))) await this.progress.view(row.id, key);
    return seen;
  }
}

type Located = ReturnType<typeof placeIn>;

function pageView(row: ActivityRow, outline: VersionOutline, place: Located, activity: PublishedActivity, counts: boolean, now: Date): ActivityPageView {
  const enrolment = enrolmentView(row, outline, now);
  const open = enrolment.modules.filter((module) => module.open).flatMap((module) => module.sections.flatMap((section) => section.activities));
  const index = open.findIndex(({ key }) => key === activity.key);
  const evidence = new Map(evidenceOf(row).filter(({ activityKey }) => activityKey === activity.key).map((fact) => [fact.evidence as string, fact.value]));
  const titled = (other: { key: string; title: string } | undefined) => (other ? { key: other.key, title: other.title } : null);
  return {
    enrolment,
    activity,
    language: outline.head.language,
    module: { key: place.module.key, title: place.module.title, number: place.index + 1 },
    completed: isDone(place.activity, evidence),
    isMarkedByHand: isMarkedByHand(place.activity),
    counts,
    attempts: row.attempts ?? [],
    reflection: row.reflection,
    liveEvent: row.live && activity.kind === 'live-event' ? liveEventView(heldIn(row.live), evidence.has('attended'), now) : null,
    survey: activity.kind === 'survey' ? { whyNot: whyNotAnswer({ editionState: row.editionState, stateSince: row.editionStateSince }, evidence.has('submitted'), now) } : null,
    posts: place.activity.completion.rule === 'posted' ? { written: postsIn(row, activity.key), wanted: place.activity.completion.count } : null,
    previous: titled(open[index - 1]),
    next: titled(open[index + 1]),
  };
}

const heldIn = ({ startsAt, endsAt, ...event }: Written<LiveEventRow>): LiveEventRow => ({ ...event, startsAt: startsAt === null ? null : new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) });
