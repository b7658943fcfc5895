import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What our Markdown may become. */
const PROSE_TAGS = ['p', 'br', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const PROSE_ATTRIBUTES = ['href', 'title', 'rel', 'src', 'alt', 'loading', 'start'];
/** What no page of ours has, whoever wrote in it. */
const NOWHERE = 'iframe, object, embed, base, style, math, foreignObject, animate, marquee, video, audio, template, noscript, frame, meta[http-equiv], script:not([src^="/assets/"]), link[href]:not([href^="/assets/"])';

/** Runs in the page. Answers what is not as it must be. */
const LOOK = `((ownOrigin, isFragment, tags, attributes, nowhere) => {
  const flaws = [];
  // Asked of the prototype: what somebody wrote may have taken the document's own names.
  const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const told = (element) => element.outerHTML.slice(0, 160);
  if (window.ran) flaws.push('something ran');
  if (!isFragment) all(nowhere).forEach((element) => flaws.push('an element that no page has: ' + told(element)));
  for (const element of all('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) flaws.push('a handler: ' + told(element));
      if (name === 'style') flaws.push('a style: ' + told(element));
      if (/^(xlink:)?href$|^src$|action$/.test(name) && value !== '') {
        let address = null;
        try { address = new URL(value, ownOrigin); } catch {}
        if (address && !['http:', 'https:', 'mailto:'].includes(address.protocol)) flaws.push('an address that runs: ' + told(element));
        if (address && name !== 'href' && address.origin !== ownOrigin) flaws.push('something fetched elsewhere: ' + told(element));
      }
    }
  }
  for (const element of all(isFragment ? 'body *' : '.prose *')) {
    if (!tags.includes(element.localName)) flaws.push('an element that Markdown does not make: ' + told(element));
    for (const { name } of element.attributes) if (!attributes.includes(name)) flaws.push('an attribute that Markdown does not make, ' + name + ': ' + told(element));
  }
  return flaws;
})`;

/** Looks at pages and fragments in a real browser, with the eyes of one who means harm. */
export class Inspection {
  readonly alarms: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    private readonly origin: string,
  ) {}

  static async open(browser: Browser, origin: string): Promise<Inspection> {
    const inspection = new Inspection(await browser.newContext(), origin);
    await inspection.context.route(({ origin: asked, protocol }) => asked !== origin && protocol.startsWith('http'), (route) => {
      inspection.alarms.push(`asked ${route.request().url()}`);
      return route.abort();
    });
    return inspection;
  }

  async page(): Promise<Page> {
    const page = await this.context.newPage();
    page.on('dialog', (dialog) => {
      this.alarms.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return page;
  }

  /** A page of the Academy, as it comes. */
  async visit(page: Page, path: string): Promise<string[]> {
    this.alarms.length = 0;
    const answer = await page.goto(this.origin + path, { waitUntil: 'load' });
    if (answer?.status() !== 200) return [`${path} answered ${answer?.status()}`];
    return this.look(page, false, path);
  }

  /** HTML that others show: without our policy, nothing but the sanitiser is in the way. */
  async fragment(page: Page, html: string): Promise<string[]> {
    this.alarms.length = 0;
    await page.goto('about:blank');
    const wasShown = await page.setContent(`<!doctype html><meta charset=utf-8><body>${html}`, { waitUntil: 'domcontentloaded' }).then(() => true, () => false);
    if (!wasShown) return ['a fragment: it could not be shown'];
    await page.waitForTimeout(150);
    return this.look(page, true, 'a fragment');
  }

  private async look(page: Page, isFragment: boolean, where: string): Promise<string[]> {
    const given = [this.origin, isFragment, PROSE_TAGS, PROSE_ATTRIBUTES, NOWHERE].map((value) => JSON.stringify(value)).join(', ');
    // What leads the page away leaves nothing to look at, and is a flaw itself.
    const flaws = await page.evaluate<string[]>(`${LOOK}(${given})`).catch((error: Error) => [error.message]);
    return [...flaws, ...this.alarms].map((flaw) => `${where}: ${flaw}`);
  }
}
