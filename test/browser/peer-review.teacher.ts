import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, type Person } from '../support/academy';
import { openWindow } from '../support/browser';
import { png } from '../courses/sample.files';
import { FIELDS } from './peer-review.course';
import { Eyes } from './peer-review.eyes';
import { Keyboard } from './peer-review.keyboard';

export type Taker = Person & { enrolmentId: string };
type Words = { pupils: string; keeps: string; suggests: string };
export const WORDS: Words[] = [
  { pupils: 'Pupils choose the window themselves, which I like; the question is set, and they could set it.', keeps: 'The silence of five minutes before anybody counts.', suggests: 'Let two groups count the same window and compare their numbers.' },
  { pupils: 'They measure and draw, but who decides where to stand? That could be theirs.', keeps: 'The chalk marks: everybody sees at once how far the shadow went.', suggests: 'Ask for a guess first and write it on the wall, so that the measuring means something.' },
];

/** A teacher at a telephone with a keyboard, and what she does in peer review. */
export class KeyboardTeacher {
  readonly keys: Keyboard;
  readonly eyes: Eyes;

  private constructor(
    readonly page: Page,
    readonly who: Taker,
    private readonly url: string,
  ) {
    this.keys = new Keyboard(page);
    this.eyes = new Eyes(page);
  }

  static async signIn(browser: Browser, url: string, who: Taker): Promise<KeyboardTeacher> {
    const window: BrowserContext = await openWindow(browser, 360, 'light');
    const teacher = new KeyboardTeacher(await window.newPage(), who, url);
    await teacher.page.goto(`${url}/sign-in`);
    await teacher.keys.write(teacher.page.locator('[name=email]'), who.email);
    await teacher.keys.write(teacher.page.locator('[name=password]'), PASSWORD);
    await teacher.page.keyboard.press('Enter');
    await teacher.page.waitForURL(`${url}/`);
    return teacher;
  }

  get home(): string {
    return `${this.url}/learning/${this.who.enrolmentId}/activities/scenario`;
  }
  field(label: string) {
    return this.page.getByRole('main').getByLabel(label).first();
  }

  /** From the assignment into the form, with these texts in it. */
  async begin(texts: readonly string[]): Promise<void> {
    await this.page.goto(this.home);
    await this.keys.toMain();
    await this.keys.follow('Begin your work');
    await this.page.waitForURL(/\/submission$/);
    for (const [index, text] of texts.entries()) await this.keys.write(this.field(FIELDS[index]!), text);
  }

  /** Writes, waits until its saving is on its way, and keeps it there. */
  async holdSaving(write: () => Promise<void>): Promise<{ letGo: () => void }> {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await this.page.route('**/submission/draft', async (route) => {
      await held;
      await route.continue();
    });
    await Promise.all([this.page.waitForRequest('**/submission/draft'), write()]);
    return { letGo };
  }

  async attachPicture(name: string): Promise<void> {
    await this.keys.press('Save and add files');
    await this.page.waitForURL(/\/files$/);
    await this.keys.pick(this.page.locator('[name=file]'), name, 'image/png', await png());
    await this.keys.press('Upload');
    await this.page.getByText('Reviewers see attachment-1.png').first().waitFor();
  }

  async handIn(): Promise<void> {
    await this.keys.open('Hand in');
    await this.keys.confirm('Hand in');
    await this.page.getByText('Your work is handed in.').first().waitFor();
  }

  /** Rates the example of the course and stands before what the team says. */
  async train(levels: readonly [number, number]): Promise<void> {
    await this.page.goto(`${this.home}/reviews`);
    await this.keys.toMain();
    await this.keys.follow('Begin the training');
    await this.page.waitForURL(/\/training$/);
    await this.keys.follow('Rate the next example');
    await this.page.waitForURL(/\/training\/nests$/);
    await this.keys.choose('level.aim', levels[0]);
    await this.keys.choose('level.pupils', levels[1]);
    await this.keys.press('Compare with the team');
    await this.page.getByText('agreement with the team').first().waitFor();
  }

  /** Asks for work and stands before it. */
  async ask(): Promise<void> {
    await this.page.goto(`${this.home}/reviews`);
    await this.keys.toMain();
    await this.keys.press('Get the next work');
    await this.page.waitForURL(/\/learning\/reviews\/[0-9a-f-]{36}$/);
  }

  /** A review with these levels and words, from the top of its page to the button. */
  async review(levels: readonly [number, number], words: Words): Promise<void> {
    await this.keys.choose('level.aim', levels[0]);
    await this.keys.choose('level.pupils', levels[1]);
    await this.keys.write(this.page.locator('[name="comment.pupils"]'), words.pupils);
    await this.keys.write(this.field('One thing I would take into my class'), words.keeps);
    await this.keys.write(this.field('One change I suggest, and how'), words.suggests);
    await this.keys.press(/^Hand in/);
  }

  /** Writes, attaches a picture and hands in, without looking round. */
  async submit(aim: string, steps: string): Promise<void> {
    await this.begin([aim, steps]);
    await this.attachPicture('sketch.png');
    await this.keys.follow('Back to your text');
    await this.page.waitForURL(/\/submission$/);
    await this.keys.press('Save and check before handing in');
    await this.page.waitForURL(/\/check$/);
    await this.handIn();
  }

  /** All that she owes. */
  async reviewTwo(): Promise<void> {
    for (const words of WORDS) {
      await this.ask();
      await this.keys.toMain();
      await this.review([2, 1], words);
      await this.page.getByText('Thank you. Your review is handed in.').first().waitFor();
    }
  }
}
