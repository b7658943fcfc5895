import type { ApiClient, Reply } from './client';
import type { Person } from './academy';

const DAY = 24 * 3_600_000;

/** A small course: a page, a quiz with one question of each main type, a reflection, a discussion, in two modules. */
export const smallCourse = {
  title: 'Counting the swifts',
  language: 'en',
  summary: 'How a class counts birds and learns to doubt its numbers.',
  subjects: ['science'],
  levels: ['secondary'],
  workloadHours: 4,
  outcomes: [{ text: 'Plan a count that another class can repeat', digcompedu: '3.1' }],
  licence: 'CC-BY-4.0',
};

export const quizQuestions = [
  { key: 'q1', type: 'single', prompt: 'Which is a count?', options: [{ key: 'a', text: 'Twelve' }, { key: 'b', text: 'Many' }], answer: 'a', points: 1, feedback: 'A count is a number.' },
  { key: 'q2', type: 'true-false', prompt: 'A larger sample is always fair.', answer: false, points: 1, feedback: 'It can be biased all the same.' },
  { key: 'q3', type: 'numeric', prompt: 'Half of 11?', answer: { value: 5.5, tolerance: 0 }, points: 1, feedback: '' },
  { key: 'q4', type: 'short-text', prompt: 'The bird of this course?', answer: ['swift', 'the swift'], points: 1, feedback: '' },
  { key: 'q5', type: 'matching', prompt: 'Match.', options: [{ key: 'l1', text: 'mean' }, { key: 'l2', text: 'mode' }, { key: 'r1', text: 'sum over number' }, { key: 'r2', text: 'most frequent' }], answer: { l1: 'r1', l2: 'r2' }, points: 1, feedback: '' },
];
export const rightAnswers = { q1: 'a', q2: false, q3: 5.5, q4: 'Swift', q5: { l1: 'r1', l2: 'r2' } };

export const courseModules = [
  {
    key: 'm1',
    title: 'Why count',
    sections: [
      {
        key: 's1',
        title: 'Begin',
        activities: [
          { key: 'read', kind: 'page', title: 'Why we count', markdown: '# Counting\n\nWe count **because** we forget.' },
          { key: 'quiz', kind: 'quiz', title: 'What is a count?', passMark: 0.6, questions: quizQuestions, completion: { rule: 'score', atLeast: 0.6 } },
        ],
      },
    ],
  },
  {
    key: 'm2',
    title: 'Doubt',
    sections: [
      {
        key: 's2',
        title: 'Think',
        activities: [
          { key: 'diary', kind: 'reflection', title: 'My doubt', prompt: 'What do you doubt?', completion: { rule: 'submitted' } },
          { key: 'talk', kind: 'discussion', title: 'Compare', prompt: 'Compare with a colleague.', completion: { rule: 'marked' } },
        ],
      },
    ],
  },
];

export const must = (reply: Reply, status: number): Reply => {
  if (reply.status !== status) throw new Error(`Expected ${status}, got ${reply.status}: ${JSON.stringify(reply.body).slice(0, 800)}`);
  return reply;
};

/** A published course by this designer, through the API. */
export async function publishCourse(designer: Person, slug?: string, modules: object[] = courseModules): Promise<{ courseId: string }> {
  const course = must(await designer.api.post('/courses', { ...smallCourse, ...(slug ? { slug } : {}) }), 201).body;
  await publishVersion(designer, course.id, modules);
  return { courseId: course.id };
}

/** The next version of a course, of these modules. */
export async function publishVersion(designer: Person, courseId: string, modules: object[]): Promise<void> {
  const draft = must(await designer.api.get(`/courses/${courseId}/draft`), 200);
  const { revision: _, ...content } = draft.body;
  must(await designer.api.put(`/courses/${courseId}/draft`, { ...content, modules }, { headers: { 'if-match': draft.headers.get('etag')! } }), 200);
  must(await designer.api.post(`/courses/${courseId}/versions`, { notes: 'As written' }), 201);
}

export const editionDates = (now: Date, startInDays = -1) => ({
  enrolFrom: new Date(now.getTime() - 10 * DAY).toISOString(),
  enrolUntil: new Date(now.getTime() + 30 * DAY).toISOString(),
  startsAt: new Date(now.getTime() + startInDays * DAY).toISOString(),
  endsAt: new Date(now.getTime() + 60 * DAY).toISOString(),
});

/** An open edition of a course, run by this coordinator. */
export async function openEdition(coordinator: Person, courseId: string, now: Date, change: object = {}): Promise<string> {
  const edition = must(await coordinator.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...editionDates(now), ...change }), 201).body;
  must(await coordinator.api.post(`/editions/${edition.id}/state`, { state: 'open' }), 200);
  return edition.id;
}

/** Runs an open edition and closes it. The clockwork may have started it before. */
export async function closeEdition(coordinator: Person, editionId: string): Promise<void> {
  const started = await coordinator.api.post(`/editions/${editionId}/state`, { state: 'running' });
  if (started.status !== 409) must(started, 200);
  must(await coordinator.api.post(`/editions/${editionId}/state`, { state: 'closed' }), 200);
}

/** Does every activity of the small course. */
export async function completeCourse(teacher: ApiClient, enrolmentId: string): Promise<void> {
  must(await teacher.get(`/enrolments/${enrolmentId}/activities/read`), 200);
  const attempt = must(await teacher.post(`/enrolments/${enrolmentId}/activities/quiz/attempts`), 201).body;
  must(await teacher.put(`/attempts/${attempt.id}`, { answers: rightAnswers }), 200);
  must(await teacher.post(`/attempts/${attempt.id}/finish`), 200);
  must(await teacher.put(`/enrolments/${enrolmentId}/activities/diary/reflection`, { markdown: 'That small samples lie.', shared: true }), 200);
  must(await teacher.post(`/enrolments/${enrolmentId}/activities/talk/complete`), 200);
}
