import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Archive } from './archive';
import { DEFAULT_LIMITS } from './limits';
import { readPackage, type ImportedCourse } from './read-package';
import { activitiesOf, item, readCartridge, reasonsFor, resource } from './spec-cartridge';
import { activity, expectNothingLost, outlineOf, SAMPLES_FOLDER, textOf } from './spec-whole';
import { removeFolders, workFolder } from './spec-zip';

afterAll(removeFolders);

async function read(name: string): Promise<ImportedCourse> {
  const file = join(SAMPLES_FOLDER, name);
  const course = await readPackage(file, workFolder());
  const archive = await Archive.open(file, DEFAULT_LIMITS);
  expectNothingLost(course, archive.paths);
  archive.close();
  return course;
}

if (existsSync(SAMPLES_FOLDER)) {
  describe('the sample packages', () => {
    it('a workshop for teachers keeps its outline, and what the outline leaves out follows it', async () => {
      const course = await read('allyworkshop.imscc');
      expect(course.content).toMatchObject({ title: 'Ally: Accessibility Workshop', language: 'en', licence: 'CC-BY-SA-4.0' });
      expect(outlineOf(course)).toEqual([
        [
          'Part 1: Overview: Accessibility and ALLY',
          [
            'Part 1: Overview: Accessibility and ALLY',
            'page: Accessibility FAQ',
            'page: What is ALLY?',
            'page: Alt Text: Writing Alternative Text',
            'page: Caption Hub',
            'discussion: Accessibility in your life',
          ],
        ],
        ['Part 2: "Before" courses', ['Part 2: "Before" courses', 'discussion: Share your "Before" Courses']],
        [
          'Part 3: "After" courses',
          ['Part 3: "After" courses', 'discussion: Your courses, Accessible', 'page: Call it out to your Students'],
        ],
        ['More on Accessibility', ['More on Accessibility', 'page: Accessibility Resources']],
        [
          'More from the package',
          [
            'Pages',
            'page: The Time is Now',
            'page: RTC Accessibilty Advisory Committee',
            'page: Ally for Students',
            'page: What ALLY does',
            'video: ALLY Explained: Video',
            'page: Page for Testing Ally',
          ],
          ['Discussions', 'discussion: Ally Questions and Answers'],
          [
            'Files',
            'resource: Accessible Technology Policy Final copy (2).pdf',
            'resource: Ally Accessibility Checklist.pdf',
            'resource: Ally - Student Documentation.docx',
          ],
        ],
      ]);
      expect(course.media).toHaveLength(20);
      expect(course.report.skipped.map((row) => row.reason)).toEqual(
        expect.arrayContaining([
          'The item “Badge: ALLY Badge” points at nothing in the package.',
          'The external tool “Canvabadges”: external tools cannot be taken over yet.',
        ]),
      );
    });

    it("the workshop's pages read well", async () => {
      const course = await read('allyworkshop.imscc');
      expect(activity(course, 'The Time is Now')).toMatchObject({
        markdown: expect.stringMatching(
          /^- \*\*Accessibility is the Law\*\*\n- State Board [^]*Read more about our work \[on this page\.\]\(activity:i37faaf589b2269390f5a82d83327ce29\)\n\n!\[Ally logo\]\(\/media\/import-\d+\)\n\n## What is Ally\?\n\n/,
        ) as string,
      });
      expect(activity(course, 'Share your "Before" Courses')).toMatchObject({
        prompt: expect.stringMatching(
          /\n\n### Directions:\n\n[^]*\n\n1\. \*\*Click on Files\*\* in the course navigation sidebar \(left\): !\[Click Files Button\]\(\/media\/import-\d+\) {2}\n {3}\*Note: [^]*\n2\. \*\*Click on a folder\*\*/,
        ) as string,
      });
      expect(activity(course, 'What is ALLY?')).toMatchObject({
        markdown: expect.stringContaining('(7 mins) [Ally Overview](https://youtu.be/1C8sxbtZBYU)\n- ') as string,
      });
      expect(activity(course, 'ALLY Explained: Video')).toMatchObject({
        url: 'https://www.youtube.com/watch?v=PK-2DBIVDO8&feature=youtu.be',
      });
      expect(textOf(course)).not.toMatch(/<\/?(p|span|div|img|a|table|iframe)\b|&nbsp;|Links to an external site/);
    });

    it('one of everything', async () => {
      const course = await read('course-1.imscc');
      expect(outlineOf(course)).toEqual([
        [
          'First Module',
          [
            'First Module',
            'reflection: First Module Assignment 1',
            'quiz: First Module Quiz 1',
            'page: First Module Wiki Page 1',
            'discussion: First Module Discussion 1',
          ],
          [
            'First Module Text Header 1',
            'resource: First Module External URL 1',
            'resource: Sample Document',
            'resource: photo.jpg',
            'reflection: Assignment with internal links',
            'page: The First Measured Century: 1930-1960 (60:00)',
          ],
        ],
      ]);
      expect(activity(course, 'First Module Quiz 1')).toMatchObject({
        introduction: '**This is RCE content for Quiz 1**',
        attempts: 1,
        questions: [{ type: 'single', prompt: 'The correct answer is D', answer: '4935', points: 1 }],
      });
      expect(reasonsFor(course, 'imsmanifest.xml#idc1d64e13995c74b24959e8e309d0cba')).toEqual([
        'The item “First Module AnalyTics Beta External Tool” points at nothing in the package.',
      ]);
      expect(reasonsFor(course, 'imsmanifest.xml#i1f4fc3f7049fa09157a195fc3538f184')).toEqual([
        'The resource names “web_resources/sample.mp3”, which is not in the package.',
      ]);
      expect(reasonsFor(course, 'iaa4b4fdadec793530c31c58a249e0879/assignment.xml')).toHaveLength(6);
    });

    it('every type of question of an author tool', async () => {
      const course = await read('all-question-types.imscc');
      expect(outlineOf(course)).toEqual([
        [
          'XavierSchool',
          ['Assignments and quizzes', 'quiz: ALL QUESTION TYPES QUIZ', 'reflection: ALL QUESTION TYPES QUIZ: Tell me what you think'],
        ],
      ]);
      expect(activity(course, 'ALL QUESTION TYPES QUIZ')).toMatchObject({
        questions: [
          {
            type: 'single',
            answer: '2798',
            feedback: 'alright\n\n- **1** – add 2\n- **2** – add 1\n- **3** – good!\n- **4** – subtract 1',
          },
          { type: 'true-false', answer: false },
          { type: 'multiple', answer: ['561', '5073', '5816'] },
          { type: 'matching', answer: { 'response-1853': '777', 'response-9640': '7074', 'response-8971': '9018' } },
          { type: 'numeric', answer: { value: 33.33, tolerance: 0.01 } },
        ],
      });
      const reasons = reasonsFor(course, 'iaa8f9f400b29e514ea8d28fd7ed067f4/assessment_qti.xml').join('\n');
      for (const name of ['Roses are [color1], violets are [color2]', 'simple', 'JUST TEXT', 'FILEZ'])
        expect(reasons).toContain(`Question “${name}”: `);
    });

    it('an assignment with a rubric', async () => {
      const course = await read('assignment-rubrics.imscc');
      expect(activitiesOf(course)).toMatchObject([
        {
          kind: 'assignment',
          title: 'Rubricated Assignment',
          prompt: 'This assignment is rubricated.',
          required: true,
          rubric: {
            criteria: [
              {
                key: '4743',
                title: 'Description of criterion',
                levels: [
                  { title: 'Full Marks', points: 5 },
                  { title: 'No Marks', points: 0 },
                ],
              },
            ],
          },
        },
      ]);
    });
  });
} else {
  it('without the sample packages, a cartridge like them loses nothing', async () => {
    const files = {
      'wiki_content/a.html':
        '<h1>A</h1><p><a href="%24IMS-CC-FILEBASE%24/Notes%20(1).pdf?x=1">Notes</a> <a href="$WIKI_REFERENCE$/pages/b">B</a></p>',
      'wiki_content/b.html': '<p>B</p>',
      'web_resources/Notes (1).pdf': '%PDF-1.4\n',
      'course_settings/canvas_export.txt': 'x',
    };
    const course = await readCartridge({
      items: item('m', 'Module', null, item('i', 'A', 'a') + item('x', 'Tool', 'none')),
      resources: resource('a', 'webcontent', 'wiki_content/a.html') + resource('b', 'webcontent', 'wiki_content/b.html'),
      files,
    });
    expectNothingLost(course, ['imsmanifest.xml', ...Object.keys(files)]);
    expect(outlineOf(course).flat(2)).toEqual(['Module', 'Module', 'page: A', 'More from the package', 'Pages', 'page: b.html']);
    expect(activitiesOf(course)[0]).toMatchObject({ markdown: '[Notes](/media/import-1) [B](activity:b)' });
  });
}
