import { PASSWORD, type Person, type RunningAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { Visitor } from '../support/visitor';
import { HEAD } from '../courses/sample.course';

const DAY = 86_400_000;
const options = (...texts: string[]) => texts.map((text, index) => ({ key: 'abcdef'[index]!, text }));

/** One question of each kind. No feedback text occurs in a prompt or an option. */
export const QUESTIONS = [
  { key: 'one', type: 'single', prompt: 'Which street?', options: options('Ours', 'Theirs'), answer: 'a', feedback: 'FEEDBACK-ONE' },
  { key: 'many', type: 'multiple', prompt: 'Which tools?', options: options('Tape', 'Watch', 'Drum'), answer: ['a', 'b'], feedback: 'FEEDBACK-MANY' },
  { key: 'truth', type: 'true-false', prompt: 'Rain counts.', answer: true },
  { key: 'word', type: 'short-text', prompt: 'Name the tool.', answer: ['SECRET-WORD', 'tape'] },
  { key: 'count', type: 'numeric', prompt: 'How many metres?', answer: { value: 3.5, tolerance: 0.1 } },
  { key: 'pairs', type: 'matching', prompt: 'What with what?', options: [{ key: 'speed', text: 'Speed' }, { key: 'noise', text: 'Noise' }, { key: 'meter', text: 'Meter' }, { key: 'stopwatch', text: 'Stopwatch' }], answer: { speed: 'stopwatch', noise: 'meter' } },
  { key: 'order', type: 'ordering', prompt: 'In which order?', options: options('Ask', 'Count', 'Draw'), answer: ['a', 'b', 'c'], points: 4 },
];

export const RIGHT: [string, string][] = [
  ['answer.one', 'a'], ['answer.many', 'a'], ['answer.many', 'b'], ['answer.truth', 'true'], ['answer.word', ' Tape '], ['answer.count', '3,5'],
  ['answer.pairs.speed', 'stopwatch'], ['answer.pairs.noise', 'meter'], ['answer.order.a', '1'], ['answer.order.b', '2'], ['answer.order.c', '3'],
];

const section = (key: string, activities: Json[]) => ({ key: `${key}-section`, title: `Part of ${key}`, activities });
const RUBRIC = { criteria: [{ key: 'aim', title: 'Is the aim clear?', levels: [{ key: 'low', points: 0, title: 'Hazy' }, { key: 'high', points: 2, title: 'Sharp', descriptor: 'One sentence says it.' }] }] };

export const MODULES = [
  {
    key: 'start',
    title: 'Looking closely',
    summary: 'Where to begin.',
    sections: [
      section('start', [
        { key: 'hello', kind: 'page', title: 'Hello', markdown: 'Begin with [the quiz](activity:check).', minutes: 10 },
        { key: 'check', kind: 'quiz', title: 'Check yourself', introduction: 'Take your time.', passMark: 0.6, attempts: 2, questions: QUESTIONS, completion: { rule: 'score', atLeast: 0.6 }, minutes: 5 },
        { key: 'film', kind: 'video', title: 'A film elsewhere', url: 'https://video.example/street', transcript: 'What is said.', required: false },
        { key: 'link', kind: 'resource', title: 'A link', url: 'https://www.data.example/noise', description: 'Maps of noise.', required: false },
        { key: 'diary', kind: 'reflection', title: 'My street', prompt: 'What do you hear?', completion: { rule: 'submitted' } },
        { key: 'wall', kind: 'discussion', title: 'The wall', prompt: 'Show your street.', completion: { rule: 'marked' } },
        { key: 'plan', kind: 'assignment', title: 'Your plan', prompt: 'Write a plan.', rubric: RUBRIC, completion: { rule: 'marked' } },
      ]),
    ],
  },
  { key: 'later', title: 'Counting fairly', summary: 'How to count.', sections: [section('later', [{ key: 'second', kind: 'page', title: 'The second week', markdown: 'Now count.', minutes: 20 }])] },
];

/** A published course of two modules. */
export async function publishedCourse(author: Person, wanted: Json = {}): Promise<{ id: string; slug: string }> {
  const { modules = MODULES, slug, ...head } = wanted;
  const { body: course } = await author.api.post('/courses', { ...HEAD, ...head, ...(slug ? { slug } : {}) });
  const draft = await author.api.put(`/courses/${course.id}/draft`, { ...HEAD, ...head, modules }, { headers: { 'if-match': '"r1"' } });
  if (draft.status !== 200) throw new Error(JSON.stringify(draft.body));
  const version = await author.api.post(`/courses/${course.id}/versions`, { notes: 'First' });
  if (version.status !== 201) throw new Error(JSON.stringify(version.body));
  return { id: course.id, slug: course.slug };
}

/** An edition that began yesterday, with one module a week; opened for enrolment. */
export async function openEdition(academy: RunningAcademy, author: Person, courseId: string, wanted: Json = {}): Promise<string> {
  const at = (days: number) => new Date(academy.clock.now().getTime() + days * DAY).toISOString();
  const input = { name: 'Spring', enrolFrom: at(-10), enrolUntil: at(10), startsAt: at(-1), endsAt: at(30), release: { mode: 'weekly' }, ...wanted };
  const { status, body } = await author.api.post(`/courses/${courseId}/editions`, input);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const opened = await author.api.post(`/editions/${body.id}/state`, { state: 'open' });
  if (opened.status !== 200) throw new Error(JSON.stringify(opened.body));
  return body.id;
}

export type Wanted = { displayName?: string; locale?: string };

/** A teacher's browser, signed in. */
export async function signedIn(academy: RunningAcademy, wanted: Wanted = {}): Promise<Visitor & { person: Person }> {
  const person = await academy.person(wanted);
  const visitor = Object.assign(new Visitor(academy.config.publicUrl), { person });
  await visitor.signIn(person.email, PASSWORD);
  return visitor;
}

/** The same in an edition; `home` is where the outline is. */
export async function takingPart(academy: RunningAcademy, editionId: string, wanted: Wanted = {}): Promise<Visitor & { person: Person; home: string }> {
  const visitor = await signedIn(academy, wanted);
  const { status, location, html } = await visitor.post(`/editions/${editionId}/enrolment`, { certificateName: visitor.person.displayName });
  if (status !== 303) throw new Error(`${status} ${html}`);
  return Object.assign(visitor, { home: location! });
}
