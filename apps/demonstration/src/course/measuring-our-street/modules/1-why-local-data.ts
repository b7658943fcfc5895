import { authoring } from '../../authoring';
import type { ModuleInput } from '../../demonstration.course';
import type { PageReader } from '../../pages';
import { whyLocalDataQuestions } from '../quizzes/why-local-data';
import { beforeTheCourse } from '../surveys';

export function whyLocalData(pages: PageReader): ModuleInput {
  const { page, link, quiz, discussion, diary, survey } = authoring(pages);
  return {
    key: 'why-local-data',
    title: 'Why local data?',
    summary: 'A street is full of numbers that nobody has collected. You find a question in yours that pupils of 9 to 14 can answer by measuring, and see what they learn on the way.',
    sections: [
      {
        key: 'start-with-a-street',
        title: 'Start with a street',
        activities: [
          page('how-this-course-works', 'How this course works', 20),
          page('one-street-one-question', 'One street, one question', 35),
          discussion('wall-my-street', 'The wall: my street in one question', 30),
          survey('survey-before', 'Before you begin: where you stand', beforeTheCourse),
        ],
      },
      {
        key: 'what-pupils-learn',
        title: 'What pupils learn when they measure',
        activities: [
          page('the-four-steps', 'Four steps: ask, collect, picture, tell', 35),
          link('find-your-street', 'Find your street on OpenStreetMap', 25, 'https://www.openstreetmap.org/'),
        ],
      },
      {
        key: 'choose-a-project',
        title: 'Choose a project',
        activities: [
          page('six-small-projects', 'Six small projects, and the trap in each', 40),
          quiz('quiz-why-local-data', 'Check yourself: why local data?', 25, whyLocalDataQuestions),
          diary('diary-my-street', 'Diary, week 1: my street', 30),
        ],
      },
    ],
  };
}
