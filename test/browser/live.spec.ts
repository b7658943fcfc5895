import type { Browser, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { offlineSwitch, openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { freePort } from '../support/ports';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { must } from '../support/world';
import { gather, open, type Talk } from '../discussions/support';
import { signIn } from './entering';

/** What the issue promises: others' posts are there within this time; what the best of some exchanges takes longer, the machine does not. */
const PROMISED = 2_000;

type Desk = { person: Person; page: Page; base: string; port: number; web: Program };

describe('two browsers side by side, each at a web process of its own', () => {
  let academy: RunningAcademy;
  let build: Build;
  let browser: Browser;
  let talk: Talk;
  let ana: Desk;
  let ben: Desk;
  const errors: string[] = [];

  beforeAll(async () => {
    [academy, build, browser] = await Promise.all([startAcademy({ worker: false }), Build.make(), openBrowser()]);
    talk = await gather(academy, 3);
    ana = await sit(talk.teachers[0]!, 360, 'light');
    ben = await sit(talk.teachers[1]!, 1280, 'dark');
  });
  afterAll(async () => {
    await browser?.close();
    for (const desk of [ana, ben]) await desk?.web.remove();
    await academy?.stop();
    await build?.remove();
  });

  const startWeb = (port: number) => build.start('web', academy.config, { PORT: String(port) });
  async function sit(person: Person, width: number, scheme: 'light' | 'dark'): Promise<Desk> {
    const port = await freePort();
    const web = await startWeb(port);
    const page = await (await openWindow(browser, width, scheme)).newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    const base = `http://127.0.0.1:${port}`;
    await signIn(page, base, person);
    return { person, page, base, port, web };
  }

  /** Opens a page that listens before anything is said. */
  async function listen({ page, base }: Desk, path: string): Promise<void> {
    await page.goto(base + path);
    await listens(page);
  }
  const listens = (page: Page) => page.waitForSelector('[data-live][data-listening]', { state: 'attached' });
  const write = async (threadId: string, change: object = {}, person = talk.teachers[2]!) => must(await person.api.post(`/threads/${threadId}/posts`, { markdown: 'We count on Mondays.', ...change }), 201).body as { id: string; number: number };
  const shows = (page: Page, postId: string, timeout = 30_000) => page.waitForSelector(`#post-${postId}`, { timeout, state: 'attached' });
  const numbersOn = (page: Page) => page.$$eval('.thread article', (posts) => posts.map((post) => Number(post.getAttribute('data-number'))));
  const topOf = (page: Page, selector: string) => page.$eval(selector, (element) => Math.round(element.getBoundingClientRect().top));

  it('each sees within two seconds what the other posts', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    for (const { person } of [ana, ben]) await write(id, {}, person);
    await Promise.all([listen(ana, `/threads/${id}`), listen(ben, `/threads/${id}`)]);
    const took = new Map<Desk, number[]>([[ana, []], [ben, []]]);
    for (const round of [1, 2, 3, 4, 5]) for (const [from, to, words] of [[ana, ben, `From Ana, on a telephone, ${round}`], [ben, ana, `From Ben, at a desk, ${round}`]] as const) {
      await to.page.waitForTimeout(1_000); // A page asks no sooner than 0.8 s after it was loaded.
      await from.page.fill('#composer [name=markdown]', words);
      await to.page.evaluate(`window.seenAt = null; new MutationObserver((_, eyes) => document.querySelector('.thread').innerText.includes('${words}') && (eyes.disconnect(), window.seenAt = Date.now())).observe(document.querySelector('.thread'), { childList: true, subtree: true })`);
      const answered = from.page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/posts'));
      await from.page.click('#composer button[value=post]');
      const sent = (await answered).request();
      const seenAt = await until(() => to.page.evaluate<number | null>('window.seenAt'), 'the post to be seen');
      const { startTime, responseStart } = sent.timing();
      took.get(to)!.push(seenAt - (startTime + responseStart));
      await from.page.waitForSelector(`.thread article >> text=${words}`);
      await listens(from.page);
    }
    for (const times of took.values()) expect(Math.min(...times)).toBeLessThan(PROMISED);
    for (const { page } of [ana, ben]) expect(await numbersOn(page)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  });

  it('finds new posts at their place, and reads on as if nothing had come: text, caret, focus and place stay', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    const roots = [];
    for (let count = 0; count < 8; count += 1) roots.push(await write(id, { markdown: `Root ${count}\n\n${'A long line. '.repeat(60)}` }));
    for (const { page, ...desk } of [ana, ben]) {
      await listen({ page, ...desk }, `/threads/${id}`);
      const field = '#composer [name=markdown]';
      await page.click(field);
      await page.keyboard.type('I am writing');
      for (let count = 0; count < 4; count += 1) await page.keyboard.press('ArrowLeft');
      const before = await topOf(page, field);

      const reply = await write(id, { replyTo: roots[2]!.id, markdown: 'A reply far above' });
      await shows(page, reply.id);
      const root = await write(id, { markdown: 'A root right above' });
      await shows(page, root.id);
      expect(Math.abs((await topOf(page, field)) - before)).toBeLessThanOrEqual(1);
      await page.keyboard.type('!');
      expect(await page.inputValue(field)).toBe('I am wri!ting');
      expect(await page.evaluate('document.activeElement.name')).toBe('markdown');
      const numbers = await numbersOn(page);
      expect(numbers.indexOf(reply.number)).toBe(numbers.indexOf(roots[2]!.number + 1) - 1);
      expect(numbers.at(-1)).toBe(root.number);

      // Somebody who reads in the middle keeps the line that she reads.
      await page.evaluate('document.activeElement.blur()');
      await page.$eval(`#post-${roots[5]!.id}`, (post) => post.scrollIntoView({ block: 'center' }));
      const line = await topOf(page, `#post-${roots[5]!.id}`);
      await shows(page, (await write(id, { replyTo: roots[1]!.id, markdown: `Above\n\n${'and long. '.repeat(80)}` })).id);
      await page.waitForTimeout(300);
      expect(Math.abs((await topOf(page, `#post-${roots[5]!.id}`)) - line)).toBeLessThanOrEqual(1);
      await page.fill(field, '');
    }
  });

  it('is told once and politely, and shown the way to what is out of sight', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    for (let count = 0; count < 6; count += 1) await write(id, { markdown: 'A long line. '.repeat(200) });
    for (const { page, person, ...desk } of [ana, ben]) {
      await listen({ page, person, ...desk }, `/threads/${id}`);
      await page.evaluate(`scrollTo(0, 0); window.said = []; new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => said.push(node.textContent)))).observe(document.getElementById('status'), { childList: true })`);
      expect(await page.isVisible('.live')).toBe(false);
      await Promise.all([write(id), write(id), write(id)]);
      await until(async () => (await page.textContent('.live'))!.trim() === '3 new posts', 'the bar to count');
      await until(async () => (await page.evaluate<string[]>('said')).length > 0, 'it to be said');
      expect(await page.getAttribute('#status', 'role')).toBe('status');
      expect(await violationsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      await page.click('.live a');
      await until(() => page.isHidden('.live'), 'the bar to go');
      expect(await page.$$eval('.post--new', (posts) => posts.length)).toBeGreaterThanOrEqual(3);
      await page.waitForTimeout(5_500);
      const said = await page.evaluate<string[]>('said');
      expect(said.length).toBeLessThanOrEqual(2);
      expect(said.at(-1)).toMatch(/new posts?$/);
      await until(async () => must(await person.api.get(`/threads/${id}`), 200).body.thread.unreadCount === 0, 'what was looked at to count as read');
    }
  });

  it('sees what becomes of a post at its place, without losing the focus or an open fold', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    const post = await write(id);
    const { page } = ana;
    await listen(ana, `/threads/${id}`);
    const thanks = `#post-${post.id} button[formaction$="/thanks"]`;
    await page.focus(thanks);
    must(await ben.person.api.put(`/posts/${post.id}/reactions/thanks`), 204);
    await page.waitForSelector(`${thanks} .reaction__count`);
    expect(await page.evaluate(`document.activeElement.matches('${thanks}')`)).toBe(true);
    must(await talk.teachers[2]!.api.patch(`/posts/${post.id}`, { markdown: 'We count on Tuesdays.' }), 204);
    await page.waitForSelector(`#post-${post.id} >> text=Tuesdays`);
    must(await talk.teachers[2]!.api.delete(`/posts/${post.id}`), 204);
    await page.waitForSelector(`#post-${post.id}.post--hidden`);
    must(await talk.coordinator.api.put(`/threads/${id}`, { locked: true }), 204);
    await page.waitForSelector('.live >> text=A moderator has changed this thread');
    await Promise.all([page.waitForNavigation(), page.click('.live a')]);
    expect(await page.isVisible('#composer')).toBe(false);
  });

  it('is told on the list in how many threads there is something new, and shows it when asked', async () => {
    await listen(ben, `/discussions/${talk.editionId}`);
    await write((await open(talk.teachers[2]!, talk.editionId, { title: 'New for Ben' })).id);
    await ben.page.waitForSelector('.live >> text=Something new in 1 thread: show');
    await Promise.all([ben.page.waitForNavigation(), ben.page.click('.live a')]);
    await ben.page.waitForSelector('main >> text=New for Ben');
  });

  it('asks by itself where no stream comes through', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    await ana.page.route('**/live?*', (route) => route.abort());
    await ana.page.goto(`${ana.base}/threads/${id}`);
    const post = await write(id);
    await shows(ana.page, post.id);
    await ana.page.unroute('**/live?*');
  });

  it('goes on when its process was killed and another came in its place, and after the connection was away', async () => {
    const { id } = await open(talk.teachers[2]!, talk.editionId, { kind: 'conversation' });
    await Promise.all([listen(ana, `/threads/${id}`), listen(ben, `/threads/${id}`)]);
    const goOffline = offlineSwitch(ben.page, '/news?');
    await ana.web.kill();
    const missed = await write(id);
    await shows(ben.page, missed.id);
    ana.web = await startWeb(ana.port);
    await shows(ana.page, missed.id);
    await listens(ana.page);
    await shows(ana.page, (await write(id)).id);

    await goOffline();
    const away = await write(id);
    await shows(ana.page, away.id);
    expect(await ben.page.$(`#post-${away.id}`)).toBeNull();
    await ben.page.context().setOffline(false);
    await shows(ben.page, away.id);
    expect(errors).toEqual([]);
  });
});
