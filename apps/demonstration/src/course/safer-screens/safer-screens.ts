import { activitiesOf, authoring } from '../authoring';
import type { CourseContentInput, DemonstrationCourse, ModuleInput } from '../demonstration.course';
import { pageReader, type PageReader, picturesIn } from '../pages';
import { saferScreensQuestions } from './questions';

const SLUG = 'safer-screens';
const BETTER_INTERNET = 'https://better-internet-for-kids.europa.eu/';

function calmClassrooms(pages: PageReader): ModuleInput {
  const { page, link, quiz, discussion, diary } = authoring(pages);
  return {
    key: 'calm-classrooms',
    title: 'Calm by design, safe by agreement',
    summary: 'What makes a lesson with screens restless, how a class agrees on four sentences, and what to say when a pupil tells you that something has gone wrong.',
    sections: [
      {
        key: 'before-it-gets-loud',
        title: 'Before it gets loud',
        activities: [
          page('calm-by-design', 'Calm is a design question', 25),
          page('agreement-in-one-lesson', 'An agreement in one lesson', 30),
          link('better-internet', 'The helpline of your country', 15, BETTER_INTERNET, { required: false }),
        ],
      },
      {
        key: 'when-it-matters',
        title: 'When it matters',
        activities: [
          page('when-something-goes-wrong', 'When something goes wrong', 30),
          discussion('first-sentence', 'Your first sentence', 25),
          quiz('quiz-safer-screens', 'Check yourself: safer screens', 25, saferScreensQuestions),
          diary('diary-one-change', 'Diary: one change', 30),
        ],
      },
    ],
  };
}

/** A short course of one module. `root` is the project's folder. */
export function saferScreens(root: string): DemonstrationCourse {
  const content: CourseContentInput = {
    title: 'Safer screens, calmer classrooms',
    language: 'en',
    summary:
      'Three hours on lessons with devices: four levers that make them calm, a class agreement that pupils word themselves, and the first sentences to say when something has gone wrong online.',
    subjects: ['computing', 'citizenship', 'health'],
    levels: ['primary', 'secondary'],
    workloadHours: 3,
    licence: 'CC-BY-4.0',
    outcomes: [
      { text: 'Arrange a lesson with devices so that pupils begin quickly, talk about the task and stop together.', digcompedu: '3.1' },
      { text: 'Lead a class to a short agreement on the use of screens and on pictures of people.', digcompedu: '6.4' },
      { text: 'React calmly and lawfully when a pupil reports harm online, and protect the pupil’s data.', digcompedu: '2.3' },
    ],
    modules: [calmClassrooms(pageReader(root, SLUG))],
  };
  return { slug: SLUG, content, cover: SLUG, pictures: picturesIn(root, activitiesOf(content.modules)), files: [] };
}
