import type { Messages } from '@academy/platform';
import type { FormState } from './forms';

/** A form as templates show it: every error in the reader's words, at its field and in the list on top. */
export type FormView = {
  values: Record<string, unknown>;
  errors: Record<string, string>;
  summary: { field: string; message: string }[];
  /** Why a rule refused the whole form, or null. */
  alert: string | null;
};

/**
 * Words for what is wrong: `<area>.error-<field>` where it is written, else a general sentence;
 * for a whole form `reasons.<reason>`.
 */
export function formView(messages: Messages, locale: string, area: string, form: FormState): FormView {
  const wordsFor = (field: string): string => {
    const own = `${area}.error-${field}`;
    if (isBlank(form.values[field]) && !/password/i.test(field)) return messages.text(locale, 'reasons.field-missing');
    return messages.text(locale, messages.has(own) ? own : 'reasons.field-invalid');
  };
  const summary = Object.keys(form.errors).map((field) => ({ field, message: wordsFor(field) }));
  return {
    values: form.values,
    errors: Object.fromEntries(summary.map(({ field, message }) => [field, message])),
    summary,
    alert: form.reason && summary.length === 0 ? reasonText(messages, locale, form.reason, form.reasonValues) : null,
  };
}

/** The sentence for a reason, or a general one for a reason that nobody has put into words. */
export const reasonText = (messages: Messages, locale: string, reason: string, values: Record<string, number> = {}): string =>
  messages.text(locale, messages.has(`reasons.${reason}`) ? `reasons.${reason}` : 'reasons.refused', values);

const isBlank = (value: unknown): boolean => value === undefined || value === '';
