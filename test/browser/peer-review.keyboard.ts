import type { Locator, Page } from 'playwright-core';

type Stop = { isThere: boolean; name: string; top: number; bottom: number; isInMain: boolean; isRinged: boolean; isInView: boolean; isOnTop: boolean };

/** Where the focus is, and whether a person would see it there. */
const STOP = `(() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const isRing = (pseudo) => { const style = getComputedStyle(element, pseudo); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const above = document.elementFromPoint(x, y);
  return {
    isThere: element === globalThis.wantedElement,
    name: element.tagName.toLowerCase() + ' ' + (element.id || element.name || element.textContent.trim().slice(0, 40)),
    top: box.top + scrollY, bottom: box.bottom + scrollY,
    isInMain: element.closest('main') !== null && element.closest('.sticky, .jump, dialog') === null,
    isRinged: isRing(null) || isRing('::after'),
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isOnTop: above === null || element.contains(above) || above.contains(element) || above.closest('label')?.control === element,
  };
})()`;

/** A person with no mouse: tabs to what she wants, presses keys, types. Fails where the focus cannot be seen, is covered, or jumps up the page. */
export class Keyboard {
  constructor(readonly page: Page) {
    // Somebody listens from the beginning, so that no window of the browser itself opens.
    page.on('filechooser', () => undefined);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Tabs on until this has the focus. */
  async reach(target: Locator, most = 60): Promise<void> {
    await target.first().evaluate((wantedElement) => void Object.assign(globalThis, { wantedElement }));
    const way: Stop[] = [];
    for (let step = 0; step <= most; step++) {
      const stop = await this.page.evaluate<Stop>(STOP);
      if (stop.isThere || step > 0) this.check(stop, way.at(-1));
      if (stop.isThere) return;
      if (step > 0) way.push(stop);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`No way by Tab to ${target.toString()}: ${way.map(({ name }) => name).join(' > ')}`);
  }

  private check(stop: Stop, before: Stop | undefined): void {
    if (!stop.name.startsWith('body')) expect({ ...stop, isRinged: true, isInView: true, isOnTop: true }).toEqual(stop);
    // Down the page, in the order in which it is read.
    if (before?.isInMain && stop.isInMain) expect({ from: before.name, to: stop.name, isDown: stop.bottom > before.top }).toMatchObject({ isDown: true });
  }

  /** Past the head of the page, by the link that is there for it. */
  async toMain(): Promise<void> {
    await this.page.keyboard.press('Tab');
    expect(await this.page.locator(':focus').innerText()).toMatch(/skip/i);
    await this.page.keyboard.press('Enter');
  }

  async press(name: string | RegExp, within = this.main): Promise<void> {
    await this.reach(within.getByRole('button', { name }));
    await this.page.keyboard.press('Enter');
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.reach(this.main.getByRole('link', { name }));
    await this.page.keyboard.press('Enter');
  }

  /** Opens what is folded up, or the question before something that cannot be taken back. */
  async open(words: string | RegExp): Promise<void> {
    await this.reach(this.main.locator('summary', { hasText: words }));
    await this.page.keyboard.press('Enter');
  }

  /** Answers the question that is open by its own button. */
  async confirm(name: string): Promise<void> {
    await this.press(name, this.page.getByRole('dialog'));
  }

  /** Puts this in place of what a field says. */
  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Chooses the n-th (from 0) of the radios of this name. */
  async choose(name: string, index: number): Promise<void> {
    const radios = this.main.locator(`input[type=radio][name="${name}"]`);
    const states = await Promise.all((await radios.all()).map((radio) => radio.isChecked()));
    const chosen = states.indexOf(true);
    // Tab stops at the one that is chosen, or at the first.
    await this.reach(radios.nth(Math.max(chosen, 0)));
    if (chosen < 0) await this.page.keyboard.press('Space');
    for (let at = Math.max(chosen, 0); at !== index; at += Math.sign(index - at)) await this.page.keyboard.press(index > at ? 'ArrowDown' : 'ArrowUp');
    expect(await radios.nth(index).isChecked()).toBe(true);
  }

  /** Chooses a file in the window that the field opens. */
  async pick(field: Locator, name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await this.reach(field);
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Enter')]);
    await chooser.setFiles({ name, mimeType, buffer });
  }
}
