import type { Templates } from '@academy/platform';

/** The context that a template is rendered with. */
export type Root = Parameters<Templates['render']>[1];

/** One parameter of a statement, as the floor finds it for each request anew. */
export type Parameter = { from: 'token' } | { from: 'now' } | { from: 'text'; text: string } | { from: 'value'; value: unknown };
export type Statement = { sql: string; parameters: Parameter[] };

/** What one route of the Academy did: its statements in order, and what it answered. */
export type Plan = {
  name: string;
  status: number;
  statements: Statement[];
  body: unknown;
  /** The template of a page and its context, or null. */
  page: { template: string; context: Root } | null;
  /** Where a form led to, or null. */
  location: string | null;
};

/** Names that differ from request to request, such as `enrolmentId`, with their values. */
export type Names = Record<string, string>;
const MARK = /«(\w+)»/g;

/** A parameter with the names of this one request taken out. */
export function generalised(value: unknown, names: Names): Parameter {
  if (Buffer.isBuffer(value)) return { from: 'token' };
  if (value instanceof Date) return { from: 'now' };
  if (typeof value !== 'string') return { from: 'value', value };
  return { from: 'text', text: marked(value, names) };
}

export const marked = (text: string, names: Names): string =>
  Object.entries(names).reduce((marking, [name, value]) => marking.replaceAll(value, `«${name}»`), text);

/** The names of another request put back. */
export const named = (text: string, names: Names): string => (text.includes('«') ? text.replace(MARK, (_, name: string) => names[name]!) : text);
