import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { closeEdition, must } from '../support/world';
import { gather, open, type Talk, titlesIn } from './support';

describe('a space as one reads it', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, 4);
  });
  afterAll(() => academy.stop());

  const list = (query = '') => `/discussions/${talk.editionId}${query}`;
  async function browserOf(person: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }

  it('is empty at first, and says how to begin', async () => {
    const { status, html } = await (await browserOf(talk.teachers[3]!)).get(list());
    expect(status).toBe(200);
    expect(html).toContain('Nobody has written here yet');
    expect(html).toContain(`href="/discussions/${talk.editionId}/new"`);
  });

  it('lists threads with what is unread, pinned ones first, by each filter and order', async () => {
    const [asker, helper, reader] = talk.teachers as [Person, Person, Person];
    const swifts = await open(asker, talk.editionId, { title: 'Swifts <b>&</b> bats', activityKey: 'talk' });
    const bins = await open(helper, talk.editionId, { title: 'Bins', kind: 'conversation' });
    const shade = await open(asker, talk.editionId, { title: 'Shade' });
    must(await helper.api.post(`/threads/${swifts.id}/posts`, { markdown: 'Nine of them.' }), 201);
    must(await talk.coordinator.api.put(`/threads/${bins.id}`, { pinned: true }), 204);
    const answer = must(await helper.api.post(`/threads/${shade.id}/posts`, { markdown: 'Under the plane trees.' }), 201).body.id as string;
    must(await asker.api.put(`/threads/${shade.id}`, { answerPostId: answer }), 204);
    must(await asker.api.put(`/posts/${answer}/reactions/tried`), 204);

    const eva = await browserOf(reader);
    const { html } = await eva.get(list());
    expect(titlesIn(html)).toEqual(['Bins', 'Shade', 'Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']);
    expect(html).toMatch(/Swifts[^]*Compare[^]*2 unread posts/);
    expect(html).toMatch(/Shade[^]*Answered/);
    for (const [query, titles] of [
      ['?filter=unanswered', ['Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']], ['?kind=conversation', ['Bins']], ['?activity=talk', ['Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']],
      ['?sort=top&filter=', ['Bins', 'Shade', 'Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']], ['?sort=new', ['Bins', 'Shade', 'Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']], ['?filter=following', []],
    ] as const) expect([query, titlesIn((await eva.get(list(query))).html)]).toEqual([query, titles]);
    expect((await eva.get(list('?filter=following'))).html).toContain('You follow no thread');

    must(await reader.api.put(`/threads/${shade.id}/read`, { upTo: answer }), 204);
    expect(titlesIn((await eva.get(list('?filter=unread'))).html).sort()).toEqual(['Bins', 'Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']);
    expect(await eva.post(list('/reading'))).toMatchObject({ status: 303, location: list() });
    const all = await eva.get(list('?filter=unread'));
    expect(all.html).toContain('You have read everything');
    expect(titlesIn(all.html)).toEqual([]);
    must(await asker.api.post(`/threads/${bins.id}/posts`, { markdown: 'Ours are full.' }), 201);
    const again = await eva.get(list('?filter=unread'));
    expect(titlesIn(again.html)).toEqual(['Bins']);
    expect(again.html).toContain('1 unread post<');
  });

  it('goes on page by page, and refuses what no list gives out', async () => {
    const author = talk.teachers[1]!;
    for (let number = 1; number <= 27; number++) await open(author, talk.editionId, { title: `Walk ${number}`, kind: 'conversation', activityKey: 'read' });
    const rui = await browserOf(talk.teachers[2]!);
    const seen: string[] = [];
    for (let path: string | undefined = list('?activity=read'); path; ) {
      const { html } = await rui.get(path);
      seen.push(...titlesIn(html));
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    }
    expect(seen).toEqual(Array.from({ length: 27 }, (_, index) => `Walk ${27 - index}`));
    for (const query of ['?cursor=nonsense', '?sort=best', '?filter=mine', '?kind=rant', '?activity=..%2F', `?q=${'x'.repeat(201)}`, '?q=%00', '?q=a&q=b', '?language=%3Cb%3E', '?sort=top&cursor=WyJ4Il0', '?q=walk&cursor=Wy0xXQ'])
      expect([query, (await rui.get(list(query))).status >= 400 && (await rui.get(list(query))).status < 500]).toEqual([query, true]);
    expect((await rui.get(list('?utm_source=mail'))).status).toBe(200);
    for (const q of [`'; DROP TABLE post; --`, '<script>alert(1)</script>', '\\', '%', '"', ':*', '& | !', '🦜', '((('])
      expect([q, (await rui.get(list(`?q=${encodeURIComponent(q)}`))).status]).toEqual([q, 200]);
    expect((await rui.get(list(`?q=${encodeURIComponent('<script>alert(1)</script>')}`))).html).not.toContain('<script>alert');
  });

  it('shows what one reads, says what it leaves out, and remembers what one chose', async () => {
    await open(talk.teachers[1]!, talk.editionId, { title: 'Straßenbäume zählen', language: 'de', markdown: 'Wir zählen Straßenbäume im Frühling.' });
    await open(talk.teachers[1]!, talk.editionId, { title: 'Sombra na rua', language: 'pt-BR', markdown: 'As **árvores** dão sombra às crianças.' });
    const rui = await browserOf(talk.teachers[2]!);
    const usual = await rui.get(list());
    expect(titlesIn(usual.html)).not.toContain('Sombra na rua');
    expect(usual.html).toMatch(/2 threads in other languages \((German and Portuguese|Portuguese and German)\) are not shown/);
    const all = await rui.get(list('?language=all'));
    expect(titlesIn(all.html)).toContain('Sombra na rua');
    expect(all.html).toContain('<a href="/threads/');
    expect(all.html).toMatch(/lang="pt-BR">Sombra na rua/);
    expect(titlesIn((await rui.get(list())).html)).toContain('Straßenbäume zählen');
    expect(titlesIn((await rui.get(list('?language=pt'))).html)).toEqual(['Bins', 'Sombra na rua']);
    expect(titlesIn((await rui.get(list('?language=mine'))).html)).not.toContain('Sombra na rua');
  });

  it('finds posts in every language, without accents and mistyped, and marks what was looked for', async () => {
    const texts: [string, string, string][] = [
      ['el', 'Σκιά στον δρόμο', 'Μετρήσαμε τα πλατάνια στη γειτονιά.'], ['pl', 'Cień na ulicy', 'Dzieci policzyły jaskółki nad szkołą.'],
      ['tr', 'Sokakta gölge', 'Öğrenciler ağaçların altında ölçüm yaptı.'], ['en', 'Danger', 'A <img src=x onerror=alert(1)> parakeet & co'],
    ];
    for (const [language, title, markdown] of texts) await open(talk.teachers[1]!, talk.editionId, { title, language, markdown });
    for (const word of ['πλατανια', 'jaskołki', 'agaclarin', 'parakeet', 'straßenbaume', 'criancas'])
      await until(async () => (await academy.database.query('SELECT FROM search_word WHERE space_id = $1 AND word = academy_plain($2)', [talk.editionId, word])).length > 0 || null, `the word ${word}`);
    const rui = await browserOf(talk.teachers[2]!);
    const found = async (q: string) => (await rui.get(list(`?language=all&q=${encodeURIComponent(q)}`))).html;
    for (const [typed, title] of [
      ['πλατάνια', 'Σκιά στον δρόμο'], ['πλατανια', 'Σκιά στον δρόμο'], ['ΠΛΑΤΑΝΙΑ', 'Σκιά στον δρόμο'], ['πλατανιι', 'Σκιά στον δρόμο'],
      ['jaskolki', 'Cień na ulicy'], ['jaskolkii', 'Cień na ulicy'], ['strassenbaum', 'Straßenbäume zählen'], ['Strasenbäume', 'Straßenbäume zählen'],
      ['arvores', 'Sombra na rua'], ['criança', 'Sombra na rua'], ['ağaç', 'Sokakta gölge'], ['ogrenciler', 'Sokakta gölge'], ['paraket', 'Danger'],
    ] as const) expect([typed, titlesIn(await found(typed))]).toEqual([typed, [title]]);
    const mistyped = await found('paraket');
    expect(mistyped).toContain('Nobody wrote “paraket” here. These are posts about “parakeet”.');
    expect(mistyped).toContain('<mark>parakeet</mark>');
    expect(mistyped).not.toContain('<img src=x');
    expect(mistyped).toMatch(/href="\/posts\/[0-9a-f-]{36}"/);
    await rui.get(list('?language=mine'));
    const mine = (await rui.get(list('?q=jaskolki'))).html;
    expect(titlesIn(mine)).toEqual([]);
    expect(mine).toContain('1 more post in another language');
  });

  it('says what came since the visit before', async () => {
    const eva = talk.teachers[3]!;
    const browser = await browserOf(eva);
    await browser.get(list());
    await academy.database.query(`UPDATE space_reader SET visited_at = visited_at - interval '2 hours' WHERE user_id = $1`, [eva.id]);
    await academy.database.query(`UPDATE thread SET created_at = created_at - interval '3 hours' WHERE space_id = $1`, [talk.editionId]);
    await open(talk.teachers[1]!, talk.editionId, { title: 'Fresh' });
    expect((await browser.get(list())).html).toMatch(/1 new thread<[^]*since your last visit/);
    const home = await browser.get(`/learning/${talk.enrolmentIds[3]}`);
    expect(home.html).toContain(`href="${list()}"`);
    expect(home.html).toMatch(/Compare[^]*1 thread</);
  });

  it('lies beside its activity: how far posting is, its threads, a way to begin', async () => {
    const [rui, place] = [await browserOf(talk.teachers[3]!), `/learning/${talk.enrolmentIds[3]}/activities`];
    const before = await rui.get(`${place}/talk`);
    expect(before.html).toContain('0 of 2 posts');
    expect(titlesIn(before.html)).toEqual(['Swifts &lt;b&gt;&amp;&lt;/b&gt; bats']);
    expect(before.html).toContain(`href="${list('/new?kind&#x3D;conversation&amp;activity&#x3D;talk')}"`);
    expect(before.html).not.toContain('Mark as done');
    await open(talk.teachers[3]!, talk.editionId, { title: 'Mine', activityKey: 'talk' });
    expect((await rui.get(`${place}/talk`)).html).toContain('1 of 2 posts');
    const page = await rui.get(`${place}/read`);
    expect(titlesIn(page.html)).toEqual(['Walk 27', 'Walk 26', 'Walk 25']);
    expect(page.html).toContain('Ask about this activity');
    expect(await statements(academy, () => rui.get(`${place}/talk`))).toBeLessThanOrEqual(8);
    expect((await rui.post(`${place}/talk/mark`)).status).toBe(422);
  });

  it('is left out of sight for whoever does not take part', async () => {
    const stranger = await browserOf(await academy.person());
    expect((await stranger.get(list())).status).toBe(403);
    expect((await stranger.post(list('/reading'))).status).toBe(403);
    expect(await new Visitor(academy.config.publicUrl).get(list())).toMatchObject({ status: 303, location: expect.stringContaining('/sign-in') });
  });

  it('needs few statements, whatever is asked', async () => {
    const rui = await browserOf(talk.teachers[2]!);
    for (const query of ['', '?q=walk', '?filter=unread&language=all', '?sort=top&language=mine']) {
      await rui.get(list(query));
      expect(await statements(academy, () => rui.get(list(query)))).toBeLessThanOrEqual(8);
    }
  });

  it('is an archive once the edition is over, and goes on among the alumni for who completed the course', async () => {
    const graduate = talk.teachers[0]!;
    const { id } = await open(graduate, talk.editionId, { activityKey: 'talk' });
    must(await graduate.api.post(`/threads/${id}/posts`, { markdown: 'And again.' }), 201);
    await until(async () => (await academy.database.query(`SELECT FROM enrolment WHERE id = $1 AND state = 'completed'`, [talk.enrolmentIds[0]])).length > 0 || null, 'the completed course');
    await closeEdition(talk.coordinator, talk.editionId);
    const [ana, other] = [await browserOf(graduate), await browserOf(talk.teachers[2]!)];
    const archive = await ana.get(list());
    for (const shown of ['This edition is over', `href="/discussions/${talk.courseId}"`, `href="${list('/mine')}"`]) expect(archive.html).toContain(shown);
    expect(archive.html).not.toContain('Begin a thread');
    expect((await other.get(list())).html).not.toContain(`href="/discussions/${talk.courseId}"`);
    expect((await other.get(`/discussions/${talk.courseId}`)).status).toBe(403);
    const alumni = await ana.get(`/discussions/${talk.courseId}`);
    for (const shown of ['Alumni discussions', 'Begin a thread']) expect(alumni.html).toContain(shown);
    expect((await ana.get(`/learning/${talk.enrolmentIds[0]}`)).html).toContain(`href="/discussions/${talk.courseId}"`);
  });
});
