import type { MailRecipient } from '@academy/platform';
import type { Release } from '@academy/editions';
import type { Evidence } from '@academy/learning';

/** An active enrolment with all that decides whether a reminder is due; one row of the sweep's SQL. */
export type Candidate = MailRecipient & {
  enrolmentId: string;
  enrolmentState: string;
  userId: string;
  address: string;
  course: string;
  edition: string;
  editionState: string;
  versionId: string;
  release: Release;
  startsAt: Date;
  endsAt: Date;
  activatedAt: Date;
  lastActiveAt: Date | null;
  completedModules: string[];
  facts: [string, Evidence['evidence'], number][] | null;
};

export const CANDIDATE = `e.id AS "enrolmentId", e.state AS "enrolmentState", u.id AS "userId", u.email AS address, u.display_name AS "displayName",
  u.locale, u.time_zone AS "timeZone", c.title AS course, d.name AS edition, d.state AS "editionState", d.version_id AS "versionId", d.release,
  d.starts_at AS "startsAt", d.ends_at AS "endsAt", e.activated_at AS "activatedAt", e.last_active_at AS "lastActiveAt",
  ARRAY(SELECT module_key FROM module_completion m WHERE m.enrolment_id = e.id) AS "completedModules",
  (SELECT jsonb_agg(jsonb_build_array(p.activity_key, p.evidence, p.value)) FROM progress p WHERE p.enrolment_id = e.id) AS facts`;

export const CANDIDATES = `enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id`;
