import { competenceOf, hoursByArea, hoursByYear, totalHours } from './portfolio.rules';

const learned = [
  { year: 2025, hours: 12, codes: ['3.1', '3.4', '4.2'] },
  { year: 2026, hours: 8, codes: ['3.1', 'DigCompEdu 6'] },
  { year: 2026, hours: 4.5, codes: ['of my own', '7.1', '2.9'] },
];

describe('a portfolio', () => {
  it.each([['3.1', { area: 3, code: '3.1' }], [' DigCompEdu 6.5 ', { area: 6, code: '6.5' }], ['5', { area: 5, code: '5' }], ['2.4', null], ['0.1', null], ['7', null], ['3.1.1', null], ['', null]])('reads %j as %j', (code, competence) => {
    expect(competenceOf(code)).toEqual(competence);
  });

  it('adds up hours by year, the newest first', () => {
    expect(totalHours(learned)).toBe(24.5);
    expect(hoursByYear(learned)).toEqual([{ year: 2026, hours: 12.5, courses: 2 }, { year: 2025, hours: 12, courses: 1 }]);
  });

  it('counts a course in each area that it works on, once, and leaves out what is no competence', () => {
    expect(hoursByArea(learned)).toEqual([
      { area: 3, hours: 20, courses: 2, codes: ['3.1', '3.4'] },
      { area: 4, hours: 12, courses: 1, codes: ['4.2'] },
      { area: 6, hours: 8, courses: 1, codes: ['6'] },
    ]);
    expect(hoursByArea([])).toEqual([]);
  });
});
