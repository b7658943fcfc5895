import type { QuestionInput } from '../../demonstration.course';

export const collectingQuestions: QuestionInput[] = [
  {
    key: 'four-totals', type: 'single', points: 1,
    prompt: 'In the rehearsal four teams counted the same ten people. Their totals: 31, 34, 34 and 41 crossings. What do you ask the class first?',
    options: [
      { key: 'who-right', text: 'Which team is right?' },
      { key: 'average', text: 'What is the average of the four?' },
      { key: 'what-done', text: 'What could each team have done, so that it came to its total?' },
      { key: 'again', text: 'Who was not paying attention?' },
    ],
    answer: 'what-done',
    feedback: 'The question leads to the counting rules: who counted those that came back, who stopped to talk? An average of four different rules means nothing, and looking for the guilty ends the conversation.',
  },
  {
    key: 'gates', type: 'numeric', points: 1,
    prompt: 'A row of a tally sheet shows six full gates and three single strokes. How many is that?',
    answer: { value: 33, tolerance: 0 },
    feedback: 'Six gates of five are 30, and three make 33. Gates can be made without looking down and counted by someone else: two good reasons to teach them.',
  },
  {
    key: 'may-stand', type: 'multiple', points: 2,
    prompt: 'Which lines **may stand** on the sheet of a team? Choose all that fit.',
    options: [
      { key: 'totals', text: 'Bicycles: 8' },
      { key: 'van', text: 'Blue van of number 17, again at 8:05' },
      { key: 'team', text: 'Team Sparrow, place B, dry, 11 °C' },
      { key: 'grandma', text: 'Mia’s grandmother, on foot' },
      { key: 'note', text: 'We noticed: the lights were off until 8:04' },
    ],
    answer: ['totals', 'team', 'note'],
    feedback: 'Totals, conditions and things may stand there. The van and the grandmother point to persons, though only one of them is named. The test: could somebody from the street say who it is?',
  },
  {
    key: 'friday', type: 'true-false', points: 1,
    prompt: 'On four mornings about 40 cars were counted, on Friday 61. Before calculating, the Friday should be left out, because it spoils the result.',
    answer: false,
    feedback: 'A value that stands out is explained, not removed. Here it is market day, so the Friday is a finding. If nobody knows a reason, the class says that it does not know.',
  },
  {
    key: 'who-when', type: 'ordering', points: 1,
    prompt: 'Who should know about the count? Put these in order of time, the earliest first.',
    options: [
      { key: 'neighbours', text: 'Neighbours and the shop: a class will stand here' },
      { key: 'head', text: 'Head teacher: where, when, how many adults' },
      { key: 'line', text: 'Pupils, outside: this is the line we stay behind' },
      { key: 'parents', text: 'Parents: what is counted and what is not' },
    ],
    answer: ['head', 'parents', 'neighbours', 'line'],
    feedback: 'Two weeks before, one week before, the day before, and on the spot. The rules of your own school come first.',
  },
  {
    key: 'methods', type: 'matching', points: 2,
    prompt: 'Which method suits which question?',
    options: [
      { key: 'crossing', text: 'Who uses the crossing before school?' },
      { key: 'width', text: 'Can a double pram pass on this pavement?' },
      { key: 'feel', text: 'How safe do we feel in the underpass?' },
      { key: 'tally', text: 'Tally in a time span' },
      { key: 'tape', text: 'Measure with a tape' },
      { key: 'ladder', text: 'Judge on a ladder from 1 to 5' },
    ],
    answer: { crossing: 'tally', width: 'tape', feel: 'ladder' },
    feedback: 'What passes is tallied, what stands still is measured, and what is felt needs a ladder with words for each step, so that a 4 means the same to everybody.',
  },
  {
    key: 'passable', type: 'numeric', points: 1,
    prompt: 'The kerbs on the way to the clinic are 12, 11, 3, 14, 2, 13, 9 and 4 cm high. With the scale of the course (up to 3 cm: most wheels pass), **how many of the eight** are easy for a wheelchair?',
    answer: { value: 2, tolerance: 0 },
    feedback: 'Only two: 3 cm and 2 cm. Notice that no average is needed. For someone on wheels the way ends at the first high kerb.',
  },
];
