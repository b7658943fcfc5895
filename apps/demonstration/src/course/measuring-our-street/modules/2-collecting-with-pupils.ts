import { authoring } from '../../authoring';
import type { ModuleInput } from '../../demonstration.course';
import type { PageReader } from '../../pages';
import { collectingQuestions } from '../quizzes/collecting';

export function collectingWithPupils(pages: PageReader): ModuleInput {
  const { page, quiz, discussion, diary, webinar } = authoring(pages);
  return {
    key: 'collecting-with-pupils',
    title: 'Collecting with pupils',
    summary: 'A sheet that teaches, a count that is fair, a tape measure used well; people protected, no device needed. At the end you count for ten minutes yourself.',
    sections: [
      {
        key: 'sheets-and-samples',
        title: 'A sheet that works, a count that is fair',
        activities: [
          page('design-the-sheet', 'A data sheet that does the teaching', 40),
          page('count-fairly', 'How long, how often, where: counting fairly', 40),
          page('tape-and-shade', 'Measuring what stands still: kerbs and shade', 35),
        ],
      },
      {
        key: 'people-first',
        title: 'People first',
        activities: [
          page('people-are-not-data', 'People are not data: privacy and safety', 40),
          discussion('hard-cases', 'Three hard cases', 30),
          webinar('webinar-hard-cases', 'Webinar: your hard cases'),
        ],
      },
      {
        key: 'with-what-you-have',
        title: 'With what you have',
        activities: [
          page('low-tech-path', 'The low-tech path', 30),
          quiz('quiz-collecting', 'Check yourself: collecting', 25, collectingQuestions, { shuffle: true }),
          diary('diary-ten-minute-count', 'Diary, week 2: ten minutes of counting', 40),
        ],
      },
    ],
  };
}
