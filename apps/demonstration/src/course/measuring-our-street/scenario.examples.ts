import type { AssignmentInput } from '../demonstration.course';

type Levels = { purpose: number; sequence: number; 'local-data': number; assessment: number; usable: number };

const scores = (levels: Levels) => Object.fromEntries(Object.entries(levels).map(([criterion, level]) => [criterion, `${criterion}-${level}`]));

const TRAFFIC = `*Age: all. Time: 2 lessons.*

Pupils understand traffic in our town. First we go outside and count. Then the pupils enter everything in a spreadsheet and make a diagram. At the end we discuss the results.

**Assessment:** participation. It worked very well last year and the children had fun.

**Material:** tablets.`;

const KERBS = `*Age 10–11, 22 pupils, 3 × 45 min, 30 min to prepare.*

Pupils can (1) measure a height to 1 cm and check it, (2) colour a way on a plan green, yellow or red by an agreed scale, (3) write two sentences to the town: what is usual, what stops a wheelchair.

**Lesson 1** (45): film still of a pram at a kerb, *I notice / I wonder* (10); agree scale and where to measure (15); practise on three steps in the school, two readings each (20).

**Lesson 2** (45): shoes, rules, way there (15); six teams, two kerbs each, two readings (20); way back (10).

**Lesson 3** (45): one plan for all, coloured (15); three passes (15); letter, in pairs (15).

**Assessment:** each pair checks the letter of another with three questions that have hung on the wall since lesson 1.

**Privacy, safety:** from the pavement only, two adults, no photographs of people.

**Without a plan:** draw the way as a strip.

*Plan: © OpenStreetMap contributors. Text: CC BY 4.0.*`;

/** The two samples of the training round, with the levels that the course team gave. */
export const scenarioExamples: NonNullable<AssignmentInput['examples']> = [
  {
    key: 'our-traffic',
    title: 'Scenario P: Our traffic',
    markdown: TRAFFIC,
    scores: scores({ purpose: 1, sequence: 1, 'local-data': 2, assessment: 1, usable: 1 }),
    comments: {
      purpose: '“Understand” cannot be seen, and “all ages” fits no age. A verb would help: count and compare, say what stands out.',
      sequence: 'Four steps can be recognised, but only the total is given. “Two lessons” does not tell a colleague how long to stay outside.',
      'local-data': 'They go out and count: that is one step with data of their own. Nobody asks a question first, and nobody is told the result.',
      assessment: 'Participation is the teacher’s impression. That it was fun is good news, and says nothing about how learning was seen.',
      usable: 'What is counted, where, for how long? A colleague would have to guess.',
    },
  },
  {
    key: 'kerbs',
    title: 'Scenario Q: Kerbs on the way to the library',
    markdown: KERBS,
    scores: scores({ purpose: 3, sequence: 3, 'local-data': 3, assessment: 3, usable: 3 }),
    comments: {
      purpose: 'Three verbs that one can see, and a lesson for each of them.',
      sequence: 'Noticing, agreeing, practising, measuring, drawing, writing. The minutes add up to 45 in each lesson, with shoes and ways.',
      'local-data': 'They ask, collect, picture and tell; take one of the four away and there is no lesson left.',
      assessment: 'The three questions have hung on the wall since lesson 1, and the pairs use them themselves.',
      usable: 'A variant without a plan, a source for the map, a licence for the text.',
    },
  },
];
