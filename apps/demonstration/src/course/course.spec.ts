import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Activity, CourseContent, type Question } from '@academy/courses';
import { activitiesOf, type DemonstrationCourse, demonstrationCourses, measuringOurStreet } from '.';
import { markdownOf, PAGES, PICTURES } from './pages';

const ROOT = resolve(__dirname, '../../../..');
const COURSES = demonstrationCourses(ROOT);

const duplicates = (items: readonly string[]) => items.filter((item, index) => items.indexOf(item) < index);
const parsed = (course: DemonstrationCourse): Activity[] =>
  CourseContent.parse(course.content).modules.flatMap((module) => module.sections.flatMap((section) => section.activities));
const questionsOf = (activities: Activity[]): Question[] => activities.flatMap((activity) => (activity.kind === 'quiz' ? activity.questions : []));
const words = (markdown: string) => markdown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Every option that an answer names. */
function named({ type, answer }: Question): string[] {
  if (type === 'single') return [String(answer)];
  if (type === 'multiple' || type === 'ordering') return [...(answer as string[])];
  return type === 'matching' ? Object.entries(answer as Record<string, string>).flat() : [];
}

describe.each(COURSES.map((course) => ({ name: course.slug, course })))('The course $name', ({ course }) => {
  const activities = parsed(course);
  const texts = activitiesOf(course.content.modules).map(markdownOf).join('\n');
  const addressed = [...texts.matchAll(/\/media\/([A-Za-z0-9-]+)/g)].map(([, name]) => name!);

  it('is content that the Academy accepts', () => {
    const result = CourseContent.safeParse(course.content);
    expect(result.error?.issues ?? []).toEqual([]);
    expect(course.slug).toMatch(/^[a-z0-9-]+$/);
  });

  it('names every module, section and activity once', () => {
    const keys = (course.content.modules ?? []).flatMap((module) => [module.key, ...(module.sections ?? []).map(({ key }) => key)]);
    expect(duplicates([...keys, ...activities.map(({ key }) => key)])).toEqual([]);
  });

  it('has something to do in each module', () => {
    const idle = course.content.modules.filter((module) => !activitiesOf([module]).some(({ required }) => required !== false));
    expect(idle.map(({ key }) => key)).toEqual([]);
  });

  it('says how each activity is completed, by a rule that its kind allows', () => {
    const rules = { page: 'viewed', video: 'viewed', resource: 'viewed', quiz: 'score', discussion: 'marked', reflection: 'submitted', survey: 'submitted', assignment: 'reviewed', 'live-event': 'attended' };
    expect(activities.filter(({ kind, completion }) => completion?.rule !== rules[kind]).map(({ key }) => key)).toEqual([]);
  });

  it('asks questions whose answers are among their options, and explains each', () => {
    const questions = questionsOf(activities);
    expect(questions.length).toBeGreaterThanOrEqual(5);
    for (const question of questions) {
      const options = 'options' in question ? (question.options ?? []).map(({ key }) => key) : [];
      expect([question.key, duplicates(options)]).toEqual([question.key, []]);
      expect([question.key, named(question).filter((key) => !options.includes(key))]).toEqual([question.key, []]);
      expect(question.answer).not.toBeNull();
      expect(words(question.feedback)).toBeGreaterThan(10);
    }
  });

  it('leaves no option of an ordering or matching question without a place', () => {
    for (const question of questionsOf(activities)) {
      if (question.type !== 'ordering' && question.type !== 'matching') continue;
      expect([question.key, new Set(named(question))]).toEqual([question.key, new Set(question.options.map(({ key }) => key))]);
      if (question.type === 'ordering') expect(question.answer).not.toEqual(question.options.map(({ key }) => key));
    }
  });

  it('has a drawing with an alternative text for every picture it shows', () => {
    expect(course.pictures.map(({ name }) => name).sort()).toEqual([...new Set(addressed)].sort());
    for (const { name, file, alt } of course.pictures) {
      expect([name, existsSync(file)]).toEqual([name, true]);
      expect([name, words(alt) >= 10]).toEqual([name, true]);
    }
    expect(course.pictures.map(({ name }) => name)).toContain(course.cover);
  });

  it('puts a caption below every picture', () => {
    const pictures = texts.match(/^!\[.*$/gm) ?? [];
    const captioned = texts.match(/^!\[.*\)\n\n\*[^*\n]+\*$/gm) ?? [];
    expect(captioned).toHaveLength(pictures.length);
  });

  it('links only to activities of its own', () => {
    const links = [...texts.matchAll(/\(activity:([a-z0-9-]+)\)/g)].map(([, key]) => key!);
    const keys = activities.map(({ key }) => key);
    expect(links.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('uses every page that is written for it', () => {
    const written = readdirSync(join(ROOT, PAGES, course.slug)).map((file) => basename(file, '.md'));
    expect(written.sort()).toEqual(activities.map(({ key }) => key).sort());
  });

  it('plans as many minutes as its workload says', () => {
    const minutes = activities.reduce((sum, activity) => sum + (activity.minutes ?? 0), 0);
    expect(minutes).toBe(course.content.workloadHours * 60);
  });

  it('teaches on each page as much as can be read in a quarter of an hour', () => {
    const lengths = activities.flatMap((activity) => (activity.kind === 'page' ? [[activity.key, words(activity.markdown)] as const] : []));
    expect(lengths.filter(([, length]) => length < 350 || length > 800)).toEqual([]);
  });

  it('maps its outcomes to competences that DigCompEdu knows', () => {
    const competences = [4, 3, 4, 3, 3, 5].flatMap((last, area) => Array.from({ length: last }, (_, index) => `${area + 1}.${index + 1}`));
    expect(competences).toHaveLength(22);
    expect(course.content.outcomes.filter(({ digcompedu }) => !competences.includes(digcompedu ?? ''))).toEqual([]);
  });
});

describe('The main course', () => {
  const course = measuringOurStreet(ROOT);
  const activities = parsed(course);

  it('shows every kind of activity and asks every type of question', () => {
    expect(new Set(activities.map(({ kind }) => kind))).toEqual(new Set(['page', 'video', 'resource', 'quiz', 'discussion', 'reflection', 'survey', 'assignment', 'live-event']));
    const types = ['single', 'multiple', 'true-false', 'short-text', 'numeric', 'matching', 'ordering'];
    expect(new Set(questionsOf(activities).map(({ type }) => type))).toEqual(new Set(types));
  });

  it('ends with one assignment whose five criteria have four levels from 0 to 3', () => {
    const assignments = activities.filter((activity) => activity.kind === 'assignment');
    expect(assignments).toHaveLength(1);
    expect(assignments[0]!.rubric.criteria).toHaveLength(5);
    for (const { levels } of assignments[0]!.rubric.criteria) expect(levels.map(({ points }) => points)).toEqual([0, 1, 2, 3]);
    expect(activitiesOf([course.content.modules[3]!]).map(({ key }) => key)).toContain(assignments[0]!.key);
  });

  it('asks for a scenario in the fields that its own pages teach, and trains on two samples graded in every criterion', () => {
    const scenario = activities.find((activity) => activity.kind === 'assignment')!;
    const task = markdownOf(activitiesOf(course.content.modules).find(({ key }) => key === scenario.key)!);
    const taught = [...task.matchAll(/^\d+\. \*\*(.+?)\*\*/gm)].map(([, title]) => title);
    expect(scenario.form.fields.map(({ title }) => title)).toEqual(taught);
    expect(scenario).toMatchObject({ trainingRequired: true, reviewsToGive: 3, reviewsWanted: 3, correctionMinutes: 10, anonymity: 'double-blind' });
    expect(scenario.examples.map(({ scores, comments }) => [Object.keys(scores), Object.keys(comments)])).toEqual(
      Array.from({ length: 2 }, () => [scenario.rubric.criteria.map(({ key }) => key), scenario.rubric.criteria.map(({ key }) => key)]),
    );
    const levels = scenario.rubric.criteria.flatMap((criterion) => criterion.levels.map(({ key }) => key));
    expect(scenario.examples.flatMap(({ scores }) => Object.values(scores)).filter((key) => !levels.includes(key))).toEqual([]);
  });

  it('has its film, and captions that begin as captions do', () => {
    const films = activities.flatMap((activity) => (activity.kind === 'video' ? [activity.url, ...activity.captions.map(({ url }) => url)] : []));
    expect(films.map((url) => url.replace('/media/', '')).sort()).toEqual(course.files.map(({ name }) => name).sort());
    const beginnings = course.files.map(({ file, mediaType }) => [mediaType, readFileSync(file).subarray(0, mediaType === 'text/vtt' ? 6 : 4).toString('latin1')]);
    expect(beginnings).toEqual([['video/webm', '\x1a\x45\xdf\xa3'], ['text/vtt', 'WEBVTT'], ['text/vtt', 'WEBVTT']]);
  });
});

it('Every drawing and film in the folder is used by a course', () => {
  const used = COURSES.flatMap(({ pictures, files }) => [...pictures, ...files].map(({ file }) => basename(file)));
  expect(readdirSync(join(ROOT, PICTURES)).sort()).toEqual(used.sort());
});
