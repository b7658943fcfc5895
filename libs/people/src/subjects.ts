import { NotFound } from '@academy/platform';
import type { Subject } from './can.policy';

/**
 * What a route's parameter stands for: each lib says how its own things are found, so that one guard can
 * ask `can()` about any of them. Answers null for an id that nothing has.
 */
type Finder = (id: string) => Promise<Subject | null>;
const finders = new Map<string, Finder>();

export const defineSubject = (kind: string, find: Finder): void => void finders.set(kind, find);

/** Throws NotFound where there is none. */
export async function subjectOf(kind: string, id: string): Promise<Subject> {
  const find = finders.get(kind);
  if (!find) throw new Error(`No lib has said how to find a ${kind}.`);
  const subject = await find(id);
  if (!subject) throw new NotFound(kind);
  return subject;
}
export const knowsSubject = (kind: string): boolean => finders.has(kind);
