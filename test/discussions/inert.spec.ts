import { XMLParser } from 'fast-xml-parser';
import type { Browser, Page } from 'playwright-core';
import { Sessions } from '@academy/people';
import { Feeds } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { must } from '../support/world';
import { HOSTILE_HTML, HOSTILE_MARKDOWN } from './inert.corpus';
import { Inspection } from './inert.inspection';
import { News } from './news.world';
import { open } from './support';

const CORPUS = [...HOSTILE_HTML, ...HOSTILE_MARKDOWN];
const NAME = '<img src=x onerror=top.ran=1>"\'-->';
/** The search finds a word that stands in every text. */
const marked = (text: string): string => `${text}\n\nneedleword`;
const titled = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200).trim();

describe('what people write is words, never code', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let inspection: Inspection;
  let page: Page;
  let news: News;
  let [asker, writer]: [Person, Person] = [] as never;
  let threadId: string;
  const posts: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy();
    browser = await openBrowser();
    inspection = await Inspection.open(browser, academy.config.publicUrl);
    page = await inspection.page();
    news = await News.begin(academy, 2);
    [asker, writer] = news.talk.teachers as [Person, Person];
    await academy.database.query('UPDATE users SET display_name = $2, school = $2 WHERE id = ANY ($1)', [[asker.id, writer.id], NAME]);
    const { editionId, coordinator } = news.talk;
    threadId = (await open(asker, editionId, { title: titled(HOSTILE_HTML[4]!), markdown: marked(HOSTILE_HTML[4]!) })).id;
    for (const text of CORPUS) posts.push(await news.reply(writer, threadId, marked(text)));
    for (const text of CORPUS) await open(writer, editionId, { title: titled(text), kind: 'conversation', markdown: marked(text) });
    await open(coordinator, editionId, { title: 'Which?', kind: 'poll', markdown: '', poll: { options: HOSTILE_HTML.slice(0, 10).map(titled) } });
    await asker.api.put('/me/card', { about: HOSTILE_HTML[4], isListed: true });
    for (const postId of posts.slice(0, 12)) must(await asker.api.post(`/posts/${postId}/report`, { reason: 'other', text: HOSTILE_HTML[9] }), 201);
    await news.watch.quiet();
    await as(asker);
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  async function as(person: Person): Promise<void> {
    const { token } = await academy.web.get(Sessions).open(person.id, 'cookie');
    await inspection.context.addCookies([{ name: 'academy', value: token, url: academy.config.publicUrl }]);
  }
  /** A page and those that follow it; how often the marked word stood there says that there was something to see. */
  async function walk(path: string, most = 6): Promise<{ flaws: string[]; text: string }> {
    const flaws: string[] = [];
    let [next, text]: [string | null, string] = [path, ''];
    for (let count = 0; next !== null && count < most; count++) {
      flaws.push(...(await inspection.visit(page, next)));
      text += await page.evaluate<string>('document.querySelector("main").textContent');
      next = await page.evaluate<string | null>('document.querySelector(".pagination a[rel=next]")?.getAttribute("href") ?? null');
    }
    return { flaws, text };
  }

  it('on the pages of a thread, lists, search, notifications, and of people', async () => {
    const { editionId } = news.talk;
    for (const path of [`/threads/${threadId}?at=1`, `/discussions/${editionId}?sort=new`, `/discussions/${editionId}?q=needleword`, '/me/notifications', `/editions/${editionId}/colleagues`, `/editions/${editionId}/colleagues/${writer.id}`, `/posts/${posts[0]}/report`]) {
      const { flaws, text } = await walk(path);
      expect(flaws).toEqual([]);
      expect(text).toContain(path.includes('/colleagues') ? NAME : 'onerror');
    }
  });

  it('in the moderators’ queue, on the poll, and as the person concerned reads a decision', async () => {
    const poll = (await academy.database.one<{ id: string }>(`SELECT id FROM thread WHERE kind = 'poll' AND space_id = $1`, [news.talk.editionId]))!;
    await as(news.talk.coordinator);
    for (const [path, seen] of [[`/discussions/${news.talk.editionId}/moderation`, '<script>'], [`/threads/${poll.id}`, 'Which?']] as const) {
      const { flaws, text } = await walk(path);
      expect(flaws).toEqual([]);
      expect(text).toContain(seen);
    }
    const [first] = must(await news.talk.coordinator.api.get(`/editions/${news.talk.editionId}/moderation`), 200).body.items as { id: string }[];
    must(await news.talk.coordinator.api.post(`/moderation/${first!.id}`, { decision: 'warn', note: HOSTILE_HTML[4]! }), 204);
    await as(writer);
    const { flaws, text } = await walk(`/post-cases/${first!.id}`);
    expect([flaws, text.includes('onerror')]).toEqual([[], true]);
  });

  it('over the API, in feeds and in mails, where no policy of ours holds anything back', async () => {
    const shown: string[] = [];
    for (let cursor = ''; cursor !== 'end'; ) {
      const { items, nextCursor } = must(await asker.api.get(`/threads/${threadId}?limit=100${cursor}`), 200).body.posts as { items: { html: string }[]; nextCursor: string | null };
      shown.push(...items.map(({ html }) => html));
      cursor = nextCursor === null ? 'end' : `&cursor=${nextCursor}`;
    }
    expect(shown).toHaveLength(CORPUS.length + 1);
    const wrong: string[] = [];
    for (const html of shown) wrong.push(...(await inspection.fragment(page, html)));
    expect(wrong).toEqual([]);

    const { space } = await academy.web.get(Feeds).tokens(asker.id, news.talk.editionId);
    const xml = await (await fetch(`${academy.config.publicUrl}/discussions/feeds/${space}`)).text();
    const { feed } = new XMLParser({ htmlEntities: true }).parse(xml) as { feed: { entry: { content: string }[] } };
    expect(feed.entry).toHaveLength(30);
    expect(await inspection.fragment(page, feed.entry.map(({ content }) => content).join('\n'))).toEqual([]);

    const mail = await news.watch.received(asker, 'reply');
    expect(mail.html).toContain('onerror');
    await page.setContent(mail.html!, { waitUntil: 'domcontentloaded' });
    // What the layout is made of; within the words there is nothing at all.
    const elements = ['div', 'p', 'a', 'br', 'blockquote', 'table', 'tbody', 'tr', 'td'];
    const made = await page.evaluate<string[]>(
      `[...document.body.querySelectorAll('*')].filter((element) => !${JSON.stringify(elements)}.includes(element.localName) || element.parentElement.closest('blockquote') || [...element.attributes].some(({ name }) => /^on|^id$|^name$/.test(name))).map((element) => element.outerHTML)`,
    );
    expect(await page.evaluate(`document.querySelectorAll('blockquote').length`)).toBe(1);
    expect([made, inspection.alarms]).toEqual([[], []]);
  });

  it('and the inspection sees each of these texts where it is not made harmless', async () => {
    const unseen: string[] = [];
    for (const html of HOSTILE_HTML.filter((text) => !text.startsWith("'"))) {
      const planted = await inspection.page();
      if ((await inspection.fragment(planted, html)).length === 0) unseen.push(html);
      await planted.close();
    }
    expect(unseen).toEqual([]);
  });
});
