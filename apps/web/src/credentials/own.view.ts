import type { Page as ListPage } from '@academy/platform';
import { type CredentialKind, type CredentialLine, type CredentialStatus, linkedInLink, type OwnDetails, type OwnFilter, type OwnOverview, type ShareLine } from '@academy/credentials';

const ADDRESS = '/me/credentials';
/** From so many on, there is something to filter. */
const MANY = 7;

export const hrefOf = (kind: CredentialKind, id: string): string => `${ADDRESS}/${kind}s/${id}`;
export const toneOf = (status: CredentialStatus): string => (status === 'valid' ? 'success' : status === 'expired' || status === 'superseded' ? 'warning' : 'danger');
export const pictureOf = ({ badgeId }: { badgeId: string | null }): string | null => (badgeId ? `/badges/${badgeId}.svg` : null);

const lineView = (line: CredentialLine) => ({ ...line, href: hrefOf(line.kind, line.id), statusKind: toneOf(line.status), picture: pictureOf(line), pdf: line.kind === 'certificate' && line.isReady ? `/api/v1/certificates/${line.id}.pdf` : null });
type LineView = ReturnType<typeof lineView>;

/** By years, newest first, and in these by courses. */
function grouped(lines: CredentialLine[], timeZone: string): { year: string; courses: { course: string; slug: string; lines: LineView[] }[] }[] {
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const years = new Map<string, Map<string, LineView[]>>();
  for (const line of lines) {
    const key = year.format(new Date(line.issuedOn));
    const courses = years.get(key) ?? new Map<string, LineView[]>();
    years.set(key, courses.set(line.courseSlug, [...(courses.get(line.courseSlug) ?? []), lineView(line)]));
  }
  return [...years].map(([key, courses]) => ({ year: key, courses: [...courses].map(([slug, own]) => ({ slug, course: own[0]!.course, lines: own })) }));
}

export function listView(overview: OwnOverview, { items, nextCursor }: ListPage<CredentialLine>, filter: OwnFilter, cursor: string | undefined, timeZone: string) {
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]])));
  const address = (more: Record<string, string>): string => {
    const all = new URLSearchParams([...query, ...Object.entries(more)]).toString();
    return all === '' ? ADDRESS : `${ADDRESS}?${all}`;
  };
  return {
    years: grouped(items, timeZone),
    isEmpty: overview.total === 0 && overview.beingMade.length === 0,
    reset: query.size > 0 ? ADDRESS : null,
    foundNothing: items.length === 0 && overview.total > 0,
    beingMade: cursor === undefined && query.size === 0 ? overview.beingMade : [],
    filters: overview.total >= MANY || query.size > 0 ? { years: overview.years.map(({ year, count }) => ({ value: String(year), label: String(year), count })), courses: overview.courses.map(({ slug, title }) => ({ value: slug, label: title })) } : null,
    chosen: { year: filter.year === undefined ? '' : String(filter.year), kind: filter.kind ?? '', course: filter.course ?? '' },
    first: cursor === undefined ? null : address({}),
    next: nextCursor === null ? null : address({ cursor: nextCursor }),
  };
}

/** What was revoked or replaced needs no new link; those that were made go on saying so. */
const mayShare = ({ status }: CredentialLine): boolean => status === 'valid' || status === 'expired';

export function detailsView({ line, holder, criteria, skills, evidence, isEvidenceShown, chain }: OwnDetails, shares: ShareLine[], publicUrl: string) {
  const verifyUrl = `${publicUrl}/verify/${line.code}`;
  const linkedIn = (certUrl: string): string => linkedInLink({ title: line.title, issuedAt: new Date(line.issuedOn), expiresAt: line.expiresOn === null ? null : new Date(line.expiresOn), verifyUrl: certUrl, code: line.code });
  return {
    ...lineView(line),
    holder,
    criteria,
    skills: skills.map(skillView),
    evidence,
    isEvidenceShown,
    verifyUrl,
    isAward: line.kind === 'award',
    mayShare: mayShare(line),
    showsShares: mayShare(line) || shares.length > 0,
    linkedIn: line.status === 'valid' ? linkedIn(verifyUrl) : null,
    revokeReason: chain.find(({ id }) => id === line.id)?.revokeReason ?? '–',
    newest: line.status === 'superseded' && chain.at(-1) ? hrefOf(line.kind, chain.at(-1)!.id) : null,
    history: chain.length < 2 ? [] : chain.map((link) => ({ ...link, statusKind: toneOf(link.status), href: link.id === line.id ? null : hrefOf(line.kind, link.id) })),
    shares: shares.map((share) => ({ ...share, address: `${publicUrl}/credentials/${share.token}`, shown: (['name', 'hours', 'skills', 'evidence'] as const).filter((each) => share.shows[each]), linkedIn: linkedIn(`${publicUrl}/credentials/${share.token}`) })),
  };
}

/** A skill in words: its framework's code or address is told beside the name. */
export const skillView = (skill: OwnDetails['skills'][number]) =>
  skill.framework === 'DigCompEdu'
    ? { name: `${skill.code} ${skill.name}`, note: `DigCompEdu ${skill.version}, ${skill.level}` }
    : { name: skill.name, note: `ESCO ${skill.version}` };
