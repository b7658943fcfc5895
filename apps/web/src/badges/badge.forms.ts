import { BadgeDesignInput, type BadgeSummary, DIGCOMPEDU, MOST_SKILLS, type NewBadge, type Skill, SkillsInput, TriggerInput } from '@academy/credentials';
import { Invalid } from '@academy/platform';
import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);
/** What comes once a row: a single one is no list yet. */
const rows = z.preprocess((value) => [value ?? []].flat(), z.array(z.string().trim().max(300)).max(MOST_SKILLS));

export const COMPETENCE_ROWS = 3;
export const ESCO_ROWS = 2;
export const ESCO_VERSION = 'v1.2.0';

/** The designer's form as it is sent: rows of skills side by side, and an empty row says nothing. */
export const BadgeForm = z.strictObject({
  name: text(120),
  description: text(2_000),
  criteria: text(4_000),
  trigger: z.string().max(100),
  reviews: z.coerce.number().int().min(1).max(50).default(3),
  validMonths: z.coerce.number().int().min(1).max(600).optional(),
  shape: BadgeDesignInput.shape.shape,
  colour: BadgeDesignInput.shape.colour,
  icon: BadgeDesignInput.shape.icon,
  text: BadgeDesignInput.shape.text,
  removePicture: z.literal('true').optional(),
  competence: rows,
  level: rows,
  escoVersion: z.string().trim().max(20).default(ESCO_VERSION),
  escoUri: rows,
  escoName: rows,
  next: z.enum(['save', 'preview']).optional(),
});
export type BadgeForm = z.infer<typeof BadgeForm>;

/** The picture as the address of its preview asks for it; what does not fit is left out. */
export const PreviewQuery = z.object({
  name: z.string().trim().min(1).max(120).catch('…'),
  shape: BadgeDesignInput.shape.shape.catch(undefined),
  colour: BadgeDesignInput.shape.colour.catch(undefined),
  icon: BadgeDesignInput.shape.icon.catch(undefined),
  text: BadgeDesignInput.shape.text.catch(undefined),
});

/** The badge that a form describes, but for its uploaded picture. Throws Invalid at the field. */
export function badgeOf(form: BadgeForm): Omit<NewBadge, 'imageKey'> {
  const trigger = TriggerInput.safeParse(form.trigger === 'helpful-reviewer' ? `helpful-reviewer:${form.reviews}` : form.trigger);
  if (!trigger.success) throw new Invalid([{ pointer: '/trigger', detail: 'is not one of the choices' }]);
  const { name, description, criteria, shape, colour, icon, text: letters, validMonths } = form;
  const design = { ...(shape ? { shape } : {}), ...(colour ? { colour } : {}), ...(icon ? { icon } : {}), ...(letters ? { text: letters } : {}) };
  return { name, description, criteria, trigger: trigger.data, design, validMonths: validMonths ?? null, skills: skillsOf(form) };
}

function skillsOf({ competence, level, escoVersion, escoUri, escoName }: BadgeForm): Skill[] {
  const competences = competence.flatMap((code, index) => (code === '' ? [] : [{ framework: 'DigCompEdu', code, level: level[index] ?? '' }]));
  const esco = escoUri.flatMap((uri, index) => (uri === '' && (escoName[index] ?? '') === '' ? [] : [{ framework: 'ESCO', version: escoVersion, uri, name: escoName[index] ?? '' }]));
  const skills = SkillsInput.safeParse([...competences, ...esco]);
  if (skills.success) return skills.data;
  const isCompetence = skills.error.issues.some(({ path }) => typeof path[0] !== 'number' || path[0] < competences.length);
  throw new Invalid([{ pointer: isCompetence ? '/competence' : '/escoUri', detail: 'is no skill of the framework, or is named twice' }]);
}

/** What the form is filled in with for a badge that is there. */
export function valuesOf(badge: Omit<BadgeSummary, 'retiredAt' | 'hasPicture'>): Record<string, unknown> {
  const [kind, reviews] = badge.trigger.split(':');
  const isHelpful = kind === 'helpful-reviewer';
  const esco = badge.skills.filter((skill) => skill.framework === 'ESCO');
  const competences = badge.skills.filter((skill) => skill.framework === 'DigCompEdu');
  return {
    name: badge.name,
    description: badge.description,
    criteria: badge.criteria,
    trigger: isHelpful ? kind : badge.trigger,
    ...(isHelpful ? { reviews } : {}),
    ...(badge.validMonths === null ? {} : { validMonths: badge.validMonths }),
    ...badge.design,
    competence: competences.map(({ code }) => code),
    level: competences.map(({ level }) => level),
    escoVersion: esco[0]?.version ?? ESCO_VERSION,
    escoUri: esco.map(({ uri }) => uri),
    escoName: esco.map(({ name }) => name),
  };
}

/** Rows of a form: those that are filled in, and some more. */
export function rowsOf(values: Record<string, unknown>, first: string, second: string, least: number): { first: string; second: string }[] {
  const [one, other] = [first, second].map((name) => [values[name] ?? []].flat().map(String)) as [string[], string[]];
  const filled = Math.max(one.length, other.length);
  return Array.from({ length: Math.min(MOST_SKILLS, Math.max(least, filled + 1)) }, (_, index) => ({ first: one[index] ?? '', second: other[index] ?? '' }));
}

export const COMPETENCES = Object.entries(DIGCOMPEDU.competences).map(([value, name]) => ({ value, label: `${value} ${name}` }));
export const LEVELS = DIGCOMPEDU.levels.map((level) => ({ value: level, label: level }));
