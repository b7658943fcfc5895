export type CountryCount = Readonly<{ country: string; people: number }>;
export type CountriesShown = Readonly<{ shown: readonly CountryCount[]; /** People of countries that are not named; null: there are none. */ others: number | null; total: number }>;

/** No figure about a country says something of fewer people. */
export const FEWEST_PEOPLE = 5;

/**
 * The countries that may be named with their numbers, most people first. The others are counted together; where they
 * would be too few themselves, or the total would give one country away, the smallest named ones go with them.
 * Null: so few people that nothing may be said.
 */
export function countriesToShow(counts: readonly CountryCount[]): CountriesShown | null {
  const sorted = [...counts].filter(({ people }) => people > 0).sort((one, other) => other.people - one.people || one.country.localeCompare(other.country));
  const total = sorted.reduce((sum, { people }) => sum + people, 0);
  if (total < FEWEST_PEOPLE) return null;
  const shown = sorted.filter(({ people }) => people >= FEWEST_PEOPLE);
  if (shown.length === sorted.length) return { shown, others: null, total };
  let others = sorted.slice(shown.length).reduce((sum, { people }) => sum + people, 0);
  while (shown.length > 0 && (others < FEWEST_PEOPLE || sorted.length - shown.length < 2)) others += shown.pop()!.people;
  return { shown, others, total };
}
