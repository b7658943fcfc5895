import type { ThreadFilter } from '@academy/discussions';
import type { DiscussionStage } from './stage';
import { TONGUES, wordsOf } from './vocabulary';
import { type Reader, readerId, type Size } from './world';

/** What is asked of a space: prepared once, then asked again and again, each time a little differently. */
export type Measure = Readonly<{ name: string; kind: 'list' | 'summary' | 'thread' | 'search' | 'posting'; ask: (stage: DiscussionStage, size: Size) => Promise<(turn: number) => Promise<unknown>> }>;

const PAGE = 20;
const POSTS = 40;
const words = new Map(TONGUES.map((tongue) => [tongue.language, wordsOf(tongue, 20_000)]));
const word = (language: string, rank: number): string => words.get(language)![rank - 1]!;

/** The first page of a list, and one after some turns of pages. */
function list(name: string, filter: ThreadFilter, reader: Reader = 'usual'): Measure[] {
  return [0, 2].map((pages) => ({
    name: `${name}${pages ? ', third page' : ''} (${reader})`,
    kind: 'list',
    ask: async ({ lists }, { spaceId }) => {
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) cursor = (await lists.list(spaceId, readerId(reader), filter, PAGE, cursor)).nextCursor ?? undefined;
      return () => lists.list(spaceId, readerId(reader), filter, PAGE, cursor);
    },
  }));
}

/** What stands round a list: who comes, and what is new. With languages, also how many threads are in others. */
const arrival = (reader: Reader): Measure => ({ name: `arrival (${reader})`, kind: 'summary', ask: ({ visits }, { spaceId }) => Promise.resolve(() => visits.arrive(spaceId, readerId(reader))) });
const summary = (reader: Reader, filter: ThreadFilter = {}, what = ''): Measure => ({
  name: `summary${what} (${reader})`,
  kind: 'summary',
  ask: async ({ news, visits }, { spaceId }) => {
    const { present } = await visits.arrive(spaceId, readerId(reader));
    return () => news.summary(spaceId, readerId(reader), present, filter);
  },
});

/** A page of the longest thread: its head and its posts, from a share of it on. */
const thread = (name: string, share: number, reader: Reader): Measure => ({
  name: `longest thread, ${name} (${reader})`,
  kind: 'thread',
  ask: async ({ pages, openings, database }, { spaceId }) => {
    const longest = await database.one<{ id: string; last: number }>('SELECT id, last_number AS last FROM thread WHERE space_id = $1 ORDER BY last_number DESC LIMIT 1', [spaceId]);
    const { id, last } = longest!;
    const place = await database.one<{ number: number }>('SELECT number FROM post WHERE thread_id = $1 AND root_number >= $2 ORDER BY root_number, number LIMIT 1', [id, Math.min(Math.floor(last * share), last - 20) || 1]);
    return async () => {
      await openings.of(id, readerId(reader), place!.number, POSTS, `reply:${id}`);
      await pages.page(id, readerId(reader), place!.number, POSTS);
    };
  },
});
const firstUnread = (reader: Reader): Measure => ({
  name: `longest thread, first unread (${reader})`,
  kind: 'thread',
  ask: async ({ pages, database }, { spaceId }) => {
    const longest = await database.one<{ id: string }>('SELECT id FROM thread WHERE space_id = $1 ORDER BY last_number DESC LIMIT 1', [spaceId]);
    return () => pages.firstUnread(longest!.id, readerId(reader));
  },
});

/** Words as they are typed, in several languages by turns. */
function search(name: string, typed: (language: string, turn: number) => string, filter: ThreadFilter = {}): Measure {
  const languages = ['en', 'de', 'el', 'pl', 'fr'];
  return {
    name: `search, ${name}`,
    kind: 'search',
    ask: ({ lists, search: understanding }, { spaceId }) =>
      Promise.resolve(async (turn) => {
        const asked = await understanding.understand(spaceId, readerId('usual'), typed(languages[turn % languages.length]!, turn));
        return asked && lists.list(spaceId, readerId('usual'), { ...filter, query: asked.query }, PAGE);
      }),
  };
}
/** The same on the page: posts, best first, with what was looked for marked. */
function found(name: string, typed: (language: string, turn: number) => string, filter: ThreadFilter = {}): Measure {
  const languages = ['en', 'de', 'el', 'pl', 'fr'];
  return {
    name: `posts, ${name}`,
    kind: 'search',
    ask: ({ found: posts, search: understanding }, { spaceId }) =>
      Promise.resolve(async (turn) => {
        const asked = await understanding.understand(spaceId, readerId('usual'), typed(languages[turn % languages.length]!, turn));
        return asked && posts.find(spaceId, readerId('usual'), asked.query, filter, PAGE);
      }),
  };
}
const mistyped = (right: string): string => `${right.slice(0, 3)}${right.slice(4)}`;

export const MEASURES: readonly Measure[] = [
  ...list('latest', {}), ...list('latest', {}, 'newcomer'), ...list('latest', {}, 'diligent'), ...list('latest', {}, 'writer'),
  ...list('new', { sort: 'new' }), ...list('most useful', { sort: 'top' }),
  ...list('unread', { filter: 'unread' }, 'newcomer'), ...list('unread', { filter: 'unread' }), ...list('unread', { filter: 'unread' }, 'diligent'), ...list('unread', { filter: 'unread' }, 'cleared'), ...list('unread', { filter: 'unread' }, 'writer'),
  ...list('unread, most useful', { filter: 'unread', sort: 'top' }, 'diligent'), ...list('unread, new', { filter: 'unread', sort: 'new' }, 'diligent'), ...list('unread, in Polish', { filter: 'unread', languages: ['pl'] }, 'diligent'),
  ...list('following', { filter: 'following' }), ...list('following', { filter: 'following' }, 'newcomer'), ...list('following', { filter: 'following' }, 'cleared'), ...list('following, new', { filter: 'following', sort: 'new' }, 'writer'),
  ...list('unanswered', { filter: 'unanswered' }), ...list('unanswered, new', { filter: 'unanswered', sort: 'new' }), ...list('unanswered, in Greek', { filter: 'unanswered', languages: ['el'] }),
  ...list('in English', { languages: ['en'] }), ...list('in Polish', { languages: ['pl'] }), ...list('in Maltese', { languages: ['mt'] }), ...list('in five languages', { languages: ['en', 'de', 'fr', 'it', 'pl'] }), ...list('in Greek and Polish', { languages: ['el', 'pl'] }),
  ...list('in Polish, most useful', { languages: ['pl'], sort: 'top' }), ...list('in Greek and Polish, new', { languages: ['el', 'pl'], sort: 'new' }),
  ...list('of an activity', { activityKey: 'talk' }), ...list('of an activity, most useful', { activityKey: 'talk', sort: 'top' }), ...list('walls', { kind: 'wall' }), ...list('questions', { kind: 'question' }), ...list('polls', { kind: 'poll' }),
  { name: 'pinned', kind: 'list', ask: ({ lists }, { spaceId }) => Promise.resolve(() => lists.pinned(spaceId, readerId('usual'))) },
  arrival('newcomer'), arrival('usual'), summary('usual', { languages: ['en', 'de'] }, ' in two languages'), summary('newcomer'), summary('usual'), summary('diligent'), summary('cleared'), summary('writer'),
  thread('first page', 0, 'usual'), thread('in the middle', 0.5, 'usual'), thread('last page', 1, 'usual'), thread('last page', 1, 'writer'), firstUnread('newcomer'), firstUnread('usual'), firstUnread('diligent'), firstUnread('writer'),
  search('the most common word', (language) => word(language, 1)), search('a common word', (language, turn) => word(language, 10 + turn)), search('a word', (language, turn) => word(language, 200 + turn * 7)),
  search('a rare word', (language, turn) => word(language, 15_000 + turn * 31)), search('two words', (language, turn) => `${word(language, 30 + turn)} ${word(language, 200 + turn)}`), search('a phrase', (language, turn) => `"${word(language, 2 + turn)} ${word(language, 3 + turn)}"`),
  found('the most common word', (language) => word(language, 1)), found('a common word', (language, turn) => word(language, 10 + turn)), found('a word', (language, turn) => word(language, 200 + turn * 7)), found('a rare word, in two languages', (language, turn) => word(language, 15_000 + turn * 31), { languages: ['en', 'de'] }),
  search('a mistyped word', (language, turn) => mistyped(word(language, 300 + turn))), search('no hit', (_, turn) => `xqzw${turn}kkvy`), search('unanswered, a common word', (language, turn) => word(language, 10 + turn), { filter: 'unanswered' }),
];
