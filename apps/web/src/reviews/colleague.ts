import type { Messages } from '@academy/platform';
import type { Colleague } from '@academy/reviews';

/** How somebody is called to a reader of this locale: by name, or "Colleague K7Q4". */
export const colleagueName = (messages: Messages, locale: string, { pseudonym, name }: Colleague): string =>
  name ?? messages.text(locale, 'review.colleague', { code: pseudonym });
