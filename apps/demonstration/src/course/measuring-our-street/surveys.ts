import type { SurveyQuestionInput } from '../demonstration.course';

const sure = (key: string, prompt: string): SurveyQuestionInput => ({ key, type: 'scale', prompt, required: true, scale: { from: 'not at all sure', to: 'very sure', points: 5 } });
const option = (key: string, text: string) => ({ key, text });

/** Asked at the start and again at the end: the same keys, so that the two stand beside each other. */
const CONFIDENCE = [
  sure('sure-question', 'How sure are you of finding a question that pupils can answer by measuring?'),
  sure('sure-data', 'How sure are you of collecting data with pupils, safely and fairly?'),
  sure('sure-lesson', 'How sure are you of planning a lesson around such data that a colleague could teach?'),
];

export const beforeTheCourse: SurveyQuestionInput[] = [
  ...CONFIDENCE,
  { key: 'measured-before', type: 'single', prompt: 'Have you measured something outdoors with pupils before?', required: true, options: [option('never', 'Never'), option('once', 'Once or twice'), option('often', 'More often')] },
  { key: 'hopes', type: 'multiple', prompt: 'What do you hope to take along?', options: [option('ideas', 'Ideas for projects'), option('methods', 'Methods for collecting data'), option('statistics', 'More confidence with statistics'), option('colleagues', 'Colleagues to exchange with'), option('certificate', 'A certificate')] },
  { key: 'worries', type: 'text', prompt: 'What could keep you from trying this with your class?' },
];

export const afterTheCourse: SurveyQuestionInput[] = [
  ...CONFIDENCE,
  { key: 'helped', type: 'multiple', prompt: 'What helped you most?', options: [option('pages', 'The pages and films'), option('quizzes', 'The quizzes'), option('reviews', 'Reviewing and being reviewed'), option('talk', 'Talking with colleagues'), option('scenario', 'Writing a scenario of my own')] },
  { key: 'workload', type: 'single', prompt: 'The course took', options: [option('less', 'less time than announced'), option('same', 'about the time announced'), option('more', 'more time than announced')] },
  { key: 'recommend', type: 'scale', prompt: 'Would you recommend this course to a colleague?', scale: { from: 'certainly not', to: 'certainly', points: 7 } },
  { key: 'change', type: 'text', prompt: 'What should we change?' },
];
