import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { PATIENCE, until } from './until';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Chromium, as `npm test` found it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('CHROMIUM_PATH names no browser: run "npm test", which finds one.');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

type Violation = { id: string; help: string; nodes: { target: unknown; failureSummary?: string }[] };

/**
 * Waits until nothing moves: buttons change their colours within a moment, and what is measured amid it is neither. Asked
 * again and again, for the `finished` of a transition that another takes the place of may never come.
 */
const stillness = (page: Page): Promise<boolean> => until(() => page.evaluate<boolean>('document.getAnimations().every(({ playState }) => playState !== "running")'), 'animations to end');

/** What axe finds against WCAG 2.2 A and AA, one line each; with `rules` against these alone, which is quick. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.waitForLoadState();
  await stillness(page);
  // The page's own policy lets no script in; the tools of the test may come all the same. In a page whose content was set anew they are still there.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const runOnly = JSON.stringify(rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const violations = await page.evaluate<Violation[]>(`axe.run(document, { runOnly: ${runOnly}, resultTypes: ['violations'] }).then((result) => result.violations)`);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => JSON.stringify(target)).join(', ')})`);
}

/** Pixels that the page is wider than the window. A click may still be on its way to the page: it is waited for. */
export async function overflowOf(page: Page): Promise<number> {
  await page.waitForLoadState();
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** A window of its own: cookies, width, colour scheme, language. What is waited for in it may take as long as with `until()`. */
export async function openWindow(browser: Browser, width: number, colorScheme: 'light' | 'dark', locale = 'en-GB', javaScriptEnabled = true): Promise<BrowserContext> {
  const window = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale, javaScriptEnabled });
  window.setDefaultTimeout(PATIENCE * 1_000);
  return window;
}

/** Takes the connection from the page, and waits for the answers to what it asked here from now on: the browser lets them through. */
export function offlineSwitch(page: Page, path: string): () => Promise<void> {
  const asked = new Set<Request>();
  page.on('request', (request) => request.url().includes(path) && asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  return async () => {
    await page.context().setOffline(true);
    await until(() => asked.size === 0, 'what was asked before to be answered');
  };
}

/** As in a browser that is told to keep nothing of a site. */
export const keepNothing = (page: Page): Promise<unknown> => page.evaluate(`Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })`);
