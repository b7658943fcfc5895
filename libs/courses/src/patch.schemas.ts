import { z } from 'zod';
import { activityBodies, CompletionRule } from './activity.schemas';
import { courseHead } from './course.schemas';
import { Key } from './keys.schemas';

/** What a patch brings: fields that are there change, null takes one back to what it is by itself. */
export type Patch = Readonly<Record<string, unknown>>;

const patchOf = (shape: Record<string, z.ZodType>) => Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.nullable().optional()]));
export const CourseHeadPatch = z.strictObject(patchOf(courseHead));

/** Read-only: they may only come back as they are. */
const readOnly = { key: Key.optional(), revision: z.number().int().optional() };

export const SectionPatch = z.strictObject({ ...readOnly, title: z.string().optional() });
export const ModulePatch = z.strictObject({ ...readOnly, title: z.string().optional(), summary: z.string().nullable().optional() });

/** The fields of every kind; what they may hold is checked once it is known which kind it is. */
const bodyFields = new Set(Object.values(activityBodies).flatMap((body) => Object.keys(body)));
export const ActivityPatch = z.strictObject({
  ...readOnly,
  kind: z.string().optional(),
  title: z.string().optional(),
  required: z.boolean().nullable().optional(),
  completion: CompletionRule.nullable().optional(),
  minutes: z.number().nullable().optional(),
  ...(Object.fromEntries([...bodyFields].map((name) => [name, z.unknown().optional()])) as Record<string, z.ZodOptional<z.ZodUnknown>>),
});

export const DraftOrder = z.strictObject({
  modules: z
    .array(z.strictObject({ key: Key, sections: z.array(z.strictObject({ key: Key, activities: z.array(Key).max(2_000) })).max(2_000) }))
    .max(200),
});
