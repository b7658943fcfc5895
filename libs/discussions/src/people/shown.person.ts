/** What colleagues see of somebody. What was not chosen is null, or empty. */
export type ShownPerson = Readonly<{
  id: string;
  displayName: string;
  about: string;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  school: string | null;
  level: string | null;
  subjects: string[];
  /** Languages this person reads, BCP 47. */
  languages: string[];
}>;

/** Who wants to be found among colleagues: over `LEFT JOIN person_card c`. */
export const IS_LISTED = 'coalesce(c.is_listed, true)';

/**
 * What is shown of `users u LEFT JOIN person_card c`: the only place that reads the switches. Lists filter on these columns alone,
 * so that nothing can be found by what is not shown. Who is not listed shows the name alone. `plain`: the name to sort and search by.
 */
export const SHOWN_PERSON = `u.id, u.display_name AS "displayName", academy_plain(u.display_name) AS plain,
  CASE WHEN c.is_listed THEN c.about ELSE '' END AS about,
  CASE WHEN coalesce(c.is_listed AND c.shows_country, true) THEN u.country END AS country,
  CASE WHEN c.is_listed AND c.shows_school THEN u.school END AS school,
  CASE WHEN c.is_listed AND c.shows_level THEN u.level END AS level,
  CASE WHEN c.is_listed AND c.shows_subjects THEN u.subjects ELSE '{}' END AS subjects,
  CASE WHEN c.is_listed AND c.shows_languages THEN u.reads ELSE '{}' END AS languages`;

/** The columns of a shown person `s`, without the name to sort by. */
export const PERSON = 's.id, s."displayName", s.about, s.country, s.school, s.level, s.subjects, s.languages';
