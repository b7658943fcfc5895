import { LONGEST_POST } from '@academy/discussions';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { RawClient } from '../support/raw';
import { must } from '../support/world';
import { FORGED_CURSORS, JUNK_CURSORS } from '../web/hostile';
import { gather, open, type Talk, wrongCounters } from './support';

const filled = (piece: string): string => piece.repeat(Math.floor(LONGEST_POST / piece.length));
/** Texts on which a careless reader of Markdown, or of mentions, spends minutes. */
const PATHOLOGICAL: Readonly<Record<string, string>> = {
  'quotes in quotes': filled('>'),
  'quotes in quotes, with spaces': `${filled('> ').slice(0, LONGEST_POST - 1)}a`,
  'open brackets': filled('['),
  'open pictures': filled('!['),
  'links in links': filled('[a](').slice(0, LONGEST_POST),
  'open emphasis': filled('*a **b '),
  'underscores': filled('_a __b '),
  'open code': filled('`a ``b '),
  'open tags': filled('<a '),
  'open comments': filled('<!-- '),
  'lists in lists': Array.from({ length: 190 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n').slice(0, LONGEST_POST),
  'a wide table': `${filled('|a').slice(0, 9_000)}|\n${filled('|-').slice(0, 9_000)}|`,
  'mentions': filled('@a '),
  'open mentions': filled('@[a](person:'),
  'names without end': `@${filled('a ').slice(0, LONGEST_POST - 2)}`,
  'backslashes': filled('\\'),
  'entities': filled('&#x'),
  'addresses': filled('http://a.'),
  'line breaks': `a${filled('\n').slice(2)}b`,
  'marks on one letter': `a${filled('\u0301').slice(1)}`,
};
/** Of processor time, as the web process takes it here: while the machine serves others, nothing is read. */
const SECONDS = 5;

/** What is no text to post, as JSON writes it. */
const BROKEN: Readonly<Record<string, string>> = {
  NUL: '{"markdown":"a\\u0000b"}',
  'a megabyte': JSON.stringify({ markdown: 'x'.repeat(1024 * 1024) }),
  'a list': '{"markdown":["a"]}',
  'nothing but spaces': '{"markdown":"\\u00a0\\u2003 \\n"}',
  'a reply to nothing': '{"markdown":"a","replyTo":"nobody"}',
  'files without end': JSON.stringify({ markdown: 'a', fileIds: Array.from({ length: 500 }, () => '11111111-1111-4111-8111-111111111111') }),
  'a language that is none': '{"markdown":"a","language":"en\\u0000"}',
};
/** Signs that turn the order of letters, or cannot be seen. */
const TURNED = '\u202Eesrever\u202C \u2066a\u2069 \u200B\u200D\uFEFF \u2028 \u0007';

describe('discussions, whatever they are sent', () => {
  let academy: RunningAcademy;
  let client: RawClient;
  let talk: Talk;
  let threadId: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    client = new RawClient(academy.config.port);
    talk = await gather(academy, 1);
    ({ id: threadId } = await open(talk.teachers[0]!, talk.editionId));
  });
  afterAll(async () => {
    client.close();
    await academy.stop();
  });

  const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: string) =>
    client.send({ method, path: `/api/v1${path}`, headers: { authorization: `Bearer ${talk.teachers[0]!.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, body });

  it.each(Object.entries(PATHOLOGICAL))('read %s in no time', async (_what, markdown) => {
    const before = process.cpuUsage();
    const { id } = await open(talk.teachers[0]!, talk.editionId, { markdown, title: markdown.slice(0, 200).trim() });
    must(await talk.teachers[0]!.api.get(`/threads/${id}`), 200);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(SECONDS);
  });

  it('refuse what is no text, and keep nothing of it', async () => {
    const statuses: Record<string, number> = {};
    for (const [what, body] of Object.entries(BROKEN)) statuses[what] = (await send('POST', `/threads/${threadId}/posts`, body)).status;
    expect(Object.entries(statuses).filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
    expect(must(await talk.teachers[0]!.api.get(`/threads/${threadId}`), 200).body.posts.items).toHaveLength(1);
  });

  it('keep signs that turn letters round within their post', async () => {
    const { id } = await open(talk.teachers[0]!, talk.editionId, { markdown: TURNED });
    const { posts } = must(await talk.teachers[0]!.api.get(`/threads/${id}`), 200).body as { posts: { items: { html: string }[] } };
    expect(posts.items[0]!.html).toMatch(/^<p>[\s\S]*<\/p>\n$/);
  });

  it('put a sign for what cannot be read in the place of half a letter', async () => {
    const { id } = await open(talk.teachers[0]!, talk.editionId);
    for (const body of ['{"markdown":"a\\ud800b"}', '{"markdown":"\\udfffa"}']) expect((await send('POST', `/threads/${id}/posts`, body)).status).toBe(201);
    const { posts } = must(await talk.teachers[0]!.api.get(`/threads/${id}`), 200).body as { posts: { items: { html: string }[] } };
    expect(posts.items.slice(1).map(({ html }) => html)).toEqual(['<p>a\ufffdb</p>\n', '<p>\ufffda</p>\n']);
  });

  it('answer every cursor and every search', async () => {
    const wrong: string[] = [];
    for (const cursor of [...JUNK_CURSORS, ...FORGED_CURSORS]) {
      for (const path of [`/editions/${talk.editionId}/threads?cursor=`, `/editions/${talk.editionId}/threads?sort=top&cursor=`, `/editions/${talk.editionId}/threads?q=count&cursor=`, `/threads/${threadId}?cursor=`]) {
        const { status } = await send('GET', `${path}${encodeURIComponent(cursor)}`);
        if (status >= 500) wrong.push(`${path}${cursor}: ${status}`);
      }
    }
    for (const words of ["'", '"', '((', '& | !', '\\', ':*', '<->', '%', '_', '-a', '"a -b', 'x'.repeat(200), '𝕬𝕭𝕮', 'İ', 'ß', '\u0301', 'a\u0000b', TURNED]) {
      const { status } = await send('GET', `/editions/${talk.editionId}/threads?q=${encodeURIComponent(words)}`);
      if (status >= 500) wrong.push(`q=${words}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(await wrongCounters(academy)).toEqual([]);
  });
});
