import { strFromU8, unzipSync } from 'fflate';
import { Storage, zipStream } from '@academy/platform';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

describe('one’s own contributions', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let ana: Person, bo: Person;
  const shots: Record<'file' | 'otherFile', string> = { file: '', otherFile: '' };
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    [ana, bo] = talk.teachers as [Person, Person];
    await academy.database.query(`UPDATE users SET display_name = 'Bo <Secret>' WHERE id = $1`, [bo.id]);
    shots.file = await attached(ana, 'Unsere Straße/..\\My <street>.png');
    shots.otherFile = await attached(bo, 'others.png');
    await open(ana, talk.editionId, { title: 'Σκιά & <b>bins</b>', language: 'el', markdown: `Σκιά ![plan](/discussions/files/${shots.file}) and [page](/media/1) with @Bo`, fileIds: [shots.file] });
    const { id, postId } = await open(bo, talk.editionId, { title: 'The question of Bo', markdown: `Words of Bo ![x](/discussions/files/${shots.otherFile})`, fileIds: [shots.otherFile] });
    must(await ana.api.post(`/threads/${id}/posts`, { markdown: 'My answer in his thread.', replyTo: postId }), 201);
    const gone = must(await ana.api.post(`/threads/${id}/posts`, { markdown: 'Taken back by me.' }), 201).body.id as string;
    must(await ana.api.delete(`/posts/${gone}`), 204);
    const hidden = must(await ana.api.post(`/threads/${id}/posts`, { markdown: 'Hidden by staff.' }), 201).body.id as string;
    await academy.database.query(`UPDATE post SET state = 'hidden' WHERE id = $1`, [hidden]);
  });
  afterAll(() => academy.stop());

  /** A file of this person that waits for its post. */
  async function attached({ id }: Person, fileName: string): Promise<string> {
    const key = `discussions/${id}.png`;
    await academy.web.get(Storage).put(key, Buffer.from(`bytes of ${fileName}`));
    const file = await academy.database.one<{ id: string }>(
      `INSERT INTO post_file (space_id, uploaded_by, kind, content_type, bytes, sha256, storage_key, file_name) VALUES ($1, $2, 'picture', 'image/png', 9, '\\x00', $3, $4) RETURNING id`,
      [talk.editionId, id, key, fileName],
    );
    return file!.id;
  }
  async function visit({ email }: Person, language = 'en'): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl, language);
    await visitor.signIn(email, PASSWORD);
    return visitor;
  }
  const archiveOf = async ({ api }: Person): Promise<Record<string, string>> => {
    const { body, headers } = must(await api.get<Buffer>(`/editions/${talk.editionId}/threads/mine.zip`), 200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('cache-control')).toBe('private, no-store');
    return Object.fromEntries(Object.entries(unzipSync(body)).map(([name, bytes]) => [name, strFromU8(bytes)]));
  };

  it('are an archive that is read offline: a file a thread, the attachments, a list, and all as JSON', async () => {
    const archive = await archiveOf(ana);
    const names = Object.keys(archive);
    expect(names).toHaveLength(5);
    expect(names.every((name) => /^(threads|files)?\/?[\p{L}\p{M}\p{N}.-]+$/u.test(name) && !name.includes('..'))).toBe(true);
    const own = names.find((name) => name.includes('σκιά-b-bins'))!;
    const file = names.find((name) => name.startsWith('files/'))!;
    expect(file).toMatch(/^files\/[0-9a-f]{8}-[\p{L}-]*my-street\.png$/u);
    expect(archive[file]).toBe('bytes of Unsere Straße/..\\My <street>.png');
    expect(archive[own]).toMatch(/^# Σκιά & <b>bins<\/b>\n\n## \w+, \d+ \w+ \d{4} at \d\d:\d\d \w+/);
    expect(archive[own]).toContain(`![plan](../${file}) and [page](${academy.config.publicUrl}/media/1)`);
    expect(archive[own]).toMatch(new RegExp(`${academy.config.publicUrl}/posts/[0-9a-f-]{36}`));
    const his = archive[names.find((name) => name.includes('the-question-of-bo'))!]!;
    expect(his).toMatch(/# The question of Bo[\s\S]*My answer in his thread\.[\s\S]*Hidden by a moderator\.[\s\S]*Hidden by staff\./);
    expect(archive['index.html']).toContain('Σκιά &amp; &lt;b&gt;bins&lt;/b&gt;');
    expect(archive['index.html']).toContain(`href="${own}"`);
    const { posts, ...head } = JSON.parse(archive['contributions.json']!) as { posts: Record<string, unknown>[] };
    expect(head).toEqual({ author: ana.displayName, course: 'Counting the swifts', edition: 'Spring', exportedAt: expect.stringMatching(/Z$/) });
    expect(posts).toHaveLength(3);
    expect(posts).toContainEqual(expect.objectContaining({ title: 'Σκιά & <b>bins</b>', language: 'el', state: 'shown', file: own, attachments: [{ file, fileName: expect.any(String), description: '' }] }));
    const everything = Object.values(archive).join('\n');
    expect(everything).not.toMatch(/Words of Bo|others\.png|<Secret>|Taken back by me/);
  });

  it('are listed with what became of them', async () => {
    const visitor = await visit(ana);
    const { html, status } = await visitor.get(`/discussions/${talk.editionId}/mine`);
    expect(status).toBe(200);
    expect(html).toMatch(/Hidden by a moderator[\s\S]*Hidden by staff\.[\s\S]*My answer in his thread\.[\s\S]*Σκιά/);
    expect(html).toContain('3 posts');
    expect(html).not.toContain('Taken back by me');
    expect(await statements(academy, () => visitor.get(`/discussions/${talk.editionId}/mine`))).toBeLessThanOrEqual(8);
    const zip = await visitor.get(`/discussions/${talk.editionId}/mine.zip`);
    expect(zip.headers.get('content-disposition')).toBe('attachment; filename="my-contributions.zip"');
    expect((await visitor.get(`/discussions/${talk.editionId}/mine?cursor=zzz`)).status).toBe(400);
  });

  it('do not name a thread of others that is not shown any more', async () => {
    await academy.database.query(`UPDATE thread SET state = 'hidden' WHERE title = 'The question of Bo'`);
    const archive = await archiveOf(ana);
    expect(Object.keys(archive).join() + Object.values(archive).join()).not.toMatch(/question.of.bo/i);
    expect(Object.values(archive).join()).toContain('A thread that is no longer shown');
    await academy.database.query(`UPDATE thread SET state = 'shown' WHERE title = 'The question of Bo'`);
  });

  it('stay one’s own after withdrawing and when the edition is archived, and nobody else finds the place', async () => {
    must(await ana.api.delete(`/enrolments/${talk.enrolmentIds[0]}`), 204);
    expect(Object.keys(await archiveOf(ana))).toHaveLength(5);
    expect((await ana.api.get(`/editions/${talk.editionId}/threads`)).status).toBe(403);
    await academy.database.query(`UPDATE edition SET state = 'archived' WHERE id = $1`, [talk.editionId]);
    expect((await (await visit(ana)).get(`/discussions/${talk.editionId}/mine`)).html).toContain('My answer in his thread.');
    const silent = talk.teachers[2]!;
    expect((await (await visit(silent)).get(`/discussions/${talk.editionId}/mine`)).html).toContain('Nothing written yet');
    expect(Object.keys(await archiveOf(silent))).toEqual(['contributions.json', 'index.html']);
    const outsider = await academy.person();
    for (const id of [talk.editionId, talk.courseId, '11111111-1111-4111-8111-111111111111']) {
      expect((await outsider.api.get(`/editions/${id}/threads/mine.zip`)).status).toBe(404);
      expect((await (await visit(outsider)).get(`/discussions/${id}/mine`)).status).toBe(404);
    }
    expect((await academy.api.get(`/editions/${talk.editionId}/threads/mine.zip`)).status).toBe(401);
  });

  it('are taken a few at a time: 500 posts in 120 threads come whole and in order, and of a large archive little is held', async () => {
    await academy.database.query(
      `WITH t AS (INSERT INTO thread (course_id, edition_id, kind, title, language, author_id, last_number) SELECT $1, $2, 'conversation', 'Thread ' || n, 'en', $3, 5 FROM generate_series(1, 120) n RETURNING id)
       INSERT INTO post (thread_id, space_id, number, root_number, author_id, language, markdown) SELECT t.id, $2, n, n, $3, 'en', 'Post number ' || n FROM t, generate_series(1, 5) n`,
      [talk.courseId, talk.editionId, bo.id],
    );
    const archive = await archiveOf(bo);
    const threads = Object.entries(archive).filter(([name]) => name.startsWith('threads/thread-'));
    expect(threads).toHaveLength(120);
    for (const [, text] of threads) expect([...text.matchAll(/Post number (\d)/g)].map(([, number]) => number)).toEqual(['1', '2', '3', '4', '5']);
    expect((JSON.parse(archive['contributions.json']!) as { posts: unknown[] }).posts).toHaveLength(601);

    let made = 0;
    const pieces = async function* () {
      for (let piece = 0; piece < 200; piece++) {
        made += 1;
        yield Buffer.alloc(64 * 1024, piece);
      }
    };
    const stream = zipStream((async function* () {
      yield { name: 'large.bin', at: academy.clock.now(), chunks: pieces(), isPacked: true };
    })());
    stream.once('readable', () => stream.read(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(made).toBeLessThan(10);
    stream.destroy();
  });
});
