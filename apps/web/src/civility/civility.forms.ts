import { APPEAL_OUTCOMES, POST_DECISIONS, REPORT_REASONS } from '@academy/discussions';
import { z } from 'zod';
import { instantOf } from '@academy/platform';

const words = z.string().trim().max(4_000);

export const ReportForm = z.strictObject({ reason: z.enum(REPORT_REASONS), text: words.default('') });
export const AppealForm = z.strictObject({ words: words.min(1) });
export const AnswerForm = z.strictObject({ outcome: z.enum(APPEAL_OUTCOMES), note: words.default('') });

/** Sentences that moderators need again and again; each is a message `civility.phrase-<key>`. */
export const PHRASES = ['tone', 'pupils', 'advertising', 'topic', 'source', 'welcome'] as const;
export type Phrase = (typeof PHRASES)[number];

/** A decision as its form asks for it; a mute lasts to the end of a day in the moderator's zone. */
export const decisionForm = (timeZone: string) =>
  z.strictObject({
    decision: z.enum(POST_DECISIONS),
    phrase: z.enum(PHRASES).optional(),
    note: words.default(''),
    until: z
      .string()
      .transform((day, context) => {
        const end = instantOf(`${day}T23:59`, timeZone);
        if (end === null) context.addIssue('no such day');
        return end === null ? z.NEVER : new Date(end);
      })
      .optional(),
    hides: z.literal('true').optional(),
  });
