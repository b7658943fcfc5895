import { activitiesOf, authoring } from '../authoring';
import type { CourseContentInput, DemonstrationCourse, ModuleInput } from '../demonstration.course';
import { pageReader, type PageReader, picturesIn } from '../pages';
import { quellenkritikQuestions } from './questions';

const SLUG = 'zehn-minuten-quellenkritik';
const ARTICLE = 'https://de.wikipedia.org/wiki/Quellenkritik';

function dreiGriffe(pages: PageReader): ModuleInput {
  const { page, link, quiz, discussion, diary } = authoring(pages);
  return {
    key: 'drei-griffe-lernen',
    title: 'Drei Griffe lernen und lehren',
    summary: 'Anhalten, danebenschauen, zurückgehen: eine Routine, mit der Jugendliche in zehn Minuten zu einem begründeten Urteil kommen, und eine Stunde, in der sie sie lernen.',
    sections: [
      {
        key: 'die-routine',
        title: 'Die Routine',
        activities: [
          page('warum-routinen', 'Warum Routinen besser sind als Listen', 25),
          page('drei-griffe', 'Drei Griffe für Bild und Behauptung', 35),
          link('quellenkritik-nachlesen', 'Zum Nachlesen: Quellenkritik in der Geschichte', 15, ARTICLE, { required: false }),
        ],
      },
      {
        key: 'im-unterricht',
        title: 'Im Unterricht',
        activities: [
          page('eine-stunde-planen', 'Eine Stunde, dann alle zwei Wochen zehn Minuten', 30),
          discussion('mein-beispiel', 'Ein Beispiel für alle', 25),
          quiz('quiz-quellenkritik', 'Zum Abschluss: fünf Fragen', 20, quellenkritikQuestions),
          diary('tagebuch-naechste-zehn-minuten', 'Tagebuch: die nächsten zehn Minuten', 30),
        ],
      },
    ],
  };
}

/** A short course in German, so that the catalogue speaks more than one language. `root` is the project's folder. */
export function zehnMinutenQuellenkritik(root: string): DemonstrationCourse {
  const content: CourseContentInput = {
    title: 'Zehn Minuten Quellenkritik: Bilder und Behauptungen prüfen',
    language: 'de',
    summary:
      'Ist das echt? Drei Griffe, mit denen Schülerinnen und Schüler von 11 bis 16 Jahren Bilder, Zitate und Zahlen aus dem Netz prüfen: ohne Checkliste, mit einem Gerät für drei oder ganz ohne.',
    subjects: ['history', 'language', 'citizenship'],
    levels: ['secondary', 'upper-secondary'],
    workloadHours: 3,
    licence: 'CC-BY-4.0',
    outcomes: [
      { text: 'Eine Routine vormachen, mit der Jugendliche Quellen, Bilder und Zahlen prüfen.', digcompedu: '6.1' },
      { text: 'Beispiele auswählen, die klärbar und harmlos sind und niemanden bloßstellen.', digcompedu: '2.1' },
      { text: 'Die Übung für Sprachlernende und ohne Geräte anpassen.', digcompedu: '5.1' },
    ],
    modules: [dreiGriffe(pageReader(root, SLUG))],
  };
  return { slug: SLUG, content, cover: 'quellenkritik', pictures: picturesIn(root, activitiesOf(content.modules)), files: [] };
}
