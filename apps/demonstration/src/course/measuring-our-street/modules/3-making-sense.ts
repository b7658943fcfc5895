import { authoring } from '../../authoring';
import type { ModuleInput } from '../../demonstration.course';
import type { PageReader } from '../../pages';
import { makingSenseQuestions } from '../quizzes/making-sense';

const film = {
  url: '/media/one-chart-two-stories',
  captions: [
    { language: 'en', url: '/media/one-chart-two-stories-en' },
    { language: 'de', url: '/media/one-chart-two-stories-de' },
  ],
};

export function makingSense(pages: PageReader): ModuleInput {
  const { page, film: video, link, quiz, discussion } = authoring(pages);
  return {
    key: 'making-sense',
    title: 'Making sense',
    summary: 'Reading charts with 9- to 14-year-olds, what an average hides, five mistakes that everyone makes, and how pupils who are learning the language can take part from the first minute.',
    sections: [
      {
        key: 'reading-charts',
        title: 'Reading charts',
        activities: [
          page('three-readings', 'One chart, three passes', 40),
          page('average-and-spread', 'What the average hides', 40),
        ],
      },
      {
        key: 'common-mistakes',
        title: 'Common mistakes',
        activities: [
          page('five-mistakes', 'Five honest mistakes', 40),
          video('film-one-chart', 'Film: one chart, two stories (41 seconds, silent)', 10, film),
          link('misleading-graphs', 'More examples: misleading graphs', 20, 'https://en.wikipedia.org/wiki/Misleading_graph', { required: false }),
          discussion('grade-this-chart', 'Grade this chart', 30),
        ],
      },
      {
        key: 'every-reader',
        title: 'A chart for every reader',
        activities: [
          page('talking-about-data', 'Talking about data in a new language', 40),
          quiz('quiz-making-sense', 'Check yourself: making sense', 30, makingSenseQuestions, { shuffle: true }),
        ],
      },
    ],
  };
}
