/** What of a completed course counts in a portfolio. `codes`: of DigCompEdu, such as `3.1`; what is no such code is left out. */
export type Learned = { year: number; hours: number; codes: readonly string[] };
export type YearHours = { year: number; hours: number; courses: number };
/** `area`: 1 to 6. Hours of courses that work on it: a course counts in each of its areas, so these do not add up to the total. */
export type AreaHours = { area: number; hours: number; courses: number; codes: string[] };

/** Areas of DigCompEdu (European Framework for the Digital Competence of Educators, 2017), and how many competences each has. */
export const COMPETENCES: Readonly<Record<number, number>> = { 1: 4, 2: 3, 3: 4, 4: 3, 5: 3, 6: 5 };

/** A code as the framework has it, `3.1`, or of a whole area, `3`; null for anything else. */
export function competenceOf(code: string): { area: number; code: string } | null {
  const read = /^\s*(?:DigCompEdu\s*)?([1-6])(?:\.([1-5]))?\s*$/i.exec(code);
  if (!read) return null;
  const area = Number(read[1]);
  if (read[2] === undefined) return { area, code: String(area) };
  return Number(read[2]) <= COMPETENCES[area]! ? { area, code: `${area}.${read[2]}` } : null;
}

export const totalHours = (learned: readonly Learned[]): number => learned.reduce((sum, { hours }) => sum + hours, 0);

/** Newest year first. */
export function hoursByYear(learned: readonly Learned[]): YearHours[] {
  const years = new Map<number, YearHours>();
  for (const { year, hours } of learned) {
    const known = years.get(year) ?? { year, hours: 0, courses: 0 };
    years.set(year, { year, hours: known.hours + hours, courses: known.courses + 1 });
  }
  return [...years.values()].sort((a, b) => b.year - a.year);
}

/** In the order of the framework; areas that nothing worked on are left out. */
export function hoursByArea(learned: readonly Learned[]): AreaHours[] {
  const areas = new Map<number, AreaHours>();
  for (const { hours, codes } of learned) {
    const worked = codes.map(competenceOf).filter((each) => each !== null);
    for (const area of new Set(worked.map((each) => each.area))) {
      const known = areas.get(area) ?? { area, hours: 0, courses: 0, codes: [] };
      const own = worked.filter((each) => each.area === area).map(({ code }) => code);
      areas.set(area, { area, hours: known.hours + hours, courses: known.courses + 1, codes: [...new Set([...known.codes, ...own])].sort() });
    }
  }
  return [...areas.values()].sort((a, b) => a.area - b.area);
}
