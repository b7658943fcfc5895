import type { SpaceQuery } from './space.forms';

export const spaceHref = (spaceId: string): string => `/discussions/${spaceId}`;

/** The list at an address with some of it changed; a change to undefined leaves that out. A cursor belongs to one list alone. */
export function listHref(spaceId: string, query: SpaceQuery, change: Partial<SpaceQuery> = {}): string {
  const { language, ...fields } = { ...query, cursor: undefined, language: undefined, ...change };
  const parts = new URLSearchParams(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
  for (const tag of language ?? []) parts.append('language', tag);
  const asked = parts.toString();
  return asked === '' ? spaceHref(spaceId) : `${spaceHref(spaceId)}?${asked}`;
}

/** Where a thread is begun. */
export function beginHref(spaceId: string, activityKey: string | null, kind: string | null = null): string {
  const parts = new URLSearchParams(Object.entries({ kind, activity: activityKey }).filter((entry): entry is [string, string] => entry[1] !== null));
  return `${spaceHref(spaceId)}/new${parts.size > 0 ? `?${parts.toString()}` : ''}`;
}
