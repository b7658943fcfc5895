import { ABC, choices, condition, equal, label, question, questionsOf, readQuiz } from './spec-qti';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('questions with answers to choose from', () => {
  it.each([
    [
      'one of several',
      question('1', 'cc.multiple_choice.v0p1', '<p>Which?</p>', choices('r', 'Single', ABC), condition(equal('r', 'b'), 100)),
      {
        type: 'single',
        prompt: 'Which?',
        options: [
          { key: 'a', text: 'A' },
          { key: 'b', text: 'B' },
          { key: 'c', text: 'C' },
        ],
        answer: 'b',
      },
    ],
    [
      'one of several, without a declared type',
      question('1', '', 'Which?', choices('r', 'Single', ABC), condition(equal('r', 'c'), 100)),
      { type: 'single', answer: 'c' },
    ],
    [
      'one of several, paid in parts',
      question('1', '', 'Which?', choices('r', 'Single', ABC), condition(equal('r', 'a'), 50) + condition(equal('r', 'c'), 100)),
      { type: 'single', answer: 'c' },
    ],
    [
      'one of several, with the score by name',
      question(
        '1',
        '',
        'Which?',
        choices('r', 'Single', ABC),
        `<respcondition><conditionvar>${equal('r', 'a')}</conditionvar><setvar action="Set" varname="SCORE">SCORE.max</setvar></respcondition>`,
      ),
      { type: 'single', answer: 'a' },
    ],
    [
      'several of several',
      question(
        '1',
        'cc.multiple_response.v0p1',
        'Which?',
        choices('r', 'Multiple', ABC),
        condition(`<and>${equal('r', 'a')}<not>${equal('r', 'b')}</not>${equal('r', 'c')}</and>`, 100),
      ),
      { type: 'multiple', answer: ['a', 'c'] },
    ],
    [
      'several of several, added up',
      question(
        '1',
        '',
        'Which?',
        choices('r', 'Multiple', ABC),
        `${condition(equal('r', 'a'), null, '<setvar action="Add">50</setvar>')}${condition(equal('r', 'b'), null, '<setvar action="Add">50</setvar>')}${condition(equal('r', 'c'), null, '<setvar action="Add">-50</setvar>')}`,
      ),
      { type: 'multiple', answer: ['a', 'b'] },
    ],
    [
      'true or false',
      question(
        '1',
        'cc.true_false.v0p1',
        'Is it?',
        choices('r', 'Single', label('x', 'True') + label('y', 'False')),
        condition(equal('r', 'y'), 100),
      ),
      { type: 'true-false', answer: false },
    ],
    [
      'true or false in German',
      question(
        '1',
        'true_false_question',
        'Ja?',
        choices('r', 'Single', label('x', 'Wahr') + label('y', 'Falsch')),
        condition(equal('r', 'x'), 100),
      ),
      { type: 'true-false', answer: true },
    ],
    [
      'true or false in words we do not know',
      question(
        '1',
        'true_false_question',
        '?',
        choices('r', 'Single', label('x', 'Da') + label('y', 'Ne')),
        condition(equal('r', 'x'), 100),
      ),
      { type: 'single', answer: 'x' },
    ],
    [
      'a question without a right answer: the check before publishing says so',
      question('1', 'cc.multiple_choice.v0p1', 'Which?', choices('r', 'Single', ABC), ''),
      { type: 'single', answer: null },
    ],
  ])('%s', async (_name, items, expected) => {
    expect(questionsOf(await readQuiz(items))).toMatchObject([expected]);
  });
});
