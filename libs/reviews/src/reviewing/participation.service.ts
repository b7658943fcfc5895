import { Injectable } from '@nestjs/common';
import { Clock, Database, found, NotFound, refuseIf } from '@academy/platform';
import { type VersionOutline, Versions } from '@academy/courses';
import type { Release } from '@academy/editions';
import type { EnrolmentState } from '@academy/enrolments';
import { moduleOpensAt, whyNotLearn, whyNotRead } from '@academy/learning';
import { type Assignment, Assignments } from '../assignments.service';

export type Participant = Readonly<{
  enrolmentId: string;
  userId: string;
  state: EnrolmentState;
  assignment: Assignment;
  course: { id: string; title: string; language: string };
  /** What is done here counts: the edition is not over for this person. */
  counts: boolean;
}>;

type Row = { userId: string; state: EnrolmentState; versionId: string; activatedAt: Date | null; release: Release; startsAt: Date };

/** Whoever takes part in an assignment. */
@Injectable()
export class Participation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly assignments: Assignments,
  ) {}

  /** An enrolment at its assignment. Throws NotFound; refuses what is not open to this teacher, such as to who withdrew. */
  async of(enrolmentId: string, activityKey: string): Promise<Participant> {
    const row = found(
      await this.database.one<Row>(
        `SELECT e.user_id AS "userId", e.state, e.activated_at AS "activatedAt", d.version_id AS "versionId", d.release, d.starts_at AS "startsAt"
         FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
        [enrolmentId],
      ),
      'enrolment',
    );
    const { courseId, head, modules } = await this.versions.outline(row.versionId);
    const opensAt = moduleOpensAt(row, placeIn(modules, activityKey));
    refuseIf(whyNotRead(row.state, opensAt, this.clock.now()), { opensAt: opensAt?.toISOString() ?? null });
    return {
      enrolmentId,
      userId: row.userId,
      state: row.state,
      assignment: await this.assignments.ofEnrolment(enrolmentId, activityKey),
      course: { id: courseId, title: head.title, language: head.language },
      counts: whyNotLearn(row.state, opensAt, this.clock.now()) === null,
    };
  }
}

function placeIn(modules: VersionOutline['modules'], activityKey: string): { key: string; index: number } {
  const index = modules.findIndex(({ sections }) => sections.some(({ activities }) => activities.some(({ key }) => key === activityKey)));
  if (index < 0) throw new NotFound('activity');
  return { key: modules[index]!.key, index };
}
