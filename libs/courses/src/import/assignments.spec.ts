import { activitiesOf, item, readCartridge, reasonsFor, resource, wordsOfFirst } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

const rubrics = (criteria: string) =>
  `<rubrics xmlns="http://canvas.instructure.com/xsd/cccv1p0"><rubric identifier="other"><criteria/></rubric><rubric identifier="rub"><title>Plan</title><criteria>${criteria}</criteria></rubric></rubrics>`;
const rating = (identifier: string, points: string, words: string, more = '') =>
  `<rating><description>${words}</description><points>${points}</points><id>${identifier}</id>${more}</rating>`;
const criterion = (identifier: string, words: string, ratings: string, more = '') =>
  `<criterion><criterion_id>${identifier}</criterion_id><description>${words}</description>${more}<ratings>${ratings}</ratings></criterion>`;
const settings = (more: string) =>
  `<assignment xmlns="http://canvas.instructure.com/xsd/cccv1p0" identifier="a_canvas"><title>Plan a lesson</title>${more}</assignment>`;
const standard = (canvas: string, more = '<submission_formats><format type="file"/></submission_formats>') =>
  `<assignment identifier="a" xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment"><title>Plan a lesson</title><text texttype="text/html">&lt;p&gt;Write a &lt;b&gt;plan&lt;/b&gt;.&lt;/p&gt;</text>${more}<extensions>${canvas}</extensions></assignment>`;
const LEVELS = rating('blank', '5.0', 'Full', '<long_description>All of it</long_description>') + rating('blank', '0', 'None');

const read = (assignment: string, files: Record<string, string> = {}) =>
  readCartridge({
    items: item('i', 'Your plan', 'a'),
    resources: resource('a', 'assignment_xmlv1p0', 'a/assignment.xml'),
    files: { 'a/assignment.xml': assignment, ...files },
  });

describe('an assignment whose rubric has criteria', () => {
  it('becomes a peer-reviewed assignment with that rubric', async () => {
    const course = await read(
      standard(settings('<rubric_identifierref>rub</rubric_identifierref><peer_review_count>4</peer_review_count>')),
      {
        'course_settings/rubrics.xml': rubrics(
          criterion('_1', 'Goals', LEVELS, '<long_description>Are they clear?</long_description>') +
            criterion('_1', 'Steps', rating('x', '1e9', '')),
        ),
      },
    );
    expect(activitiesOf(course)).toMatchObject([
      {
        key: 'a',
        kind: 'assignment',
        title: 'Your plan',
        prompt: 'Write a **plan**.\n\n- **Goals**: Are they clear?',
        attachments: true,
        reviewsToGive: 4,
        reviewsWanted: 4,
        rubric: {
          criteria: [
            {
              key: '1',
              title: 'Goals',
              levels: [
                { key: 'blank', points: 5, title: 'Full', descriptor: 'All of it' },
                { key: 'blank-2', points: 0, title: 'None', descriptor: '' },
              ],
            },
            { key: '1-2', title: 'Steps', levels: [{ key: 'x', points: 1_000, title: '1e9' }] },
          ],
        },
      },
    ]);
    expect(course.report.converted).toEqual(
      expect.arrayContaining([
        { path: 'a/assignment.xml', kind: 'assignment' },
        { path: 'course_settings/rubrics.xml', kind: 'assignment' },
      ]),
    );
  });

  it('takes no files where only text is handed in', async () => {
    const course = await read(
      standard(
        settings('<rubric_identifierref>rub</rubric_identifierref>'),
        '<submission_formats><format type="html"/></submission_formats>',
      ),
      { 'course_settings/rubrics.xml': rubrics(criterion('_1', 'Goals', LEVELS)) },
    );
    expect(activitiesOf(course)).toMatchObject([{ kind: 'assignment', attachments: false, reviewsToGive: 3 }]);
  });

  it('loses, by name, what is too much or empty', async () => {
    const many = Array.from({ length: 32 }, (_, index) =>
      criterion(
        `_${index}`,
        `C${index}`,
        index === 0
          ? ''
          : index === 1
            ? Array.from({ length: 14 }, (_level, level) => rating(`l${level}`, String(level), `L${level}`)).join('')
            : LEVELS,
      ),
    ).join('');
    const course = await read(standard(settings('<rubric_identifierref>rub</rubric_identifierref>')), {
      'course_settings/rubrics.xml': rubrics(many),
    });
    const [assignment] = activitiesOf(course);
    expect(assignment?.kind === 'assignment' && assignment.rubric.criteria.map((each) => each.levels.length)).toEqual([
      12,
      ...Array.from({ length: 29 }, () => 2),
    ]);
    expect(reasonsFor(course, 'course_settings/rubrics.xml')).toEqual([
      'The criterion “C0” of the rubric “Plan” has no levels and was left out.',
      'The criterion “C1” of the rubric “Plan” has more than 12 levels; the rest was left out.',
      'The rubric “Plan” has more than 30 criteria; “C31” was left out.',
    ]);
  });
});

describe('an assignment without such a rubric', () => {
  it.each([
    ['none at all', standard(''), {}],
    [
      'one that is not there',
      standard(settings('<rubric_identifierref>gone</rubric_identifierref>')),
      { 'course_settings/rubrics.xml': rubrics('') },
    ],
    [
      'one without criteria',
      standard(settings('<rubric_identifierref>other</rubric_identifierref>')),
      { 'course_settings/rubrics.xml': rubrics('') },
    ],
    [
      'one in a damaged file',
      standard(settings('<rubric_identifierref>rub</rubric_identifierref>')),
      { 'course_settings/rubrics.xml': '<rubrics>' },
    ],
  ])('(%s) becomes a reflection', async (_name, assignment, files) => {
    const course = await read(assignment, files);
    expect(activitiesOf(course)).toMatchObject([{ kind: 'reflection', title: 'Your plan', prompt: 'Write a **plan**.' }]);
    expect(course.report.converted).toContainEqual({ path: 'a/assignment.xml', kind: 'reflection' });
  });

  it('keeps its files as links, and loses the notes for instructors by name', async () => {
    const course = await read(
      standard(
        '',
        '<instructor_text>Solutions</instructor_text><attachments><attachment href="sheet.txt" role="All"/><attachment href="gone.txt"/></attachments>',
      ),
      { 'a/sheet.txt': 'words' },
    );
    expect(wordsOfFirst(course)).toBe('Write a **plan**.\n\n- [sheet.txt](/media/import-1)');
    expect(reasonsFor(course, 'a/assignment.xml')).toEqual([
      'The notes for instructors of the assignment “Plan a lesson” are not taken over.',
      'A link to “gone.txt” leads nowhere in the package; its words were kept.',
    ]);
  });
});

it("the author tool's older form is a page with settings beside it", async () => {
  const course = await readCartridge({
    resources:
      '<resource identifier="a" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="a/plan.html"><file href="a/plan.html"/><file href="a/assignment_settings.xml"/></resource>',
    files: {
      'a/plan.html': '<p>Write a plan.</p>',
      'a/assignment_settings.xml': settings(
        '<rubric_identifierref>rub</rubric_identifierref><submission_types>online_text_entry</submission_types>',
      ),
      'course_settings/rubrics.xml': rubrics(criterion('_1', 'Goals', LEVELS)),
    },
  });
  expect(activitiesOf(course)).toMatchObject([{ kind: 'assignment', title: 'Plan a lesson', prompt: 'Write a plan.', attachments: false }]);
});

it('of an assignment and the page that repeats it for older systems, the assignment counts', async () => {
  const course = await readCartridge({
    items: item('i', 'Plan', 'fallback'),
    resources: `${resource('a', 'assignment_xmlv1p0', 'a/assignment.xml')}<resource identifier="fallback" type="webcontent"><variant identifier="v" identifierref="a"><metadata/></variant><file href="a/plan.html"/></resource>`,
    files: { 'a/assignment.xml': standard(''), 'a/plan.html': '<p>Repeated</p>' },
  });
  expect(activitiesOf(course)).toMatchObject([{ kind: 'reflection', key: 'a', prompt: 'Write a **plan**.' }]);
  expect(reasonsFor(course, 'a/plan.html')).toEqual(['It repeats an assignment for systems that know no assignments.']);
});
