import type { Messages } from '@academy/platform';
import type { MissingView } from '@academy/learning';
import type { z } from 'zod';

/** What still stands between a teacher and completion, said in words: "Pass the quiz “…” with at least 60 %". */
export const missingText = (messages: Messages, locale: string, missing: z.infer<typeof MissingView>): string =>
  messages.text(locale, `learning.missing.${missing.rule}`, { title: missing.title, atLeast: missing.atLeast ?? 0 });
