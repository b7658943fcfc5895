import { type FieldError, Invalid } from '@academy/platform';
import type { z } from 'zod';

/** A value put together from several places, parsed. Throws Invalid with one entry for each field that does not fit. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new Invalid(result.error.issues.flatMap(fieldErrors));
  return result.data;
}

export function refuseErrors(errors: FieldError[]): void {
  if (errors.length > 0) throw new Invalid(errors);
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, detail: 'is not a field of this request' }));
  return [{ pointer, detail: issue.message }];
}
