import { ACTIVITIES, activityKey } from './names';

const PARAGRAPH =
  'A class that counts what passes its own school door learns more about numbers than any table in a book can teach: it learns that somebody **chose** what to count, *when* to count it, and what to leave out. Write down the choice before the first tally.';

/** A text of a usual length for a page of a course: about 4 kB of Markdown. */
const TEXT = [
  '## Before you begin',
  PARAGRAPH,
  '## What you need',
  '- a clipboard, a pencil and a watch\n- a sheet with *one* question on it\n- two pupils a sheet: one looks, one writes',
  PARAGRAPH,
  '| What | When | Who |\n|---|---|---|\n| Bicycles | 8:00 to 8:10 | Ana and Tom |\n| Cars | 8:00 to 8:10 | Eva and Jan |\n| People on foot | 8:10 to 8:20 | all |',
  ...Array.from({ length: 6 }, (_, index) => `### Step ${index + 1}\n\n${PARAGRAPH}`),
  '> What we did not count is as much a result as what we did.',
  `Go on with [the next step](activity:${activityKey(2)}) or read [about sampling](https://example.org/sampling).`,
].join('\n\n');

const QUESTIONS = Array.from({ length: 5 }, (_, index) => ({
  key: `q${index + 1}`,
  type: 'single',
  prompt: `Which of these is a count, and not a guess? (${index + 1})`,
  options: [{ key: 'a', text: 'Twelve bicycles in ten minutes' }, { key: 'b', text: 'Many bicycles' }, { key: 'c', text: 'More than yesterday' }],
  answer: 'a',
  points: 1,
  feedback: 'A count is a number with a time.',
}));

function activity(number: number) {
  const own = { key: activityKey(number), title: `Step ${number} of measuring our street`, minutes: 20 };
  if (number % 8 === 6) return { ...own, kind: 'quiz', introduction: PARAGRAPH, passMark: 0.6, questions: QUESTIONS, completion: { rule: 'score', atLeast: 0.6 } };
  if (number % 8 === 7) return { ...own, kind: 'reflection', prompt: PARAGRAPH, completion: { rule: 'submitted' } };
  if (number % 8 === 0) return { ...own, kind: 'discussion', prompt: PARAGRAPH, completion: { rule: 'marked' } };
  return { ...own, kind: 'page', markdown: TEXT, completion: { rule: 'viewed' } };
}

const PER_MODULE = 8;

/** A course of 31 activities in four modules, as a designer would send it. */
export const MODULES = Array.from({ length: Math.ceil(ACTIVITIES / PER_MODULE) }, (_, module) => {
  const numbers = Array.from({ length: PER_MODULE }, (_unused, index) => module * PER_MODULE + index + 1).filter((number) => number <= ACTIVITIES);
  return {
    key: `module-${module + 1}`,
    title: `Week ${module + 1}: from a question to a chart`,
    summary: 'Pupils plan a count, make it, and tell others what it says.',
    sections: [
      { key: `section-${module + 1}-1`, title: 'Read', activities: numbers.slice(0, 5).map(activity) },
      { key: `section-${module + 1}-2`, title: 'Do', activities: numbers.slice(5).map(activity) },
    ].filter(({ activities }) => activities.length > 0),
  };
});

export const COURSE = {
  language: 'en',
  summary: 'How a class measures the street before its school, makes an honest chart of it and shows it to the town hall.',
  subjects: ['science', 'mathematics'],
  levels: ['secondary'],
  workloadHours: 16,
  outcomes: [
    { text: 'Plan a street survey that pupils carry out safely', digcompedu: '3.1' },
    { text: 'Turn counts on paper into an honest chart', digcompedu: '6.1' },
  ],
  licence: 'CC-BY-4.0',
};
