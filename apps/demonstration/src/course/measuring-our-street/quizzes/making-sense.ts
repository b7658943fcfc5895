import type { QuestionInput } from '../../demonstration.course';

const CARS = 'Cars on five mornings: 42, 38, 45, 40, 61.';

export const makingSenseQuestions: QuestionInput[] = [
  {
    key: 'passes', type: 'matching', points: 2,
    prompt: 'On the chart, between, or beyond? Match each question to its pass.',
    options: [
      { key: 'wednesday', text: 'How many bicycles were counted on Wednesday?' },
      { key: 'difference', text: 'How many more cars were there on Friday than on Tuesday?' },
      { key: 'august', text: 'What would it look like in August?' },
      { key: 'on', text: 'First pass: on the chart' },
      { key: 'between', text: 'Second pass: between the numbers' },
      { key: 'beyond', text: 'Third pass: beyond the chart' },
    ],
    answer: { wednesday: 'on', difference: 'between', august: 'beyond' },
    feedback: 'The first has one answer that can be read off; the second compares; the third asks for a reason and begins with “probably”.',
  },
  {
    key: 'average', type: 'numeric', points: 1,
    prompt: `${CARS} What is the **average** (mean)? Give one decimal place.`,
    answer: { value: 45.2, tolerance: 0.05 },
    feedback: '42 + 38 + 45 + 40 + 61 = 226, and 226 ÷ 5 = 45.2. Four of the five mornings lie below the average: the Friday has pulled it up.',
  },
  {
    key: 'middle', type: 'numeric', points: 1,
    prompt: `${CARS} What is the value **in the middle** (median)?`,
    answer: { value: 42, tolerance: 0 },
    feedback: 'In order: 38, 40, 42, 45, 61. The one in the middle is 42. It would still be 42 if Friday had brought 610 cars.',
  },
  {
    key: 'useful-sentence', type: 'single', points: 1,
    prompt: 'Waiting times at the gate: 3, 4, 5, 6, 24 and 30 seconds. Which sentence helps the town **most** to decide about a longer green light?',
    options: [
      { key: 'mean', text: 'On average we wait 12 seconds.' },
      { key: 'max', text: 'We wait up to 30 seconds!' },
      { key: 'spread', text: 'Most wait under 7 seconds, but 2 of 6 waited 24 seconds or more.' },
      { key: 'few', text: 'Six pupils measured.' },
    ],
    answer: 'spread',
    feedback: 'It says what is usual and who is far from it. Nobody waits 12 seconds there, and “up to 30” makes one case sound like all.',
  },
  {
    key: 'honest-bars', type: 'multiple', points: 2,
    prompt: 'A bar chart of litter shows 52, 54 and 58 pieces, with a scale from 50 to 60. Which changes would make it **more honest**? Choose all that fit.',
    options: [
      { key: 'zero', text: 'Let the scale begin at 0' },
      { key: 'numbers', text: 'Write the number above each bar' },
      { key: 'red', text: 'Colour Friday’s bar red' },
      { key: 'missing', text: 'Note that two school days were not counted' },
      { key: 'title', text: 'Call it “Litter explosion on Friday”' },
    ],
    answer: ['zero', 'numbers', 'missing'],
    feedback: 'The scale from zero repairs the lengths, numbers let everyone check, and the note tells what is missing. Red and “explosion” only make the trick louder.',
  },
  {
    key: 'dots-scale', type: 'true-false', points: 1,
    prompt: 'A dot plot of temperatures between 17 and 24 °C may begin at 15 °C, if the scale shows it.',
    answer: true,
    feedback: 'Dots and lines are read by their place, not by their length. Bars are read by their length, and therefore begin at zero.',
  },
  {
    key: 'basket', type: 'short-text', points: 1,
    prompt: 'The park group found 12 wrappers in twenty minutes, the street group 9 in ten minutes. To compare them fairly, the class calculates wrappers **per** … (one word)',
    answer: ['minute', 'a minute', 'minutes', 'per minute', 'min', 'ten minutes', '10 minutes', 'hour', 'an hour'],
    feedback: 'Per minute (or per ten minutes): 0.6 in the park, 0.9 in the street. The baskets were unequal, and the order turns round.',
  },
];
