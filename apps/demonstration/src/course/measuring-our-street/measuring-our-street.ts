import { join } from 'node:path';
import { activitiesOf } from '../authoring';
import type { CourseContentInput, DemonstrationCourse } from '../demonstration.course';
import { pageReader, PICTURES, picturesIn } from '../pages';
import { whyLocalData } from './modules/1-why-local-data';
import { collectingWithPupils } from './modules/2-collecting-with-pupils';
import { makingSense } from './modules/3-making-sense';
import { designingTheLesson } from './modules/4-designing-the-lesson';

const SLUG = 'measuring-our-street';
const FILM = 'one-chart-two-stories';

/** The demonstration's main course. `root` is the project's folder, where its pages and pictures lie. */
export function measuringOurStreet(root: string): DemonstrationCourse {
  const pages = pageReader(root, SLUG);
  const content: CourseContentInput = {
    title: 'Measuring our street: small data projects for ages 9–14',
    language: 'en',
    summary:
      'Noise at the gate, kerbs on the way to the clinic, shade at noon: the street outside your school is full of data that nobody has collected. ' +
      'In four weeks you plan one small project in which pupils ask, collect, picture and tell, with paper and pencil or with a device, ' +
      'and without watching anyone. You finish with a learning scenario that a colleague can teach.',
    subjects: ['mathematics', 'science', 'geography', 'citizenship', 'cross-curricular'],
    levels: ['primary', 'secondary'],
    workloadHours: 18,
    licence: 'CC-BY-4.0',
    outcomes: [
      { text: 'Turn an observation in the street into a question that pupils of 9 to 14 can answer with data of their own.', digcompedu: '5.3' },
      { text: 'Plan and lead a small, fair and safe data collection, with digital devices or without.', digcompedu: '3.1' },
      { text: 'Protect pupils and passers-by: collect no personal data, and teach pupils why.', digcompedu: '6.4' },
      { text: 'Teach pupils to read, draw and question charts, and to notice what a scale or an average hides.', digcompedu: '6.1' },
      { text: 'Open a data lesson to language learners and to pupils with different needs.', digcompedu: '5.1' },
      { text: 'Design a learning scenario with clear sources and licences that a colleague can teach.', digcompedu: '2.2' },
      { text: 'Assess scenarios and pupils’ projects with described criteria known from the start.', digcompedu: '4.1' },
    ],
    modules: [whyLocalData(pages), collectingWithPupils(pages), makingSense(pages), designingTheLesson(pages)],
  };
  return {
    slug: SLUG,
    content,
    cover: SLUG,
    pictures: picturesIn(root, activitiesOf(content.modules)),
    files: [
      { name: FILM, file: join(root, PICTURES, `${FILM}.webm`), mediaType: 'video/webm' },
      { name: `${FILM}-en`, file: join(root, PICTURES, `${FILM}.en.vtt`), mediaType: 'text/vtt' },
      { name: `${FILM}-de`, file: join(root, PICTURES, `${FILM}.de.vtt`), mediaType: 'text/vtt' },
    ],
  };
}
