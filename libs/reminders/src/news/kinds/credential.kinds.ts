import { holdsSql } from './holding';
import { newsOf } from './news.kind';

const MINE = '/me/credentials';
const PLACE = 'JOIN edition d ON d.id = x.edition_id JOIN course c ON c.id = d.course_id';
const ABOUT_AWARD = `SELECT jsonb_build_object('title', b.name, 'course', c.title, 'edition', d.name, 'decision', CASE WHEN EXISTS (SELECT FROM award o WHERE o.superseded_by = x.id) THEN 'again' ELSE 'first' END)
  FROM award x JOIN badge b ON b.id = x.badge_id ${PLACE} WHERE x.id = (n.params ->> 'awardId')::uuid AND x.user_id = $1 AND x.revoked_at IS NULL AND x.superseded_by IS NULL`;
const CERTIFICATE_TITLE = `coalesce(x.details ->> 'moduleTitle', c.title)`;
const ABOUT_CERTIFICATE = `SELECT jsonb_build_object('title', ${CERTIFICATE_TITLE}, 'course', c.title, 'edition', d.name,
    'decision', CASE WHEN EXISTS (SELECT FROM certificate o WHERE o.superseded_by = x.id) THEN 'again' ELSE 'first' END)
  FROM certificate x ${PLACE} WHERE x.id = (n.params ->> 'certificateId')::uuid AND x.user_id = $1 AND x.revoked_at IS NULL AND x.superseded_by IS NULL`;
const ABOUT_REVOKED = `SELECT jsonb_build_object('title', coalesce(b.name, ${CERTIFICATE_TITLE}), 'course', c.title, 'edition', d.name, 'decision', CASE WHEN b.id IS NULL THEN 'certificate' ELSE 'badge' END)
  FROM (SELECT edition_id, badge_id, NULL::jsonb AS details FROM award WHERE id = (n.params ->> 'awardId')::uuid AND user_id = $1 AND revoked_at IS NOT NULL
    UNION ALL SELECT edition_id, NULL, details FROM certificate WHERE id = (n.params ->> 'certificateId')::uuid AND user_id = $1 AND revoked_at IS NOT NULL) x ${PLACE} LEFT JOIN badge b ON b.id = x.badge_id`;
const correction = (whose: string): string => `SELECT jsonb_build_object('title', x.new_name, 'course', c.title, 'edition', d.name, 'decision', x.state, 'path', concat('/coordination/editions/', x.edition_id, '/certificates'))
  FROM name_correction x ${PLACE} WHERE x.id = (n.params ->> 'correctionId')::uuid AND ${whose}`;
/** Who decides about names in the edition, as long as she does. */
const DECIDES = `x.state = 'waiting' AND ${holdsSql(['coordinator'], 'd.course_id', 'd.id')}`;

/** What was revoked or replaced since is told no more as something new. */
export const CREDENTIAL_NEWS = [
  newsOf({ kind: 'badge-awarded', isOfTheDay: true, about: ABOUT_AWARD, leadsTo: () => MINE, says: ({ decision }) => [`badge-${decision}`], saysGone: 'credentialOver' }),
  newsOf({ kind: 'certificate-ready', isOfTheDay: true, about: ABOUT_CERTIFICATE, leadsTo: () => MINE, says: ({ decision }) => [`certificate-${decision}`], saysGone: 'credentialOver' }),
  newsOf({ kind: 'credential-revoked', about: ABOUT_REVOKED, leadsTo: () => MINE, says: ({ decision }) => [`revoked-${decision}`] }),
  newsOf({ kind: 'name-correction-asked', about: correction(DECIDES), leadsTo: ({ path }) => path ?? '/', says: () => ['nameAsked'], saysGone: 'nameAskedOver' }),
  newsOf({ kind: 'name-correction-decided', about: correction(`x.user_id = $1 AND x.state <> 'waiting'`), leadsTo: () => MINE, says: ({ decision }) => [`name-${decision}`] }),
] as const;
