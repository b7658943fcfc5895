import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { gather, type Talk, titlesIn } from './support';

const nextIn = (html: string): string | undefined => /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');

describe('a space with more threads than a page looks through', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let writer: Person, reader: Person;
  let rui: Visitor;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 2);
    [writer, reader] = [talk.teachers[0]!, talk.teachers[1]!];
    rui = new Visitor(academy.config.publicUrl);
    await rui.signIn(reader.email, PASSWORD);
  });
  afterAll(() => academy.stop());

  const list = (query: string) => `/discussions/${talk.editionId}${query}`;

  it('looks for unread threads among a fixed number, says so, and goes on from there', async () => {
    await academy.database.query(`WITH t AS (INSERT INTO thread (course_id, edition_id, kind, title, language, author_id, last_number, last_post_at) SELECT $1, $2, 'wall', 'Wall ' || n, 'en', $3, 1, academy_now() + interval '1 day' - n * interval '1 minute' FROM generate_series(1, 305) n RETURNING id, title)
      INSERT INTO thread_reader (user_id, thread_id, space_id, up_to) SELECT $4, id, $2, 1 FROM t WHERE title NOT IN ('Wall 7', 'Wall 304')`, [talk.courseId, talk.editionId, writer.id, reader.id]);
    const { html } = await rui.get(list('?kind=wall&filter=unread&language=all'));
    expect([titlesIn(html), html.includes('300 threads were looked through')]).toEqual([['Wall 7'], true]);
    const next = (await rui.get(nextIn(html)!)).html;
    expect([titlesIn(next), next.includes('looked through')]).toEqual([['Wall 304'], false]);
  });

  it('lists what one follows, however much: few threads are looked up, many found on the same walk', async () => {
    const follow = (most: number) =>
      academy.database.query(`UPDATE thread_reader r SET is_following = substring(t.title from 6)::int BETWEEN 150 AND $2::int, up_to = 0 FROM thread t WHERE t.id = r.thread_id AND r.user_id = $1 AND t.title LIKE 'Wall %'`, [reader.id, most]);
    const listed = async (): Promise<string[]> => {
      const titles: string[] = [];
      for (let address: string | undefined = list('?kind=wall&filter=following&language=all'); address; ) {
        const { html } = await rui.get(address);
        titles.push(...titlesIn(html));
        address = nextIn(html);
      }
      return titles;
    };
    const walls = (most: number) => Array.from({ length: most - 149 }, (_, index) => `Wall ${150 + index}`).filter((title) => title !== 'Wall 304');
    const unread = async (): Promise<string | undefined> => /filter&#x3D;following"[^>]*>[^<]*(?:<[^>]*>[^<]*)*?<span[^>]*>([\d+]+)</.exec((await rui.get(list('?language=all'))).html)?.[1];
    await academy.database.query(`INSERT INTO post (thread_id, space_id, number, root_number, author_id, language, markdown) SELECT id, $1, 1, 1, author_id, 'en', 'Look' FROM thread WHERE title LIKE 'Wall %'`, [talk.editionId]);

    await follow(154);
    expect(await listed()).toEqual(walls(154));
    const few = Number(await unread());
    await follow(160);
    expect(Number(await unread())).toBe(few + 6);
    await follow(305);
    expect(await listed()).toEqual(walls(305));
    expect(await unread()).toBe('99+');
  });
});
