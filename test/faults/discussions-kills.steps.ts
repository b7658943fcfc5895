import { randomUUID } from 'node:crypto';
import type { Person, RunningAcademy } from '../support/academy';
import { ApiClient, type Reply } from '../support/client';
import { must } from '../support/world';
import { open, type Talk, wrongCounters } from '../discussions/support';
import type { Change } from './doors';

/** What discussions write. */
export const TABLES = ['thread', 'post', 'thread_reader', 'reaction', 'poll_vote', 'poll_option', 'post_case', 'post_report', 'space_mute', 'fact'] as const;
/** Once all is written for good, and before the answer is kept under its key. */
export const ANSWER = 'UPDATE idempotency_key.answer';
/** The last that a transaction does: it says at the key that something was done. */
const DONE = 'UPDATE idempotency_key.done_at';
export const KEYS = ['idempotency_key.answer', 'idempotency_key.done_at'] as const;

export type Scene = Readonly<{ person: Person; path: string; body: object; words: string }>;
export type Step = Readonly<{
  method: 'post' | 'put';
  places: readonly Change[];
  prepare: () => Promise<Scene>;
  /** How often Postgres has what was asked for. */
  times: (scene: Scene) => Promise<number>;
}>;

export const ask = ({ method }: Step, { person, path, body, words }: Scene, base: string): Promise<Reply> => new ApiClient(base, person.token)[method](path, body, method === 'post' ? { headers: { 'idempotency-key': words } } : {});

/** What people and moderators do in discussions, with each place at which whoever does it may die. */
export function stepsOf(academy: RunningAcademy, talk: () => Talk): Record<string, Step> {
  const count = async (sql: string, parameters: unknown[]): Promise<number> => (await academy.database.query(sql, parameters)).length;
  const teacher = (index: number): Person => talk().teachers[index]!;
  const sceneOf = (person: Person, path: string, body: object = {}): Scene => ({ person, path, body, words: randomUUID() });
  const withWords = (scene: Scene): Scene => ({ ...scene, body: { ...scene.body, markdown: scene.words } });
  const thread = (change: object = {}) => open(teacher(0), talk().editionId, change);
  return {
    'opening a thread': {
      method: 'post',
      places: ['INSERT post', 'INSERT thread_reader', 'INSERT fact', ANSWER],
      prepare: async () => withWords(sceneOf(teacher(0), `/editions/${talk().editionId}/threads`, { title: 'How wide?', kind: 'question', language: 'en' })),
      times: ({ words }) => count('SELECT FROM thread t JOIN post p ON p.thread_id = t.id WHERE p.markdown = $1', [words]),
    },
    'answering in it': {
      method: 'post',
      places: ['INSERT post', 'INSERT fact', DONE, ANSWER],
      prepare: async () => withWords(sceneOf(teacher(1), `/threads/${(await thread()).id}/posts`)),
      times: ({ words }) => count('SELECT FROM post WHERE markdown = $1', [words]),
    },
    'finding it helpful': {
      method: 'put',
      places: ['UPDATE post', 'UPDATE thread'],
      prepare: async () => sceneOf(teacher(1), `/posts/${(await thread()).postId}/reactions/helpful`),
      times: ({ path }) => count('SELECT FROM reaction r JOIN post p ON p.id = r.post_id JOIN thread t ON t.id = p.thread_id WHERE p.id = $1 AND p.helpful = 1 AND t.score = 1', [path.split('/')[2]]),
    },
    'merging two threads': {
      method: 'post',
      places: ['UPDATE post', 'UPDATE thread', 'INSERT fact'],
      prepare: async () => {
        const [one, other] = [await thread({ kind: 'conversation' }), await thread({ kind: 'conversation' })];
        must(await teacher(1).api.post(`/threads/${one.id}/posts`, { markdown: 'Here, too.', replyTo: one.postId }), 201);
        return sceneOf(talk().coordinator, `/threads/${one.id}/merge`, { into: other.id });
      },
      times: ({ path }) => count("SELECT FROM thread t WHERE t.id = $1 AND t.state = 'merged' AND (SELECT count(*) FROM post p WHERE p.thread_id = t.merged_into) = 3", [path.split('/')[2]]),
    },
    'reporting a post': {
      method: 'post',
      places: ['INSERT post_report', 'INSERT fact'],
      prepare: async () => sceneOf(teacher(1), `/posts/${(await thread()).postId}/report`, { reason: 'offensive', text: 'Look at this.' }),
      times: ({ path }) => count('SELECT FROM post_case k JOIN post_report r ON r.case_id = k.id WHERE k.post_id = $1', [path.split('/')[2]]),
    },
    'deciding a case': {
      method: 'post',
      places: ['UPDATE thread', 'UPDATE post_case', ANSWER],
      prepare: async () => {
        const { id } = must(await teacher(1).api.post(`/posts/${(await thread()).postId}/report`, { reason: 'offensive', text: '' }), 201).body as { id: string };
        return sceneOf(talk().coordinator, `/moderation/${id}`, { decision: 'hide', note: 'Not here.' });
      },
      times: ({ path }) => count("SELECT FROM post_case k JOIN post p ON p.id = k.post_id WHERE k.id = $1 AND k.state = 'decided' AND p.state = 'hidden'", [path.split('/')[2]]),
    },
    'voting in a poll': {
      method: 'put',
      places: ['UPDATE poll_option'],
      prepare: async () => sceneOf(teacher(1), `/threads/${(await thread({ kind: 'poll', title: 'When?', poll: { options: ['Morning', 'Noon'] } })).id}/vote`, { options: ['o2'] }),
      times: ({ path }) => count('SELECT FROM poll_vote v JOIN poll_option o ON o.thread_id = v.thread_id AND o.key = v.option_key WHERE v.thread_id = $1 AND o.votes = 1', [path.split('/')[2]]),
    },
  };
}

const told = (kind: string, field: string, id: string) => `(SELECT count(*) FROM fact f WHERE f.kind = '${kind}' AND f.payload ->> '${field}' = ${id}::text)`;
/** What must hold between any two transactions: each line finds the rows for which it does not. */
const RULES: Readonly<Record<string, string>> = {
  'a thread has its opening post, or went into another': `SELECT t.id FROM thread t WHERE t.state <> 'merged' AND NOT EXISTS (SELECT FROM post p WHERE p.thread_id = t.id AND p.number = 1)`,
  'a merged thread has none': `SELECT t.id FROM thread t JOIN post p ON p.thread_id = t.id WHERE t.state = 'merged'`,
  'a thread is told once': `SELECT t.id FROM thread t WHERE ${told('thread.opened', 'threadId', 't.id')} <> 1`,
  'a post is told once': `SELECT p.id FROM post p WHERE ${told('post.shown', 'postId', 'p.id')} <> 1`,
  'a hidden post is told once': `SELECT p.id FROM post p WHERE ${told('post.hidden', 'postId', 'p.id')} <> CASE WHEN p.state = 'hidden' THEN 1 ELSE 0 END`,
  'a merge is told once': `SELECT t.id FROM thread t WHERE ${told('thread.merged', 'threadId', 't.id')} <> CASE WHEN t.state = 'merged' THEN 1 ELSE 0 END`,
  'who wrote follows': `SELECT p.id FROM post p WHERE NOT EXISTS (SELECT FROM thread_reader r WHERE r.thread_id = p.thread_id AND r.user_id = p.author_id AND r.is_following)`,
  'a case has its report, and is told once': `SELECT k.id FROM post_case k WHERE NOT EXISTS (SELECT FROM post_report r WHERE r.case_id = k.id) OR ${told('post-case.opened', 'caseId', 'k.id')} <> 1`,
  'a decision is told once': `SELECT k.id FROM post_case k WHERE ${told('post-case.decided', 'caseId', 'k.id')} <> CASE WHEN k.state = 'decided' THEN 1 ELSE 0 END`,
  'options count their votes': `SELECT o.thread_id AS id FROM poll_option o WHERE o.votes <> (SELECT count(*) FROM poll_vote v WHERE v.thread_id = o.thread_id AND v.option_key = o.key)`,
};

/** What is half-made: nothing, at any time. */
export async function halfMade(academy: RunningAcademy): Promise<string[]> {
  const found = (await wrongCounters(academy)).map((row) => `counters: ${JSON.stringify(row)}`);
  for (const [rule, sql] of Object.entries(RULES)) for (const { id } of await academy.database.query<{ id: string }>(sql)) found.push(`${rule}: ${id}`);
  return found;
}
