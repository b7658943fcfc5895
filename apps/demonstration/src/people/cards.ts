import type { DemoPerson } from './demonstration.person';

type Card = { about: string; isListed: boolean; showsCountry: boolean; showsSchool: boolean; showsLevel: boolean; showsSubjects: boolean; showsLanguages: boolean };

const shows = (about: string, ...what: ('school' | 'level' | 'subjects' | 'languages')[]): Card => ({
  about, isListed: true, showsCountry: true, showsSchool: what.includes('school'), showsLevel: what.includes('level'), showsSubjects: what.includes('subjects'), showsLanguages: what.includes('languages'),
});

/** What some of the cohort show of themselves; the others never said. */
export const cards: Readonly<Record<string, Card>> = {
  teacher: shows('I teach science to 11- to 15-year-olds in a town with one tram. Looking for a class to compare with.', 'level', 'subjects'),
  'aoife-brennan': shows('Two classes in one room, a puddle, and a jam jar for the rain.', 'level', 'subjects', 'languages'),
  'grace-adeyemi': shows('Eleven first languages in my class. I would love to compare with yours, whatever you speak.', 'school', 'level', 'subjects', 'languages'),
  'ines-carvalho': shows('Matemática e ciências no 1.º ciclo. Gosto de perguntas pequenas.', 'level', 'subjects', 'languages'),
  'rui-tavares': shows('Geografia, e muitos mapas desenhados à mão.', 'level', 'subjects'),
  'katharina-weiss': shows('Mathematik und Naturwissenschaften. Wir haben eine Ampel verstellt.', 'school', 'level', 'subjects', 'languages'),
  'jonas-hollerbach': shows('Grundschule, alle Fächer. Ich klebe Punkte.', 'level', 'subjects', 'languages'),
  'lukasz-zielonka': shows('Informatyka i technika. Chętnie pomogę z pomiarem hałasu.', 'level', 'subjects', 'languages'),
  'camille-lefort': shows('Professeure de mathématiques au collège ; les statistiques commencent sur le trottoir.', 'level', 'subjects', 'languages'),
  'giulia-santoro': shows('Matematica e scienze alle medie.', 'subjects', 'languages'),
  'eleni-papadaki': shows('Δασκάλα. Μετράμε σκιά.', 'level', 'subjects', 'languages'),
  'lucia-ferrer': shows('', 'level', 'subjects'),
  'sanna-lehtovaara': shows('A class teacher in the north. We count in mittens.', 'level', 'languages'),
  'nino-kavtaradze': shows('Science and geography, from a window on the second floor.', 'level', 'subjects', 'languages'),
  'ioana-muresan': shows('Matematică. Cineva de la primărie ne citește.', 'level', 'subjects', 'languages'),
  'friederike-von-der-aue': { ...shows(''), isListed: false, showsCountry: false },
};

/** Who joined yesterday. */
export const newcomer: DemoPerson = {
  key: 'lena-hofmann', displayName: 'Lena Hofmann', certificateName: 'Lena Hofmann', country: 'AT', locale: 'de', reads: ['de', 'en'], timeZone: 'Europe/Vienna',
  school: 'Volksschule an der Lände', level: 'primary', subjects: ['science'], email: 'lena.hofmann@demo.academy.test', path: { state: 'not-started' },
};
