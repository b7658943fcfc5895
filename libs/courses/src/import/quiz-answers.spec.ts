import { activitiesOf, reasonsFor } from './spec-cartridge';
import { ABC, blank, choices, condition, equal, field, label, material, question, questionsOf, readQuiz } from './spec-qti';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('questions with answers to write or to pair', () => {
  it.each([
    [
      'a short text',
      question(
        '1',
        'cc.fib.v0p1',
        'Capital of France?',
        blank('r'),
        condition(equal('r', 'Paris'), 100) + condition(equal('r', 'paris '), 100),
      ),
      { type: 'short-text', answer: ['Paris', 'paris'] },
    ],
    [
      'one gap',
      question(
        '1',
        'fill_in_multiple_blanks_question',
        'Roses are [x].',
        choices('response_x', 'Single', label('7', 'red') + label('8', 'Red'), material('x')),
        condition(equal('response_x', '7'), 100),
      ),
      { type: 'short-text', answer: ['red'] },
    ],
    [
      'a number with its range',
      question(
        '1',
        'numerical_question',
        '100/3?',
        blank('r'),
        condition(
          `<or>${equal('r', '33.33')}<and><vargte respident="r">33.32</vargte><varlte respident="r">33.34</varlte></and></or>`,
          100,
        ),
      ),
      { type: 'numeric', answer: { value: 33.33, tolerance: 0.01 } },
    ],
    [
      'a range alone',
      question(
        '1',
        'numerical_question',
        '?',
        blank('r'),
        condition('<vargte respident="r">10</vargte><varlte respident="r">20</varlte>', 100),
      ),
      { type: 'numeric', answer: { value: 15, tolerance: 5 } },
    ],
    [
      'an exact number',
      question('1', 'numerical_question', '?', blank('r'), condition(equal('r', '1,5'), 100)),
      { type: 'numeric', answer: { value: 1.5, tolerance: 0 } },
    ],
    [
      'pairs',
      question(
        '1',
        'matching_question',
        'Match',
        choices('r1', 'Single', ABC, material('One')) + choices('r2', 'Single', ABC, material('Two')),
        condition(equal('r1', 'a'), 50) + condition(equal('r2', 'c'), 50),
      ),
      {
        type: 'matching',
        options: [
          { key: 'r1', text: 'One' },
          { key: 'r2', text: 'Two' },
          { key: 'a', text: 'A' },
          { key: 'b', text: 'B' },
          { key: 'c', text: 'C' },
        ],
        answer: { r1: 'a', r2: 'c' },
      },
    ],
    [
      'pairs that their author tool calls a pattern',
      question(
        '1',
        'cc.pattern_match.v0p1',
        'Match',
        choices('r1', 'Multiple', ABC, material('One')) + choices('r2', 'Multiple', ABC, material('Two')),
        condition(equal('r1', 'b'), 1) + condition(equal('r2', 'a'), 1),
      ),
      { type: 'matching', answer: { r1: 'b', r2: 'a' } },
    ],
    [
      'pairs whose right side is written anew for each',
      question(
        '1',
        '',
        'Match',
        choices('r1', 'Single', label('1a', 'A') + label('1b', 'B'), material('One')) +
          choices('r2', 'Single', label('2a', 'A') + label('2b', 'B'), material('Two')),
        condition(equal('r1', '1a'), 50) + condition(equal('r2', '2b'), 50),
      ),
      { type: 'matching', answer: { r1: '1a', r2: '1b' } },
    ],
  ])('%s', async (_name, items, expected) => {
    expect(questionsOf(await readQuiz(items))).toMatchObject([expected]);
  });
});

describe('what comes along with the questions', () => {
  it('points, feedback and a number of attempts come along', async () => {
    const feedback = `<itemfeedback ident="general_fb">${material('<p>In <b>general</b></p>')}</itemfeedback><itemfeedback ident="a_fb">${material('Not A')}</itemfeedback><itemfeedback ident="correct_fb">${material('Well done')}</itemfeedback>`;
    const shown = condition(equal('r', 'a'), null, '<displayfeedback feedbacktype="Response" linkrefid="a_fb"/>');
    const items = question(
      '1',
      'multiple_choice_question',
      'Which?',
      choices('r', 'Single', ABC),
      shown + condition(equal('r', 'b'), 100),
      feedback,
    ).replace('<qtimetadata>', `<qtimetadata>${field('points_possible', '2.5')}`);
    const course = await readQuiz(items, field('cc_maxattempts', '3'));
    expect(activitiesOf(course)).toMatchObject([{ kind: 'quiz', attempts: 3, passMark: 0.5, shuffle: false }]);
    expect(questionsOf(course)).toMatchObject([{ points: 2.5, feedback: 'In **general**\n\n- **A** – Not A', answer: 'b' }]);
    expect(reasonsFor(course, 'quiz.xml')).toEqual(['Question “Title 1”: what it says to right or wrong answers as such was left out.']);
  });

  it('an essay becomes a reflection behind the quiz', async () => {
    const course = await readQuiz(
      question('1', '', 'Which?', choices('r', 'Single', ABC), condition(equal('r', 'a'), 100)) +
        question('2', 'cc.essay.v0p1', '<p>Write.</p>', blank('r'), ''),
    );
    expect(activitiesOf(course)).toMatchObject([
      { kind: 'quiz', key: 'q' },
      { kind: 'reflection', key: '2', title: 'Test: Title 2', prompt: 'Write.', required: true },
    ]);
    expect(course.report.converted).toContainEqual({ path: 'quiz.xml', kind: 'reflection' });
  });

  it('a quiz of essays alone becomes reflections', async () => {
    expect(activitiesOf(await readQuiz(question('1', 'essay_question', 'Write.', blank('r'), '')))).toMatchObject([
      { kind: 'reflection', key: 'q', title: 'Test', prompt: 'Write.' },
    ]);
  });
});
