import { Key, LanguageTag, Markdown, WebUrl } from '@academy/courses';
import { z } from 'zod';
import { SUBMISSION_STATES } from '../submission.entity';

/** Files of one work. */
export const MOST_FILES = 10;

const Link = z.union([WebUrl.transform((url) => ({ url, title: '' })), z.strictObject({ url: WebUrl, title: z.string().trim().max(200).default('') })]);

/** What an author writes. `fields`: by the keys of the assignment's form; `links`: addresses, with or without a title. */
export const SubmissionInput = z.strictObject({
  markdown: Markdown.default(''),
  fields: z.record(Key, z.string().max(50_000)).default({}),
  language: LanguageTag,
  links: z.array(Link).max(20).default([]),
  attachments: z.array(z.uuid()).max(MOST_FILES).default([]),
});
export type SubmissionInput = z.infer<typeof SubmissionInput>;

/** SPDX. */
export const PUBLICATION_LICENCES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0'] as const;
/** `named`: with the author's display name, of a group's work with the name of the group. */
export const PublicationInput = z.strictObject({ licence: z.enum(PUBLICATION_LICENCES).default('CC-BY-4.0'), named: z.boolean().default(false) });
export type PublicationInput = z.infer<typeof PublicationInput>;

/** A file of a work. `fileName`: neutral, as reviewers see it; `ownName`: as its author called it. */
export const AttachmentView = z.object({ id: z.string(), fileName: z.string(), ownName: z.string(), kind: z.string(), contentType: z.string(), bytes: z.number() });
export type AttachmentView = z.infer<typeof AttachmentView>;

/** One's own work as its authors get it. `files` describes what `attachments` names. */
export const OwnWork = z.object({
  id: z.string(),
  activityKey: z.string(),
  state: z.enum(SUBMISSION_STATES),
  round: z.number(),
  rounds: z.number(),
  revision: z.number(),
  markdown: z.string(),
  fields: z.record(z.string(), z.string()),
  language: z.string(),
  links: z.array(z.object({ url: z.string(), title: z.string() })),
  attachments: z.array(z.string()),
  files: z.array(AttachmentView),
  /** Display names of who writes together; empty for a work of one person. */
  authors: z.array(z.string()),
  updatedAt: z.string(),
  submittedAt: z.string().nullable(),
  late: z.boolean(),
  submitBy: z.string().nullable(),
  graceUntil: z.string().nullable(),
  reviewBy: z.string().nullable(),
  reviewsGiven: z.number(),
  reviewsToGive: z.number(),
  reviewsReceived: z.number(),
  reviewsWanted: z.number(),
  mayWithdraw: z.boolean(),
  /** A grade that its authors may see is there. */
  graded: z.boolean(),
  maySecondDraft: z.boolean(),
  publication: z.object({ licence: z.string(), publishedAs: z.string().nullable(), publishedAt: z.string() }).nullable(),
});
export type OwnWork = z.infer<typeof OwnWork>;
