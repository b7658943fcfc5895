import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import { Versions } from '@academy/courses';
import { z } from 'zod';

/** Peer review, which stands above this lib, adds its own figures. */
export const EditionFunnel = z.object({
  enrolled: z.number(),
  waiting: z.number(),
  started: z.number(),
  modules: z.array(z.object({ key: z.string(), title: z.string(), completed: z.number() })),
  completed: z.number(),
  stuck: z.number(),
  byCountry: z.array(z.object({ country: z.string(), enrolled: z.number(), started: z.number(), completed: z.number() })),
});
export type EditionFunnel = z.infer<typeof EditionFunnel>;

export type ReportRow = { enrolmentId: string; displayName: string; email: string; country: string; state: string; enrolledAt: Date; lastActiveAt: Date | null; done: number; required: number; completedAt: Date | null };

/** The funnel of an edition. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  async report(editionId: string): Promise<EditionFunnel> {
    const edition = found(await this.database.one<{ versionId: string }>('SELECT version_id AS "versionId" FROM edition WHERE id = $1', [editionId]), 'edition');
    const outline = await this.versions.outline(edition.versionId);
    const [people, modules, countries] = await Promise.all([
      this.database.one<Record<'enrolled' | 'waiting' | 'started' | 'completed' | 'stuck', number>>(
        `SELECT count(*) FILTER (WHERE e.state IN ('active', 'completed', 'expired'))::int AS enrolled,
                count(*) FILTER (WHERE e.state = 'waitlisted')::int AS waiting,
                count(*) FILTER (WHERE e.state IN ('active', 'completed', 'expired') AND e.last_active_at IS NOT NULL)::int AS started,
                count(*) FILTER (WHERE e.state = 'completed')::int AS completed,
                count(*) FILTER (WHERE e.state = 'active' AND greatest(coalesce(e.last_active_at, e.activated_at), d.starts_at) < academy_now() - interval '7 days')::int AS stuck
         FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.edition_id = $1`,
        [editionId],
      ),
      this.database.query<{ key: string; completed: number }>('SELECT module_key AS key, count(*)::int AS completed FROM module_completion WHERE edition_id = $1 GROUP BY module_key', [editionId]),
      this.database.query<EditionFunnel['byCountry'][number]>(
        `SELECT u.country, count(*)::int AS enrolled, count(e.last_active_at)::int AS started, count(*) FILTER (WHERE e.state = 'completed')::int AS completed
         FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired')
         GROUP BY u.country ORDER BY count(*) DESC, u.country`,
        [editionId],
      ),
    ]);
    const completedOf = new Map(modules.map(({ key, completed }) => [key, completed]));
    return {
      ...people!,
      modules: outline.modules.map(({ key, title }) => ({ key, title, completed: completedOf.get(key) ?? 0 })),
      byCountry: countries,
    };
  }

  /** The same people as rows, in order of enrolment. */
  people(editionId: string): Promise<ReportRow[]> {
    return this.database.query<ReportRow>(
      `SELECT e.id AS "enrolmentId", u.display_name AS "displayName", u.email, u.country, e.state, e.enrolled_at AS "enrolledAt", e.last_active_at AS "lastActiveAt",
              e.done_count AS done, e.required_count AS required, e.completed_at AS "completedAt"
       FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.edition_id = $1 ORDER BY e.enrolled_at, e.id`,
      [editionId],
    );
  }
}
