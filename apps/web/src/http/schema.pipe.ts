import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Invalid, NotFound, type FieldError } from '@academy/platform';
import type { z } from 'zod';

/** Parses what comes in by the schema at the parameter. A path that no schema fits leads nowhere: NotFound. */
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!schema) return value;
    return parse(schema as unknown as z.ZodType, value === undefined && (type === 'body' || type === 'query') ? {} : value, type === 'param');
  }
}

/** The parsed value. Throws Invalid with one entry for each field that does not fit. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, isPath = false): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (isPath) throw new NotFound('page');
  throw new Invalid(parsed.error.issues.flatMap(fieldErrors));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, detail: 'is not a field of this request' }));
  return [{ pointer, detail: issue.message }];
}
