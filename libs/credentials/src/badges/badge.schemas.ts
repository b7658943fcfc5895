import { z } from 'zod';
import { badgeIcons, badgePalettes, badgeShapes, type BadgeColour, type BadgeIcon, type BadgeShape } from '../rendering/badge.parts';
import { TRIGGER } from './badge.rules';
import type { Skill } from './badge.entity';
import { type Competence, DIGCOMPEDU } from './digcompedu';

const text = (max: number) => z.string().trim().min(1).max(max);
const namesOf = <Name extends string>(parts: Record<Name, unknown>) => z.enum(Object.keys(parts) as [Name, ...Name[]]);
/** Letters on a picture, and what an ESCO skill is called, stand on one line. */
const line = (max: number) => text(max).regex(/^\P{Cc}*$/u, 'is one line');

export const MOST_SKILLS = 12;

/** What a picture of our own drawing is made from. */
export const BadgeDesignInput = z.strictObject({
  shape: namesOf<BadgeShape>(badgeShapes).optional(),
  colour: namesOf<BadgeColour>(badgePalettes).optional(),
  icon: namesOf<BadgeIcon>(badgeIcons).optional(),
  text: line(60).optional(),
});

/** The name of a competence is the framework's own: it is not taken from outside. */
const DigCompEduSkill = z
  .strictObject({ framework: z.literal('DigCompEdu'), version: z.literal(DIGCOMPEDU.version).optional(), code: namesOf<Competence>(DIGCOMPEDU.competences), name: z.string().max(200).optional(), level: z.enum(DIGCOMPEDU.levels) })
  .transform(({ code, level }): Skill => ({ framework: 'DigCompEdu', version: DIGCOMPEDU.version, code, name: DIGCOMPEDU.competences[code], level }));
const EscoSkill = z.strictObject({
  framework: z.literal('ESCO'),
  version: z.string().regex(/^v?\d{1,2}(\.\d{1,2}){0,2}$/, 'is a version such as v1.2.0'),
  uri: z.string().regex(/^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is the address of a skill, such as http://data.europa.eu/esco/skill/…'),
  name: line(200),
});
export const SkillInput = z.union([DigCompEduSkill, EscoSkill]);
/** Each skill once: two levels of one competence contradict one another. */
export const SkillsInput = z
  .array(SkillInput)
  .max(MOST_SKILLS)
  .refine((skills) => new Set(skills.map((skill) => ('uri' in skill ? skill.uri : skill.code))).size === skills.length, 'names each skill once');

export const TriggerInput = z.string().regex(TRIGGER, 'is course, manual, module:<key>, assignment:<key>, helpful-reviewer:<1–50> or study-group-leader');
export const ValidMonths = z.number().int().min(1).max(600);

/** What an award was given for: shown only where its holder agrees. */
export const EvidenceInput = z.strictObject({
  title: line(200),
  text: z.string().trim().max(2_000).default(''),
  url: z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500).nullable().default(null),
});
export const MOST_EVIDENCE = 5;
