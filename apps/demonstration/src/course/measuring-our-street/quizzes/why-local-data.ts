import type { QuestionInput } from '../../demonstration.course';

export const whyLocalDataQuestions: QuestionInput[] = [
  {
    key: 'ready-question', type: 'single', points: 1,
    prompt: 'Four pairs have sharpened their question. Which one is **ready for measuring**?',
    options: [
      { key: 'dangerous', text: 'How dangerous is the crossing in the morning?' },
      { key: 'count', text: 'How many bicycles use the crossing at B from 8:00 to 8:10 on five school days?' },
      { key: 'better', text: 'Why do people not use bicycles more?' },
      { key: 'all', text: 'How many bicycles are there in our town?' },
    ],
    answer: 'count',
    feedback: 'It says what is counted, where and when, and the school could act on it. “How dangerous” has nothing one can count yet; “why” needs people to be asked; the whole town is out of reach for a class.',
  },
  {
    key: 'stands-in', type: 'true-false', points: 1,
    prompt: 'A class counts 61 cars on Friday and 42 on Monday. It has thereby **measured** that the crossing is more dangerous on Fridays.',
    answer: false,
    feedback: 'It has measured that more cars passed. Sixty-one cars in a slow queue may be less dangerous than ten fast ones. A measurement stands in for what we care about; pupils should be able to say so.',
  },
  {
    key: 'families', type: 'matching', points: 2,
    prompt: 'Which family does each question belong to?',
    options: [
      { key: 'kerbs', text: 'How high are the kerbs between the school and the clinic?' },
      { key: 'noise', text: 'Is it louder at the bus stop than in the park?' },
      { key: 'bins', text: 'Is there less litter where a bin is near?' },
      { key: 'how-much', text: 'How much, how many?' },
      { key: 'compare', text: 'Is it different here and there?' },
      { key: 'together', text: 'Do two things go together?' },
    ],
    answer: { kerbs: 'how-much', noise: 'compare', bins: 'together' },
    feedback: 'The kerbs are one group of numbers; noise compares two places; bins and litter are two measurements for each place, and that needs more places than one expects.',
  },
  {
    key: 'steps-in-order', type: 'ordering', points: 1,
    prompt: 'Bring the four steps of a small data project into order, beginning with the first.',
    options: [
      { key: 'tell', text: 'Tell: say what was found and how sure we are' },
      { key: 'collect', text: 'Collect: count, measure, write down, repeat' },
      { key: 'picture', text: 'Picture: sort, draw, compare' },
      { key: 'ask', text: 'Ask: notice, wonder, sharpen' },
    ],
    answer: ['ask', 'collect', 'picture', 'tell'],
    feedback: 'Ask, collect, picture, tell, and then usually a better question. If time is short, shorten the collecting and never the talking.',
  },
  {
    key: 'forgiving', type: 'multiple', points: 2,
    prompt: 'Which of these make a project **suitable as a first one**? Choose all that fit.',
    options: [
      { key: 'repeat', text: 'Another group can check the result later' },
      { key: 'one-lesson', text: 'The data can be collected within one lesson' },
      { key: 'sensor', text: 'It needs a sensor that must first be programmed' },
      { key: 'surprise', text: 'Pupils expect something, and might be wrong' },
      { key: 'private', text: 'It asks families how much they earn' },
    ],
    answer: ['repeat', 'one-lesson', 'surprise'],
    feedback: 'A result that can be checked, a collection that fits into a lesson and an expectation that may fail make a good beginning. Sensors are for later; questions about income are not for school projects at all.',
  },
  {
    key: 'before-collecting', type: 'short-text', points: 1,
    prompt: 'What should pupils write down **before** they collect, so that a result can become news? One word is enough.',
    answer: [
      'expectation', 'expectations', 'an expectation', 'their expectation', 'their expectations', 'prediction', 'predictions', 'a prediction', 'their prediction',
      'their predictions', 'hypothesis', 'a hypothesis', 'what they expect', 'guess', 'a guess', 'their guess',
    ],
    feedback: 'Their expectation (or prediction). “On our street I expect …, because …”: only someone who expected something can be surprised.',
  },
];
