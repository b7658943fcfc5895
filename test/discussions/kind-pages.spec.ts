import { LONGEST_CONTRIBUTION } from '@academy/discussions';
import { png } from '../courses/sample.files';
import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { type Seen, Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

describe('pages of walls, polls, announcements and the map', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let one: Visitor, other: Visitor, coordinator: Visitor;
  let picture: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 7);
    const visitor = async (person: Person): Promise<Visitor> => {
      const visitor = new Visitor(academy.config.publicUrl);
      await visitor.signIn(person.email, PASSWORD);
      must(await person.api.post(`/editions/${talk.editionId}/threads`, { title: 'Hello', kind: 'conversation', language: 'en', markdown: 'Hello.' }), 201);
      return visitor;
    };
    [one, other, coordinator] = await Promise.all([visitor(talk.teachers[0]!), visitor(talk.teachers[1]!), visitor(talk.coordinator)]);
    picture = new Uint8Array(await png());
  });
  afterAll(() => academy.stop());

  it('ask a poll by lines, take votes, and tell the result in words', async () => {
    const address = `/discussions/${talk.editionId}/new/poll`;
    expect((await one.get(`/discussions/${talk.editionId}/new?kind=poll`)).location).toBe(address);
    const refused = await one.post(address, { title: 'Where?', language: 'en', options: 'Street', closesOn: '2020-01-01' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('from 2 to 10 different answers');
    expect(refused.html).toContain('value="Where?"');
    expect((await one.post(address, { title: 'Where?', language: 'en', options: 'Street\nYard', closesOn: '2020-01-01' })).html).toContain('A poll ends in the future');
    const opened = await one.post(address, { title: 'Wo?', language: 'de', options: 'Straße\nSchulhof', markdown: '' });
    expect(opened).toMatchObject({ status: 303 });

    const asked = await other.get(opened.location!);
    expect(asked.html).toMatch(/type="radio"[^>]*value="o1"/);
    expect(asked.html).toContain('<label for="vote-options" lang="de">Straße</label>');
    expect(asked.html).not.toContain('<progress');
    expect((await other.post(`${opened.location!}/vote`)).status).toBe(422);
    expect(await other.post(`${opened.location!}/vote`, { options: 'o2' })).toMatchObject({ status: 303, location: `${opened.location!}#poll` });
    const voted = await other.get(opened.location!);
    expect(voted.html).toMatch(/Schulhof<\/span> <span class="tag[^"]*">.*your choice/);
    expect(voted.html).toContain('1 person, 100%');
    expect(voted.html).toContain('1 person voted.');
    await other.post(`${opened.location!}/vote/removal`);
    expect((await other.get(opened.location!)).html).not.toContain('<progress');
    must(await talk.coordinator.api.put(`/threads/${opened.location!.split('/').at(-1)}`, { locked: true }), 204);
    expect((await other.get(opened.location!)).html).toContain('This poll is closed.');
    expect((await other.post(`${opened.location!}/vote`, { options: 'o1' })).html).toContain('This poll is closed.');
  });

  describe('a wall', () => {
    let id: string;
    beforeAll(async () => {
      ({ id } = await open(talk.teachers[0]!, talk.editionId, { kind: 'wall', title: 'Our streets', markdown: 'Show your street.' }));
    });
    const contribute = (visitor: Visitor, fields: Record<string, string>, file: Uint8Array<ArrayBuffer> = new Uint8Array()): Promise<Seen> => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ language: 'en', ...fields })) form.append(name, value);
      form.append('picture', new Blob([file], { type: file.length ? 'image/png' : 'application/octet-stream' }), file.length ? 'street.png' : '');
      return visitor.upload(`/threads/${id}/contributions`, form);
    };

    it('takes a contribution with its picture and what it shows, and keeps the picture while words are missing', async () => {
      expect((await one.get(`/threads/${id}`)).html).toContain('Nothing on this wall yet');
      const silent = await contribute(one, { markdown: 'Our **street**.' }, picture);
      expect(silent.status).toBe(422);
      expect(silent.html).toContain('id="field-description-error"');
      expect(silent.html).toContain('Our **street**.');
      const fileId = /name="fileId" value="([0-9a-f-]{36})"/.exec(silent.html)![1]!;
      const stolen = await contribute(other, { markdown: 'Mine.', description: 'A street', fileId });
      expect(stolen.status).toBe(422);
      const kept = await contribute(one, { markdown: 'Our **street**.', description: 'A street with three trees', fileId });
      expect(kept.status).toBe(303);
      const wall = await other.get(kept.location!.split('#')[0]!);
      expect(wall.html).toContain('Our <strong>street</strong>.');
      expect(wall.html).toContain(`<img src="/discussions/files/${fileId}" alt="A street with three trees"`);
    });

    it('refuses a contribution that is too long or no picture with its words kept', async () => {
      const long = await contribute(other, { markdown: 'x'.repeat(LONGEST_CONTRIBUTION + 1) });
      expect(long.status).toBe(422);
      expect(long.html).toContain('at most 600 characters');
      const text = await contribute(other, { markdown: 'My words.', description: 'A text' }, new TextEncoder().encode('no picture'));
      expect(text.status).toBe(422);
      expect(text.html).toContain('My words.');
      expect(text.html).toContain('This picture cannot be read.');
    });

    it('is sorted by votes, and a vote leads back to its card', async () => {
      const contributed = await contribute(other, { markdown: 'Second.' });
      const postId = contributed.location!.split('#post-')[1]!;
      const vote = (visitor: Visitor, given: string) => visitor.post(`/threads/${id}/contributions/${postId}/vote`, { given, sort: 'votes' });
      expect(await vote(one, 'true')).toMatchObject({ status: 303, location: `/threads/${id}?sort=votes#post-${postId}` });
      expect((await one.get(`/threads/${id}?sort=votes`)).html).toMatch(new RegExp(`id="post-${postId}"[\\s\\S]*aria-pressed="true"[\\s\\S]*id="post-`));
      await vote(one, 'false');
      expect((await one.get(`/threads/${id}`)).html).not.toContain('aria-pressed="true"');
      const foreign = await open(talk.teachers[0]!, talk.editionId, { kind: 'wall' });
      expect((await one.post(`/threads/${foreign.id}/contributions/${postId}/vote`, { given: 'true' })).status).toBe(404);
    });

    it('has a page for each contribution, at the address of the post', async () => {
      const postId = (await contribute(other, { markdown: 'Third.' })).location!.split('#post-')[1]!;
      const address = `/threads/${id}/contributions/${postId}`;
      expect((await one.get(`/posts/${postId}`)).location).toBe(address);
      const page = await one.get(address);
      expect(page.html).toContain('Third.');
      expect(page.html).toContain(`href="/threads/${id}"`);
      expect(page.html).not.toContain('data-reply');
      const { postId: elsewhere } = await open(talk.teachers[0]!, talk.editionId);
      expect((await one.get(`/threads/${id}/contributions/${elsewhere}`)).status).toBe(404);
    });

    it('counts as read once it was seen', async () => {
      await contribute(other, { markdown: 'Fourth.' });
      const unread = async () => (must(await talk.teachers[0]!.api.get(`/editions/${talk.editionId}/threads?kind=wall`), 200).body.items as { id: string; unreadCount: number }[]).find((thread) => thread.id === id)?.unreadCount;
      expect(await unread()).toBeGreaterThan(0);
      expect((await one.get(`/threads/${id}`)).html).toContain('contribution--new');
      expect(await unread()).toBe(0);
    });

    it('comes in pages', async () => {
      const { id: long } = await open(talk.teachers[0]!, talk.editionId, { kind: 'wall', title: 'Long' });
      for (let number = 1; number <= 30; number++) must(await talk.teachers[1]!.api.post(`/threads/${long}/posts`, { markdown: `Card ${number}` }), 201);
      const first = await one.get(`/threads/${long}`);
      expect(first.html.match(/<article class="card/g)).toHaveLength(24);
      const next = /rel="next" href="([^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace('#wall', '');
      const second = await one.get(next);
      expect(second.html.match(/<article class="card/g)).toHaveLength(6);
      expect(second.html).toContain('Card 1<');
      expect((await one.get(`/threads/${long}?cursor=nonsense`)).status).toBe(400);
    });
  });

  it('announce for who runs the edition alone', async () => {
    const address = `/discussions/${talk.editionId}/new/announcement`;
    expect((await one.get(address)).status).toBe(403);
    expect((await one.get(`/discussions/${talk.editionId}/new`)).html).not.toContain(address);
    expect((await coordinator.get(`/discussions/${talk.editionId}/new`)).html).toContain(address);
    expect((await coordinator.post(address, { title: '', language: 'en', markdown: 'At four.' })).status).toBe(422);
    const preview = await coordinator.post(address, { title: 'We meet', language: 'en', markdown: '**At** four.', next: 'preview' });
    for (const shown of ['<strong>At</strong> four.', 'value="We meet"', '**At** four.']) expect(preview.html).toContain(shown);
    expect((await coordinator.get(`/discussions/${talk.editionId}`)).html).not.toContain('We meet');
    const made = await coordinator.post(address, { title: 'We meet', language: 'en', markdown: 'At four.', next: 'post' });
    expect(made.status).toBe(303);
    expect((await one.get(made.location!)).html).toContain('Pinned');
  });

  it('show where people come from, in a picture and in a table', async () => {
    await academy.database.query("UPDATE users SET country = 'DE' WHERE id = $1", [talk.teachers[6]!.id]);
    const few = await one.get(`/discussions/${talk.editionId}/map`);
    expect(few.html).toContain('All countries together');
    expect(few.html).not.toContain('Portugal: ');
    await academy.database.query("UPDATE users SET country = 'PT' WHERE id = $1", [talk.teachers[6]!.id]);
    const map = await one.get(`/discussions/${talk.editionId}/map`);
    expect(map.html).toMatch(/<th scope="row">Portugal<\/th><td class="numeric">7<\/td>/);
    expect(map.html).toContain('<title>Portugal: 7</title>');
    expect((await one.get(`/discussions/${talk.courseId}/map`)).status).toBe(403);
  });
});
