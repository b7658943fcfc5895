import { ENROLMENT_STATES, type ParticipantFilter } from '@academy/enrolments';
import { z } from 'zod';

/** A filter that was left empty, or that somebody mistyped in the address, does not filter. */
const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

export const PeopleFilter = z.object({
  state: optional(z.enum(ENROLMENT_STATES)),
  country: optional(z.string().regex(/^[A-Z]{2}$/)),
  stuck: optional(z.literal('true')),
  q: optional(z.string().trim().min(1).max(100)),
  cursor: optional(z.string().min(1).max(500)),
  /** Everybody on the page is ticked, for those who have no script for it. */
  ticked: optional(z.literal('page')),
});
export type PeopleFilter = z.infer<typeof PeopleFilter>;

export const participantsOf = ({ state, country, stuck, q }: PeopleFilter): ParticipantFilter => ({ state, country, q, stuck: stuck ? true : undefined });

export const isFiltered = ({ state, country, stuck, q }: PeopleFilter): boolean => [state, country, stuck, q].some((each) => each !== undefined);

/** A code that names no country is shown as it is. */
export const countryName = (locale: string, code: string): string => new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;

/** The filter as it stands in an address: `?state=active&stuck=true`, or nothing. */
export function queryOf(filter: PeopleFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
