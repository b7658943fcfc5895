import type { FieldError } from '@academy/platform';
import { isSame } from './draft.rules';

type Fields = Readonly<Record<string, unknown>>;

/** RFC 7396 on one level: fields replace fields, null removes one. */
export function merged(before: Fields, patch: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...before, ...given(patch) }).filter(([, value]) => value !== null));
}

/** Fields that a patch wants to change and must not. */
export function readOnlyErrors(before: Fields, patch: Fields, names: readonly string[]): FieldError[] {
  const changed = names.filter((name) => patch[name] !== undefined && !isSame(patch[name], before[name]));
  return changed.map((name) => ({ pointer: `/${name}`, detail: 'cannot be changed' }));
}

const given = (patch: Fields): Fields => Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
