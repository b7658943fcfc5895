import type { Compared, SavedReview, ShownReview, TrainingView } from '@academy/reviews';
import { z } from 'zod';

const Level = z.object({ key: z.string(), title: z.string(), descriptor: z.string(), points: z.number() });
const Criterion = z.object({ key: z.string(), title: z.string(), commentRequired: z.boolean(), levels: z.array(Level) });
const Rubric = z.object({ criteria: z.array(Criterion) });
const Warning = z.enum(['too-short', 'copied', 'hasty']);
const State = z.enum(['claimed', 'done', 'released', 'expired', 'removed']);
const Texts = z.record(z.string(), z.string());

const LentWork = z.object({
  markdown: z.string(),
  fields: Texts,
  language: z.string(),
  links: z.array(z.object({ url: z.string(), title: z.string() })),
  attachments: z.array(z.object({ number: z.number(), name: z.string(), kind: z.string(), contentType: z.string(), bytes: z.number(), url: z.string() })),
});

/** A work as it was lent, with what its reviewer has written so far and how helpful its author found it. `submission`: null once it was given back or taken back; `isHeld`: a moderator looks at it. */
export const ReviewJson = z.object({
  reviewId: z.string(),
  state: State,
  expiresAt: z.string(),
  round: z.number(),
  minutes: z.number(),
  author: z.object({ pseudonym: z.string().nullable(), name: z.string().nullable() }),
  submission: LentWork.nullable(),
  isHeld: z.boolean(),
  form: z.object({ fields: z.array(z.object({ key: z.string(), title: z.string() })) }),
  rubric: Rubric,
  scores: Texts,
  comments: Texts,
  overall: z.string(),
  keeps: z.string(),
  suggests: z.string(),
  warnings: z.array(Warning),
  helpful: z.number().nullable(),
  reply: z.string().nullable(),
});

export const reviewJson = ({ reviewId, state, expiresAt, round, minutes, author, work, isHeld, form, criteria, draft, warnings, feedback }: ShownReview): z.infer<typeof ReviewJson> => ({
  reviewId,
  state,
  expiresAt: expiresAt.toISOString(),
  round,
  minutes,
  author,
  submission: work && {
    markdown: work.markdown,
    fields: work.fields,
    language: work.language,
    links: [...work.links],
    attachments: work.files.map((file) => ({ ...file, url: `/api/v1/reviews/${reviewId}/attachments/${file.number}` })),
  },
  isHeld,
  form: { fields: form.map(({ key, title }) => ({ key, title })) },
  rubric: { criteria: [...criteria] },
  ...draft,
  warnings: [...warnings],
  ...feedback,
});

/** `warnings`: what to look at again. They stand in nobody's way: a review that is handed in with them may be bettered until the grade is out. */
export const SavedJson = z.object({ reviewId: z.string(), state: State, expiresAt: z.string(), warnings: z.array(Warning) });

export const savedJson = (reviewId: string, { state, expiresAt, warnings }: SavedReview): z.infer<typeof SavedJson> => ({ reviewId, state, expiresAt: expiresAt.toISOString(), warnings: [...warnings] });

/** `agreement`: 1 minus the mean distance of the levels' points from those of staff, each as a share of its criterion's range. */
export const ComparedJson = z.object({
  agreement: z.number(),
  criteria: z.array(z.object({ key: z.string(), level: z.string(), staffLevel: z.string(), staffComment: z.string(), isSame: z.boolean() })),
});
export const TrainingJson = z.object({
  required: z.boolean(),
  trained: z.boolean(),
  items: z.array(z.object({ key: z.string(), title: z.string(), markdown: z.string(), rubric: Rubric, answer: ComparedJson.nullable() })),
});

export const comparedJson = ({ agreement, criteria }: Compared): z.infer<typeof ComparedJson> => ({ agreement, criteria: [...criteria] });

export const trainingJson = ({ isRequired, isTrained, examples }: TrainingView): z.infer<typeof TrainingJson> => ({
  required: isRequired,
  trained: isTrained,
  items: examples.map(({ key, title, markdown, criteria, compared }) => ({ key, title, markdown, rubric: { criteria: [...criteria] }, answer: compared && comparedJson(compared) })),
});
