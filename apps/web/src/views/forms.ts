import { Invalid, NotSignedIn, Refused, TooMany } from '@academy/platform';
import type { z } from 'zod';
import { parse } from '../http/schema.pipe';
import { problemOf } from '../problems';
import { Page, type SeeOther } from './page';

/** What a form is shown with again: the person's own text, and what is wrong where. */
export type FormState = {
  values: Record<string, unknown>;
  /** Errors by field name. */
  errors: Record<string, string>;
  /** The reason a rule gave for the whole form, or null: the message `reasons.<reason>`. */
  reason: string | null;
  /** What its words take: how long to wait, say. */
  reasonValues?: Record<string, number>;
};

export const emptyForm = (values: Record<string, unknown> = {}): FormState => ({ values, errors: {}, reason: null });

/**
 * Parses a form and does what it asks. A form that does not fit, or that a rule refuses, is shown again with
 * status 422 and everything that was typed (but passwords). Form fields that are left empty count as not given.
 */
export async function submit<T, Done = SeeOther | Page>(
  schema: z.ZodType<T>,
  body: unknown,
  command: (input: T) => Promise<Done>,
  again: (form: FormState) => Promise<Page> | Page,
): Promise<Done | Page> {
  const values = (body ?? {}) as Record<string, unknown>;
  try {
    return await command(parse(schema, withoutEmpty(values)));
  } catch (error) {
    const form = refusedForm(error, values);
    if (!form) throw error;
    const page = await again(form);
    return new Page(page.template, page.view, problemOf(error)?.status === 429 ? 429 : 422);
  }
}

function refusedForm(error: unknown, values: Record<string, unknown>): FormState | null {
  const { password: _, ...shown } = values;
  if (error instanceof Invalid) {
    const errors = Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer.slice(1).split('/').join('.'), detail]));
    return { values: shown, errors, reason: 'invalid-input' };
  }
  if (error instanceof Refused) return { values: shown, errors: {}, reason: error.reason };
  if (error instanceof NotSignedIn) return { values: shown, errors: {}, reason: error.reason };
  if (error instanceof TooMany) return { values: shown, errors: {}, reason: error.reason, reasonValues: waitOf(error) };
  return null;
}

/** How long to wait, for words: below an hour and a half in minutes, else in hours. */
export function waitOf({ retryAfterSeconds }: TooMany): { minutes: number; hours: number } {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return { minutes, hours: minutes < 90 ? 0 : Math.round(minutes / 60) };
}

const withoutEmpty = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
