import { activitiesOf, item, readCartridge, reasonsFor, resource } from './spec-cartridge';
import { ABC, assessment, blank, choices, condition, equal, field, material, question, questionsOf, readQuiz } from './spec-qti';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('questions that are left out are named with the reason', () => {
  const kept = question('k', '', 'Kept?', choices('r', 'Single', ABC), condition(equal('r', 'a'), 100));
  it.each([
    ['several gaps', question('1', 'fill_in_multiple_blanks_question', '[x] [y]', blank('x') + blank('y'), ''), 'several gaps'],
    [
      'several choices in the text',
      question('1', 'multiple_dropdowns_question', '[x]', choices('x', 'Single', ABC) + choices('y', 'Single', ABC), ''),
      'several choices in their text',
    ],
    ['formulas', question('1', 'calculated_question', 'x+1?', blank('r'), ''), 'formula'],
    ['files', question('1', 'file_upload_question', 'Upload', '', ''), 'ask for a file'],
    ['texts', question('1', 'text_only_question', 'Just text', '', ''), 'a text without a question'],
    [
      'unknown types',
      question('1', 'hotspot_question', 'Where?', '<response_xy ident="r"><render_hotspot/></response_xy><response_lid ident="z"/>', ''),
      'Title 1',
    ],
    [
      'choices without any',
      question('1', 'cc.multiple_choice.v0p1', 'Which?', choices('r', 'Single', ''), ''),
      'no answers to choose from',
    ],
    [
      'pairs without an answer',
      question('1', 'matching_question', 'Match', choices('r1', 'Single', ABC, material('One')), ''),
      'no right answer for one of its pairs',
    ],
  ])('%s', async (_name, items, reason) => {
    const course = await readQuiz(kept + items);
    expect(questionsOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 'quiz.xml')).toHaveLength(1);
    expect(reasonsFor(course, 'quiz.xml')[0]).toContain('Question “Title 1”');
    expect(reasonsFor(course, 'quiz.xml')[0]).toContain(reason);
  });

  it('a quiz of which nothing is left is named, not made', async () => {
    const course = await readCartridge({
      items: item('i', 'Test', 'q') + item('p', 'P', 'r'),
      resources: resource('q', 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'quiz.xml') + resource('r', 'webcontent', 'p.html'),
      files: { 'quiz.xml': assessment(question('1', 'calculated_question', 'x?', blank('r'), '')), 'p.html': '<p>x</p>' },
    });
    expect(activitiesOf(course).map((activity) => activity.kind)).toEqual(['page']);
    expect(reasonsFor(course, 'quiz.xml')).toContain('None of the questions of the quiz “Test” could be taken over.');
  });

  it('a group that drew some of its questions now asks all, and says so', async () => {
    const group = `<section ident="g" title="Group"><selection_ordering><selection><selection_number>1</selection_number><selection_extension><points_per_item>4</points_per_item></selection_extension></selection></selection_ordering>${kept}${kept.replace('ident="k"', 'ident="l"')}</section>`;
    const course = await readQuiz(group);
    expect(questionsOf(course).map((asked) => asked.points)).toEqual([4, 4]);
    expect(reasonsFor(course, 'quiz.xml')).toEqual(['The group “Group” drew 1 of its 2 questions; all of them are asked now.']);
  });

  it('question banks are named with what they hold', async () => {
    const course = await readCartridge({
      items: item('p', 'P', 'r'),
      resources: resource('r', 'webcontent', 'p.html') + resource('b', 'imsqti_xmlv1p2/imscc_xmlv1p1/question-bank', 'bank.xml'),
      files: {
        'bank.xml': `<questestinterop><objectbank ident="b"><qtimetadata>${field('bank_title', 'History')}</qtimetadata>${kept}${kept}</objectbank></questestinterop>`,
        'p.html': '<p>x</p>',
      },
    });
    expect(reasonsFor(course, 'bank.xml')).toEqual([
      'The question bank “History” (questions: 2): question banks cannot be taken over yet.',
    ]);
  });
});

describe("the author tool's own version of a quiz", () => {
  const meta = (more: string) =>
    `<quiz identifier="q"><title>Own title</title><description>&lt;p&gt;Read &lt;b&gt;this&lt;/b&gt;&lt;/p&gt;</description>${more}</quiz>`;
  const plain = question('1', 'cc.multiple_choice.v0p1', 'Plain?', choices('r', 'Single', ABC), condition(equal('r', 'a'), 100));
  const rich = question('2', 'numerical_question', 'Rich?', blank('r'), condition(equal('r', '4'), 100));
  const dependency = '<dependency identifierref="meta"/>';

  it('is preferred: it knows more types of questions', async () => {
    const course = await readQuiz(
      plain,
      field('cc_maxattempts', '1'),
      {
        'q/assessment_meta.xml': meta(
          '<shuffle_answers>true</shuffle_answers><allowed_attempts>-1</allowed_attempts><time_limit>30</time_limit>',
        ),
        'non_cc_assessments/q.xml.qti': assessment(rich),
      },
      dependency,
    );
    expect(activitiesOf(course)).toMatchObject([
      {
        kind: 'quiz',
        title: 'Test',
        introduction: 'Read **this**',
        shuffle: true,
        attempts: null,
        questions: [{ type: 'numeric', prompt: 'Rich?' }],
      },
    ]);
    expect(reasonsFor(course, 'quiz.xml')).toEqual(['The time limit of the quiz “Test” (30 minutes) is not taken over.']);
    expect(course.report.converted.filter((row) => row.kind === 'quiz').map((row) => row.path)).toEqual([
      'quiz.xml',
      'q/assessment_meta.xml',
      'non_cc_assessments/q.xml.qti',
    ]);
  });

  it('that only draws from question banks gives way to the standard one', async () => {
    const draws =
      '<section ident="g" title="Bank"><selection_ordering><selection><sourcebank_ref>b</sourcebank_ref></selection></selection_ordering></section>';
    const course = await readQuiz(
      plain,
      '',
      { 'q/assessment_meta.xml': meta(''), 'non_cc_assessments/q.xml.qti': assessment(draws) },
      dependency,
    );
    expect(questionsOf(course)).toMatchObject([{ prompt: 'Plain?' }]);
    expect(reasonsFor(course, 'quiz.xml')[0]).toContain('The group “Bank” draws its questions from a question bank');
  });

  it('that is damaged gives way to the standard one', async () => {
    const course = await readQuiz(
      plain,
      '',
      { 'q/assessment_meta.xml': meta(''), 'non_cc_assessments/q.xml.qti': '<questestinterop><assessment' },
      dependency,
    );
    expect(questionsOf(course)).toMatchObject([{ prompt: 'Plain?' }]);
    expect(reasonsFor(course, 'non_cc_assessments/q.xml.qti')).toEqual(['It is not well-formed XML.']);
  });

  it('as a survey becomes one, with the questions that have a place in it', async () => {
    const asked =
      question('1', 'multiple_choice_question', 'How sure?', choices('r', 'Single', ABC), '') +
      question('2', 'multiple_answers_question', 'Which?', choices('r', 'Multiple', ABC), '') +
      question('3', 'essay_question', 'What else?', blank('r'), '') +
      question('4', 'matching_question', 'Pairs?', choices('r1', 'Single', ABC, material('One')), '') +
      question('5', 'file_upload_question', 'A file?', '', '');
    const settings = { 'q/assessment_meta.xml': meta('<quiz_type>graded_survey</quiz_type>'), 'non_cc_assessments/q.xml.qti': assessment(asked) };
    const course = await readQuiz(plain, '', settings, dependency);
    const options = [{ text: 'A' }, { text: 'B' }, { text: 'C' }];
    expect(activitiesOf(course)).toMatchObject([
      { kind: 'survey', introduction: 'Read **this**', questions: [{ type: 'single', prompt: 'How sure?', options }, { type: 'multiple', options }, { type: 'text', prompt: 'What else?' }] },
    ]);
    expect(reasonsFor(course, 'quiz.xml')).toEqual([expect.stringContaining('pairs have no place'), expect.stringContaining('ask for a file')]);
    expect(course.report.converted.find(({ path }) => path === 'quiz.xml')).toMatchObject({ kind: 'survey' });
  });
});
