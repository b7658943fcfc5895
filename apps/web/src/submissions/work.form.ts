import { type AssignmentActivity, SubmissionInput } from '@academy/reviews';
import { parse } from '../http/schema.pipe';
import { listOf } from '../learning/learning.forms';

/** What a browser sent, by the names of its fields. */
export type Body = Readonly<Record<string, unknown>>;
export type LinkRow = { url: string; title: string };
/** The fields of the form as they stand, right or wrong. */
export type Typed = { fields: Record<string, string>; markdown: string; language: string; links: LinkRow[]; attachments: string[]; revision: number | null };

const MOST_LINKS = 20;
/** Browsers send lines of a text with CR LF. */
const written = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '');

export function typedFrom(body: Body, form: AssignmentActivity['form']): Typed {
  const revision = written(body['revision']);
  return {
    fields: Object.fromEntries(form.fields.map(({ key }) => [key, written(body[`fields.${key}`])])),
    markdown: written(body['markdown']),
    language: written(body['language']),
    links: Array.from({ length: MOST_LINKS }, (_, index) => linkFrom(body, index)).filter(({ url, title }) => url !== '' || title !== ''),
    attachments: listOf(body['attachments']),
    revision: /^\d{1,9}$/.test(revision) ? Number(revision) : null,
  };
}

/** Who types `example.org/page` means an address of the web. */
function linkFrom(body: Body, index: number): LinkRow {
  const url = written(body[`links.${index}.url`]).trim();
  return { url: url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`, title: written(body[`links.${index}.title`]).trim() };
}

const contentOf = ({ fields, markdown, language, links, attachments }: Typed) => ({ fields, markdown, language, links, attachments });

/** Throws Invalid for what does not fit, named as the form's fields are. */
export const inputFrom = (typed: Typed): SubmissionInput => parse(SubmissionInput, contentOf(typed));

/** The same while somebody writes: an address that is not whole yet must not keep the text from being kept. */
export function roughInputFrom(typed: Typed): SubmissionInput {
  const links = typed.links.filter((link) => SubmissionInput.shape.links.safeParse([link]).success);
  return parse(SubmissionInput, contentOf({ ...typed, links }));
}
