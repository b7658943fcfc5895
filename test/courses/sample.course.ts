import type { Json } from '../support/client';
import type { Person } from '../support/academy';

/** A head that the check has nothing to say about. */
export const HEAD = {
  title: 'Measuring our street',
  language: 'en',
  summary: 'Pupils measure the air, noise and traffic of the street that the school is in.',
  subjects: ['science'],
  levels: ['secondary'],
  workloadHours: 1,
  outcomes: [{ text: 'Plan a measurement with pupils', digcompedu: '3.1' }],
  licence: 'CC-BY-4.0',
};

export const QUESTION = { key: 'q1', type: 'single', prompt: 'Which one?', options: [{ key: 'a', text: 'This' }, { key: 'b', text: 'That' }], answer: 'a' };

/** Modules with one activity of each kind that the check finds nothing in. */
export const MODULES = [
  {
    key: 'start',
    title: 'Start',
    sections: [
      {
        key: 'welcome',
        title: 'Welcome',
        activities: [
          { key: 'hello', kind: 'page', title: 'Hello', markdown: 'Begin with [the quiz](activity:first-quiz).', minutes: 10 },
          { key: 'film', kind: 'video', title: 'The street', url: 'https://video.example/street', captions: [{ language: 'en', url: 'https://video.example/street.vtt' }], minutes: 10 },
        ],
      },
    ],
  },
  {
    key: 'work',
    title: 'Work',
    sections: [
      {
        key: 'doing',
        title: 'Doing',
        activities: [
          { key: 'first-quiz', kind: 'quiz', title: 'A quiz', passMark: 0.5, questions: [QUESTION], minutes: 10 },
          {
            key: 'plan', kind: 'assignment', title: 'Your plan', prompt: 'Write a plan.', minutes: 30,
            rubric: { criteria: [{ key: 'aim', title: 'Aim', levels: [{ key: 'low', points: 0, title: 'Unclear' }, { key: 'high', points: 2, title: 'Clear' }] }] },
          },
        ],
      },
    ],
  },
];

export const based = (revision: number) => ({ headers: { 'if-match': `"r${revision}"` } });

/** A course with content, in draft. Answers its description and the draft's revision. */
export async function draftedCourse(author: Person, modules: Json = MODULES, head: Json = HEAD): Promise<{ id: string; slug: string; revision: number }> {
  const { status, body } = await author.api.post('/courses', head);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const draft = await author.api.put(`/courses/${body.id}/draft`, { ...head, modules }, based(1));
  if (draft.status !== 200) throw new Error(JSON.stringify(draft.body));
  return { id: body.id, slug: body.slug, revision: draft.body.revision };
}
