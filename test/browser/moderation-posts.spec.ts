import type { Browser, Page } from 'playwright-core';
import { gather, open, type Talk } from '../discussions/support';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { must } from '../support/world';
import { signIn } from './entering';


describe.each([
  ['a telephone', 360, true, 'light'],
  ['a desk', 1280, true, 'dark'],
  ['a telephone without scripts', 360, false, 'light'],
] as const)('moderating posts at %s', (_where, width, hasScripts, scheme) => {
  let academy: RunningAcademy;
  let talk: Talk;
  let browser: Browser;
  let moderator: Person;
  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy({ worker: false }), openBrowser()]);
    talk = await gather(academy, 2);
    moderator = await academy.person({ displayName: 'Mona Moderator', roles: [{ role: 'moderator', scope: 'edition', id: talk.editionId }] });
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  async function windowOf(person: Person): Promise<Page> {
    const context = await openWindow(browser, width, scheme, 'en-GB', hasScripts);
    const page = await context.newPage();
    await signIn(page, academy.config.publicUrl, person);
    return page;
  }
  const go = (page: Page, path: string) => page.goto(academy.config.publicUrl + path);
  /** Nothing hides beyond the edge, and axe finds nothing. */
  async function isSound(page: Page): Promise<void> {
    expect([await overflowOf(page), hasScripts ? await violationsOf(page) : []]).toEqual([0, []]);
  }

  it('is reported, decided, read, appealed and overturned', async () => {
    const [author, reporter] = talk.teachers as [Person, Person];
    const { id: threadId } = await open(reporter, talk.editionId, { title: 'Where do your swifts breed?' });
    const postId = must(await author.api.post(`/threads/${threadId}/posts`, { markdown: 'Only a fool asks that. Look at https://example.org/averyveryveryveryveryveryverylongaddress/of/a/nest' }), 201).body.id as string;

    const hers = await windowOf(reporter);
    await go(hers, `/posts/${postId}`);
    await hers.click(`#post-${postId} .menu > summary`);
    await hers.click(`#post-${postId} a[href$="/report"]`);
    await isSound(hers);
    await hers.getByLabel('It hurts or insults somebody').check();
    await hers.getByLabel(/In your words/).fill('He calls us fools.');
    await hers.getByRole('button', { name: 'Send the report' }).click();
    await hers.getByText('A moderator looks at it, and we write to you.').first().waitFor();

    const mona = await windowOf(moderator);
    await go(mona, '/coordination/moderation');
    await mona.getByRole('link', { name: 'Discussions to moderate' }).click();
    await mona.getByText('He calls us fools.').waitFor();
    await isSound(mona);
    await mona.getByRole('link', { name: 'Decide', exact: true }).click();
    await mona.getByLabel('Hide the post', { exact: true }).check();
    await mona.getByLabel(/A ready sentence/).selectOption('tone');
    await isSound(mona);
    await mona.getByRole('button', { name: 'Decide' }).click();
    await mona.getByText('Nothing waits for a decision.').waitFor();

    const caseId = (await academy.database.one<{ id: string }>('SELECT id FROM post_case WHERE post_id = $1', [postId]))!.id;
    const his = await windowOf(author);
    await go(his, `/post-cases/${caseId}`);
    await his.getByText('This post attacks a person.').waitFor();
    expect(await his.textContent('main')).not.toContain(reporter.displayName);
    await isSound(his);
    await his.getByRole('button', { name: 'Ask for a second look' }).click();
    await his.getByText('Please fill this in.').first().waitFor();
    await his.getByLabel(/Why the decision should be another/).fill('I meant myself.');
    await his.getByRole('button', { name: 'Ask for a second look' }).click();
    await his.getByText('I meant myself.').waitFor();

    const cora = await windowOf(talk.coordinator);
    await go(cora, `/discussions/${talk.editionId}/moderation?view=appeals`);
    await cora.getByRole('link', { name: 'Answer the appeal' }).click();
    await cora.getByLabel(/Undo it/).check();
    await cora.getByLabel(/Reason/).fill('He meant himself.');
    await isSound(cora);
    await cora.getByRole('button', { name: 'Answer the appeal' }).click();
    await cora.getByText('No appeal waits for an answer.').waitFor();

    await his.reload();
    await his.getByText('You were right: the decision was undone.').waitFor();
    await go(hers, `/posts/${postId}`);
    await hers.getByText('Only a fool asks that.').waitFor();
  });

  it('pauses somebody, who reads until when where she would write, and may write again', async () => {
    const [author] = talk.teachers as [Person];
    const { id: threadId, postId } = await open(author, talk.editionId, { title: 'Too much' });
    const mona = await windowOf(moderator);
    await go(mona, `/posts/${postId}`);
    await mona.click(`#post-${postId} .menu > summary`);
    await mona.click(`#post-${postId} a[href$="/moderation"]`);
    await mona.getByLabel('Pause its author').check();
    await mona.getByLabel(/Until the end of/).fill(new Date(academy.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10));
    await mona.getByLabel(/^Reason/).fill('Please rest a little.');
    await isSound(mona);
    await mona.getByRole('button', { name: 'Decide' }).click();

    const his = await windowOf(author);
    await go(his, `/threads/${threadId}`);
    await his.getByText('A moderator has paused your posting here until').waitFor();
    await isSound(his);
    await his.getByRole('link', { name: 'Why, and how to appeal' }).click();
    await his.getByText('Please rest a little.').waitFor();

    await mona.getByText('End the pause now').first().click();
    await mona.getByRole('button', { name: 'End the pause now' }).last().click();
    await mona.getByText('The pause is over.').first().waitFor();
    await go(his, `/threads/${threadId}`);
    await his.locator('#composer').waitFor();
  });
});
