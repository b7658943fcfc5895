import type { QuestionInput } from '../../demonstration.course';

export const trainingRoundQuestions: QuestionInput[] = [
  {
    key: 'p-purpose', type: 'single', points: 1,
    prompt: '**Scenario P.** “Pupils understand traffic in our town.” Which level do you give for *Purpose*?',
    options: [
      { key: 'l0', text: '0 – no outcome stated' },
      { key: 'l1', text: '1 – outcomes are vague' },
      { key: 'l2', text: '2 – clear, and fit the age' },
      { key: 'l3', text: '3 – clear, and every activity serves one' },
    ],
    answer: 'l1',
    feedback: 'There is an outcome, but “understand” cannot be seen, and “all ages” fits no age. A comment could propose a verb: *count and compare*, or *say what stands out*.',
  },
  {
    key: 'p-sequence', type: 'single', points: 1,
    prompt: '**Scenario P.** Which level do you give for *Sequence and time*?',
    options: [
      { key: 'l0', text: '0 – no steps' },
      { key: 'l1', text: '1 – steps without times' },
      { key: 'l2', text: '2 – steps with times that can be done' },
      { key: 'l3', text: '3 – a balanced mix with realistic times' },
    ],
    answer: 'l1',
    feedback: 'Four steps can be recognised, but only the total (two lessons) is given. “Two lessons” does not tell a colleague how long to stay outside.',
  },
  {
    key: 'p-success', type: 'true-false', points: 1,
    prompt: '**Scenario P** says: “It worked very well last year and the children had fun.” That is a reason to give a higher level for *Assessment*.',
    answer: false,
    feedback: 'It is good news, and says nothing about how learning was seen. “Participation” is the teacher’s impression: level 1. A kind comment may build on the experience: *what did they do that showed you they had understood?*',
  },
  {
    key: 'q-sequence', type: 'single', points: 1,
    prompt: '**Scenario Q.** Which level do you give for *Sequence and time*?',
    options: [
      { key: 'l1', text: '1 – steps without times' },
      { key: 'l2', text: '2 – steps with times that can be done' },
      { key: 'l3', text: '3 – a balanced mix with realistic times' },
    ],
    answer: 'l3',
    feedback: 'Noticing, agreeing, practising, measuring, drawing, writing: the mix is balanced. The times add up to 45 minutes in each lesson, with shoes and the way there and back.',
  },
  {
    key: 'q-usable', type: 'multiple', points: 2,
    prompt: '**Scenario Q** reaches level 3 for *Usable by others*. Which lines show it? Choose all that fit.',
    options: [
      { key: 'variant', text: '“Without a plan: draw the way as a strip.”' },
      { key: 'source', text: '“Plan: © OpenStreetMap contributors.”' },
      { key: 'topic', text: 'The topic is important for society' },
      { key: 'licence', text: '“Text: CC BY 4.0.”' },
      { key: 'length', text: 'It is longer than scenario P' },
    ],
    answer: ['variant', 'source', 'licence'],
    feedback: 'Variant, source and licence: exactly what the description of level 3 names. An important topic and a long text are pleasant, and no reason.',
  },
  {
    key: 'review-order', type: 'ordering', points: 1,
    prompt: 'You are going to review a scenario. Put the steps in order.',
    options: [
      { key: 'level', text: 'Choose a level for each criterion and find the line that decided' },
      { key: 'monday', text: 'Read as the colleague who has to teach it on Monday' },
      { key: 'write', text: 'Write what you take with you, and one change the author can make tomorrow' },
      { key: 'rubric', text: 'Read a second time with the rubric' },
    ],
    answer: ['monday', 'rubric', 'level', 'write'],
    feedback: 'Twice reading, then the level with its reason, then the words. Whoever begins with the level reads only to defend it.',
  },
];
