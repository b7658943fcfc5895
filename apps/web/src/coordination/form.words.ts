import type { Messages } from '@academy/platform';
import { type FormView, formView } from '../views/form.view';
import type { FormState } from '../views/forms';

/**
 * A form with an error of its own for each field: a list of five times "Please fill this in" helps nobody.
 * Fields that come once a module (`opens.<key>`) share the words of their group.
 */
export function formWords(messages: Messages, locale: string, state: FormState): FormView {
  const view = formView(messages, locale, 'coordination', state);
  const wordsFor = (field: string, general: string): string => {
    const own = `coordination.error-${field.split('.')[0]}`;
    return messages.has(own) ? messages.text(locale, own) : general;
  };
  const summary = view.summary.map(({ field, message }) => ({ field, message: wordsFor(field, message) }));
  return { ...view, summary, errors: Object.fromEntries(summary.map(({ field, message }) => [field, message])) };
}
