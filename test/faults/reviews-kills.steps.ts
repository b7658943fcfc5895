import type { Person, RunningAcademy } from '../support/academy';
import { ApiClient, type Json, type Reply } from '../support/client';
import { must } from '../support/world';
import { Desk } from '../reviews/support';
import type { Change } from './doors';

export const WORDS = {
  scores: { aims: 'l2', pupils: 'l2' },
  comments: { pupils: 'They compare two counts and say what they doubt about each of them.' },
  overall: 'A lesson that I could hold tomorrow, with a question to begin with and time to compare.',
};
/** The place where a process is held: before a change, or once all is written, before it reads what it answers with. */
export type Place = Change | `answer from ${string}`;
export type Scene = { api: (base: string) => ApiClient; path: string; desk: Desk; reviewId?: string; seen?: Json };
export type Step = {
  places: readonly Place[];
  prepare: () => Promise<Scene>;
  ask: (api: ApiClient, scene: Scene) => Promise<Reply>;
  /** Whether Postgres has it. */
  isThere: (scene: Scene) => Promise<boolean>;
  /** What the same request is answered afterwards: where nothing had happened, and where all had. */
  again: { before: number; after: number };
};

/** People of one edition, at whatever step they are needed. */
export class Crowd {
  constructor(
    private readonly academy: RunningAcademy,
    private readonly editionId: string,
  ) {}

  async newcomer(key: string): Promise<Desk> {
    const person = await this.academy.person();
    return new Desk(person, must(await person.api.post(`/editions/${this.editionId}/enrolments`), 201).body.id as string, key);
  }
  async author(key: string): Promise<Desk> {
    const desk = await this.newcomer(key);
    await desk.write({ markdown: `Pupils of ${desk.enrolmentId} count what passes, twice.` });
    await desk.submit();
    return desk;
  }
  sceneOf = (desk: Desk, more: Partial<Scene> = {}): Scene => ({ desk, path: desk.path, api: (base) => new ApiClient(base, desk.person.token), ...more });
  async claim(key: string): Promise<Scene> {
    const desk = await this.author(key);
    await this.author(key);
    return this.sceneOf(desk, { reviewId: must(await desk.next(), 201).body.reviewId as string });
  }
  is = async (sql: string, parameters: unknown[]): Promise<boolean> => (await this.academy.database.one(sql, parameters)) !== null;
  workIs = (state: string) => ({ desk }: Scene) =>
    this.is('SELECT FROM submission s JOIN submission_author a ON a.submission_id = s.id WHERE a.enrolment_id = $1 AND a.activity_key = $2 AND s.state = $3', [desk.enrolmentId, desk.key, state]);
  reviewIs = (condition: string) => ({ reviewId }: Scene) => this.is(`SELECT FROM review WHERE id = $1 AND ${condition}`, [reviewId]);
}

/** Every step of peer review, with each place at which whoever does it may die. */
export const stepsOf = (crowd: () => Crowd, staff: () => Person): Record<string, Step> => ({
  'a first draft': {
    places: ['INSERT submission', 'INSERT submission_author', 'answer from grade'],
    prepare: async () => crowd().sceneOf(await crowd().newcomer('draft')),
    ask: (api, { path }) => api.put(`${path}/submission`, { markdown: 'A first thought.', language: 'en' }),
    isThere: (scene) => crowd().workIs('draft')(scene),
    // It is there: she is asked which state of it this is based on.
    again: { before: 201, after: 428 },
  },
  'a draft typed on': {
    places: ['UPDATE submission', 'answer from grade'],
    prepare: async () => {
      const desk = await crowd().newcomer('redraft');
      return crowd().sceneOf(desk, { seen: await desk.write({ markdown: 'A first thought.' }) });
    },
    ask: (api, { path, seen }) => api.put(`${path}/submission`, { markdown: 'A second thought.', language: 'en' }, { headers: { 'if-match': `"r${seen.revision}"` } }),
    isThere: ({ desk }) => crowd().is(`SELECT FROM submission s JOIN submission_author a ON a.submission_id = s.id WHERE a.enrolment_id = $1 AND s.content ->> 'markdown' = 'A second thought.'`, [desk.enrolmentId]),
    again: { before: 200, after: 412 },
  },
  'handing in': {
    places: ['INSERT review_duty', 'UPDATE submission', 'INSERT progress', 'INSERT fact', 'answer from grade'],
    prepare: async () => {
      const desk = await crowd().newcomer('submit');
      await desk.write({ markdown: 'All of it.' });
      return crowd().sceneOf(desk);
    },
    ask: (api, { path }) => api.post(`${path}/submission/submit`),
    isThere: (scene) => crowd().workIs('submitted')(scene),
    again: { before: 200, after: 409 },
  },
  'asking for a work': {
    places: ['INSERT review_duty', 'UPDATE submission', 'INSERT review', 'answer from submission_attachment'],
    prepare: async () => {
      const desk = await crowd().author('next');
      await crowd().author('next');
      return crowd().sceneOf(desk);
    },
    ask: (api, { path }) => api.post(`${path}/reviews/next`),
    isThere: ({ desk }) => crowd().is(`SELECT FROM review WHERE enrolment_id = $1 AND state = 'claimed'`, [desk.enrolmentId]),
    again: { before: 201, after: 200 },
  },
  'a review typed on': {
    places: ['UPDATE review'],
    prepare: () => crowd().claim('save'),
    ask: (api, { reviewId }) => api.put(`/reviews/${reviewId}`, { ...WORDS, done: false }),
    isThere: (scene) => crowd().reviewIs(`overall = '${WORDS.overall}'`)(scene),
    again: { before: 200, after: 200 },
  },
  'handing the last review in': {
    places: ['UPDATE review', 'UPDATE review_duty', 'UPDATE submission', 'INSERT grade', 'INSERT fact'],
    prepare: () => crowd().claim('finish'),
    ask: (api, { reviewId }) => api.put(`/reviews/${reviewId}`, { ...WORDS, done: true }),
    isThere: ({ reviewId }) => crowd().is(`SELECT FROM review r JOIN grade g ON g.submission_id = r.submission_id WHERE r.id = $1 AND r.state = 'done' AND g.released_at IS NOT NULL`, [reviewId]),
    again: { before: 200, after: 200 },
  },
  'taking back what is lent': {
    places: ['UPDATE review', 'UPDATE review_duty', 'UPDATE submission', 'INSERT fact', 'answer from grade'],
    prepare: async () => {
      const desk = await crowd().author('withdraw');
      for (let state = ''; state !== 'in-review'; state = (await desk.work()).state) must(await (await crowd().author('withdraw')).next(), 201);
      return crowd().sceneOf(desk);
    },
    ask: (api, { path }) => api.post(`${path}/submission/withdraw`),
    isThere: (scene) => crowd().workIs('withdrawn')(scene),
    again: { before: 200, after: 409 },
  },
  'giving a claim back': {
    places: ['UPDATE review', 'UPDATE submission'],
    prepare: () => crowd().claim('release'),
    ask: (api, { reviewId }) => api.post(`/reviews/${reviewId}/release`),
    isThere: (scene) => crowd().reviewIs(`state = 'released'`)(scene),
    again: { before: 204, after: 204 },
  },
  'a grade by staff': {
    places: ['INSERT grade', 'INSERT fact'],
    prepare: async () => {
      const desk = await crowd().author('grade');
      return { ...crowd().sceneOf(desk, { seen: await desk.work() }), api: (base) => new ApiClient(base, staff().token) };
    },
    ask: (api, { seen }) => api.put(`/submissions/${seen.id}/grade`, { passed: true, reason: 'Read by two of us.' }),
    isThere: (scene) => crowd().workIs('graded')(scene),
    again: { before: 200, after: 200 },
  },
});
