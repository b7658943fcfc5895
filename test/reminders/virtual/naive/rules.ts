import { createHash } from 'node:crypto';
import type { EnrolmentRow, RuleRow, World } from './rows';

/** What somebody is due: which rule, about what, which time. */
export type Due = Readonly<{ userId: string; enrolmentId: string; editionId: string; kind: string; subject: string; occurrence: string }>;
/** And what the rule in force makes of it. */
export type Named = Due & Readonly<{ isLeftOut: boolean; isTold: boolean; isMailed: boolean }>;

/** Hours of the house's rules; -: before what they turn on. What is not here has none. */
const HOUSE: Readonly<Record<string, readonly number[]>> = {
  'edition-starts': [24], 'not-started': [72], 'module-missed': [168], away: [168, 336, 504], 'draft-not-sent': [48], deadline: [24, 72], 'live-event': [1, 24],
  'nearly-there': [48], survey: [24], 'certificate-unfetched': [168], 'credential-expiring': [336, 1440],
};
type Rule = Pick<RuleRow, 'isOn' | 'offsets' | 'inApp' | 'email' | 'holdOut' | 'audience'>;
const houseRule = (kind: string): Rule => ({ isOn: kind !== 'survey', offsets: [...(HOUSE[kind] ?? [])], inApp: kind !== 'survey', email: true, holdOut: 0, audience: { countries: [], languages: [], onlyFirstTimers: false } });

/** The edition's own, else its course's, else the house's. */
export function ruleOf(world: World, kind: string, editionId: string): Rule {
  const courseId = world.editions.get(editionId)!.courseId;
  const own = world.rules.filter((rule) => rule.kind === kind);
  return own.find((rule) => rule.editionId === editionId) ?? own.find((rule) => rule.courseId === courseId) ?? houseRule(kind);
}

export const lineOf = ({ userId, kind, subject, occurrence }: Due): string => `${userId} ${kind} ${subject} ${occurrence}`;

/** By which doors it comes to her, or null where the rule is not for her at all. */
export function named(world: World, due: Due): Named | null {
  const rule = ruleOf(world, due.kind, due.editionId);
  const person = world.people.get(due.userId);
  if (!person || !rule.isOn || !(rule.inApp || rule.email)) return null;
  if (!isForHer(world, rule, due)) return null;
  const isLeftOut = draw(due) < rule.holdOut;
  const wantsTold = world.wishes.get(`${due.userId} reminder`)?.inApp ?? true;
  return { ...due, isLeftOut, isTold: rule.inApp && !isLeftOut && wantsTold, isMailed: rule.email && !isLeftOut };
}

/** Whether she is of those whom the rule is for. */
export function isForHer(world: World, { audience: { countries, languages, onlyFirstTimers } }: Rule, she: Pick<Due, 'userId' | 'enrolmentId'>): boolean {
  const { country, locale } = world.people.get(she.userId)!;
  if (countries.length > 0 && !countries.includes(country)) return false;
  if (languages.length > 0 && !languages.some((language) => locale === language || locale.startsWith(`${language}-`))) return false;
  return !onlyFirstTimers || !hasCompletedAnother(world, she);
}

const hasCompletedAnother = (world: World, { userId, enrolmentId }: Pick<Due, 'userId' | 'enrolmentId'>): boolean => ofPerson(world, userId).some(({ id, state }) => id !== enrolmentId && state === 'completed');

const byPerson = new WeakMap<World, Map<string, EnrolmentRow[]>>();
function ofPerson(world: World, userId: string): readonly EnrolmentRow[] {
  let found = byPerson.get(world);
  if (!found) {
    byPerson.set(world, (found = new Map()));
    for (const enrolment of world.enrolments.values()) found.set(enrolment.userId, [...(found.get(enrolment.userId) ?? []), enrolment]);
  }
  return found.get(userId) ?? [];
}

/** A number from 0 to 99: the first seven digits of a hash, always the same for person, kind and edition. */
const draw = ({ userId, kind, editionId }: Due): number => Number.parseInt(createHash('md5').update(`${userId} ${kind} ${editionId}`).digest('hex').slice(0, 7), 16) % 100;
