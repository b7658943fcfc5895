import { badgeIcons, badgePalettes, badgeShapes, type BadgeSummary, readTrigger, type Skill, TRIGGER } from '@academy/credentials';
import type { VersionOutline } from '@academy/courses';
import type { Messages } from '@academy/platform';
import { formView } from '../views/form.view';
import type { FormState } from '../views/forms';
import { COMPETENCE_ROWS, COMPETENCES, ESCO_ROWS, ESCO_VERSION, LEVELS, PreviewQuery, rowsOf } from './badge.forms';

type Words = (key: string, values?: Record<string, string | number>) => string;

/** When a badge is awarded, in words. What a course no longer has is shown by its key. */
export function triggerWords(words: Words, trigger: string, outline: VersionOutline): string {
  const read = readTrigger(trigger);
  if (read.kind === 'helpful-reviewer') return words('trigger-helpful-reviewer', { reviews: read.reviews });
  if (read.kind === 'module') return words('trigger-module', { title: outline.modules.find(({ key }) => key === read.key)?.title ?? read.key });
  if (read.kind === 'assignment') return words('trigger-assignment', { title: assignmentsOf(outline).find(({ key }) => key === read.key)?.title ?? read.key });
  return words(`trigger-${read.kind}`);
}

/** A skill in one line. */
export const skillLine = (skill: Skill): string => (skill.framework === 'ESCO' ? `${skill.name} (ESCO ${skill.version})` : `${skill.code} ${skill.name} – ${skill.level} (DigCompEdu ${skill.version})`);

/** A badge as cards show it. */
export function cardsOf(messages: Messages, locale: string, outline: VersionOutline, badges: BadgeSummary[]) {
  const words: Words = (key, values = {}) => messages.text(locale, `badges.${key}`, values);
  return badges.map((badge) => ({
    id: badge.id,
    name: badge.name,
    description: badge.description,
    criteria: badge.criteria,
    picture: pictureOf(badge),
    when: triggerWords(words, badge.trigger, outline),
    validity: badge.validMonths === null ? null : words('validFor', { months: badge.validMonths }),
    skills: badge.skills.map(skillLine),
    isRetired: badge.retiredAt !== null,
  }));
}

/** Where the picture is; another address once it looks otherwise. */
export const pictureOf = ({ id, name, design, hasPicture }: BadgeSummary): string => `/badges/${id}.svg?of=${encodeURIComponent([hasPicture ? 'upload' : name, ...Object.values(design)].join(' ').slice(0, 80))}`;

const assignmentsOf = ({ modules }: VersionOutline) => modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities)).filter(({ kind }) => kind === 'assignment');

/** The designer's form: what can be chosen, and what was. */
export function designerView(messages: Messages, locale: string, outline: VersionOutline, state: FormState) {
  const words: Words = (key, values = {}) => messages.text(locale, `badges.${key}`, values);
  const { values } = state;
  const choices = (names: object, label: (name: string) => string) => Object.keys(names).map((value) => ({ value, label: label(value) }));
  const query = new URLSearchParams(Object.entries(PreviewQuery.parse(values)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const form = formView(messages, locale, 'badges', state);
  // An error stands at the first row; the others need identifiers of their own.
  const rows = (first: string, second: string, least: number) => rowsOf(values, first, second, least).map((row, index) => ({ ...row, scope: index === 0 ? 'field' : `field${index}`, error: index === 0 ? (form.errors[first] ?? null) : null }));
  const triggers = [
    { value: 'manual', label: words('trigger-manual') },
    { value: 'course', label: words('trigger-course') },
    ...outline.modules.map(({ key, title }) => ({ value: `module:${key}`, label: words('trigger-module', { title }) })),
    ...assignmentsOf(outline).map(({ key, title }) => ({ value: `assignment:${key}`, label: words('trigger-assignment', { title }) })),
    { value: 'helpful-reviewer', label: words('trigger-helpful-reviewers') },
    { value: 'study-group-leader', label: words('trigger-study-group-leader') },
  ];
  // What the course has no more stays what it was, until something else is chosen.
  const kept = values['trigger'];
  if (typeof kept === 'string' && TRIGGER.test(kept) && !triggers.some(({ value }) => value === kept)) triggers.push({ value: kept, label: triggerWords(words, kept, outline) });
  return {
    form,
    triggers,
    shapes: choices(badgeShapes, (name) => words(`shape-${name}`)),
    colours: choices(badgePalettes, (name) => words(`colour-${name}`)),
    icons: choices(badgeIcons, (name) => words(`icon-${name}`)),
    competences: COMPETENCES,
    levels: LEVELS,
    competenceRows: rows('competence', 'level', COMPETENCE_ROWS),
    escoRows: rows('escoUri', 'escoName', ESCO_ROWS),
    escoVersion: values['escoVersion'] ?? ESCO_VERSION,
    preview: `/badges/preview.svg?${query.toString()}`,
  };
}
