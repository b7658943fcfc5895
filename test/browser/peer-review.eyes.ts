import type { Page } from 'playwright-core';
import { overflowOf, violationsOf } from '../support/browser';

/** Looks at pages as they pass, and remembers what broke in between. */
export class Eyes {
  readonly faults: string[] = [];

  constructor(private readonly page: Page) {
    page.on('response', (response) => response.status() >= 500 && this.faults.push(`${response.status()} ${response.url()}`));
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      // A form that comes back with its mistakes is a 422, which a browser counts among the errors.
      if (message.type() === 'error' && !message.text().includes('status of 422')) this.faults.push(`${message.text()} at ${this.page.url()}`);
    });
  }

  /** The page with this heading: titled by it, not wider than the window, and without a barrier; axe is a script, so only where scripts may run. */
  async see(heading: string | RegExp, hasScripts = true): Promise<void> {
    const h1 = this.page.getByRole('heading', { level: 1 });
    await h1.filter({ hasText: heading }).waitFor();
    expect(await h1.count()).toBe(1);
    expect((await this.page.title()).startsWith(await h1.innerText())).toBe(true);
    expect(await overflowOf(this.page)).toBeLessThanOrEqual(0);
    if (hasScripts) expect(await violationsOf(this.page)).toEqual([]);
    expect(this.faults).toEqual([]);
  }
}
