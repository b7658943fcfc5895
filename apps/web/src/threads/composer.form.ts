import { MOST_FILES, OPENED_KINDS, PostLanguage, PostMarkdown, ThreadTitle } from '@academy/discussions';
import { z } from 'zod';
import { PathKey } from '../http/shapes';

const Files = z.union([z.array(z.uuid()), z.uuid().transform((id) => [id])]).default([]).pipe(z.array(z.uuid()).max(MOST_FILES));
const composed = { markdown: PostMarkdown, language: PostLanguage, fileIds: Files, acceptsConduct: z.literal('true').optional() };
export const ReplyForm = z.strictObject({ ...composed, replyTo: z.uuid().optional() });
export const OpenForm = z.strictObject({ ...composed, title: ThreadTitle, kind: z.enum(OPENED_KINDS), activity: PathKey.optional() });
export const WordingForm = z.strictObject({ markdown: PostMarkdown, title: ThreadTitle.optional(), language: PostLanguage, basedOn: z.coerce.number().int().positive(), acceptsConduct: z.literal('true').optional() });

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Identifiers that a form names; what is no identifier is left out, and what is too much. */
const idsOf = (value: unknown): string[] => [...new Set([value].flat().filter((id): id is string => z.uuid().safeParse(id).success))].slice(0, MOST_FILES);
/** What stands in a composer, as it was typed. */
export type Writing = Readonly<{ title: string; markdown: string; language: string; replyTo: string; fileIds: string[]; kind: string; activity: string; acceptsConduct: boolean }>;
export const writingFrom = (values: Record<string, unknown>): Writing => ({
  title: text(values['title']), markdown: text(values['markdown']), language: text(values['language']), replyTo: text(values['replyTo']), fileIds: idsOf(values['fileIds']),
  kind: text(values['kind']), activity: text(values['activity']), acceptsConduct: values['acceptsConduct'] === 'true',
});

/** What the button that sent a composer asks for, beside its fields. */
export const NEXTS = ['post', 'preview', 'attach'] as const;
export type Next = (typeof NEXTS)[number];
export const nextOf = (value: unknown): Next => NEXTS.find((next) => next === value) ?? 'post';

/** Parts a composer's fields: what is posted, and what each waiting picture shows (`words-<id>`). `revision` is the draft's. */
export function sorted(sent: Record<string, unknown>): { values: Record<string, unknown>; words: Map<string, string>; next: Next } {
  const { next, revision: _, file: __, ...fields } = sent;
  const words = new Map<string, string>();
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const [, id] = /^words-([0-9a-f-]{36})$/.exec(name) ?? [];
    if (id === undefined) values[name] = value;
    else if (z.uuid().safeParse(id).success) words.set(id, text(value));
  }
  return { values, words, next: nextOf(next) };
}
