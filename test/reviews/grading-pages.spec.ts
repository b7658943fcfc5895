import { Grades } from '@academy/reviews';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { poolOf, type Pool, review, submitted, type Work } from './grading.world';

const DAY = 24 * 3_600_000;
let academy: RunningAcademy;
let pool: Pool;
let work: Work;
let reviews: string[];
let author: Visitor;
beforeAll(async () => {
  academy = await startAcademy({ worker: false });
  pool = await poolOf(academy, 5);
  work = await submitted(academy, pool, 0, { reviewBy: new Date(academy.clock.now().getTime() + 7 * DAY) });
  author = new Visitor(academy.config.publicUrl);
  await author.signIn(pool.people[0]!.email, PASSWORD);
});
afterAll(() => academy.stop());

const address = (): string => `/learning/${pool.enrolments[0]}/activities/scenario/grade`;
const wordsOf = (html: string): string => html.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&[a-z#0-9]+;/g, ' ').replace(/\s+/g, ' ');

describe('the page of the grade', () => {
  it('says where things stand and until when, and nothing of the reviews, while they come in', async () => {
    reviews = [await review(academy, pool, work, 1, { plan: 4, voice: 2, comment: 'A *clear* plan.' }), await review(academy, pool, work, 2, { plan: 3, voice: 2 })];
    const { status, html } = await author.get(address());
    expect(status).toBe(200);
    expect(wordsOf(html)).toContain('2 of 3 reviews there');
    expect(wordsOf(html)).toContain('in 7 days');
    expect(html).not.toContain('clear');
  });

  it('shows grade, criteria, how it was computed, and each review under a pseudonym', async () => {
    reviews.push(await review(academy, pool, work, 3, { plan: 3, voice: 1 }));
    const { html } = await author.get(address());
    const words = wordsOf(html);
    expect(words).toContain('Passed');
    expect(words).toContain('5 of 8 points');
    expect(words).toContain('Level 3');
    expect(words).toContain('3 reviews, close together: at most 1 point apart');
    expect(words).toContain('How was this computed?');
    expect(words).toContain('1: counted like most');
    expect(html).toContain('<em>clear</em>');
    expect(html.match(/Review by Colleague [A-Z0-9]{4}/g)).toHaveLength(3);
    for (const { displayName, id } of pool.people.slice(1)) {
      expect(html).not.toContain(displayName);
      expect(html).not.toContain(id);
    }
    const order = [...html.matchAll(/id="review-([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(order).toEqual([...reviews].sort());
  });

  it('takes a rating and one reply', async () => {
    const path = `/learning/received-reviews/${reviews[0]}/rating`;
    const rated = await author.post(path, { helpful: '4', reply: '' });
    expect([rated.status, rated.location]).toEqual([303, `${address()}?round=1#review-${reviews[0]}`]);
    expect((await author.post(path, { helpful: '5', reply: 'Thank you, I will.' })).status).toBe(303);
    const { html } = await author.get(address());
    expect(wordsOf(html)).toContain('Thank you, I will.');
    const twice = await author.post(path, { helpful: '5', reply: 'One more thing.' });
    expect(twice.status).toBe(422);
    expect(wordsOf(twice.html)).toContain('You have replied already.');
    const missing = await author.post(`/learning/received-reviews/${reviews[1]}/rating`, { reply: 'Only words.' });
    expect(missing.status).toBe(422);
    expect(missing.html).toContain('Only words.');
    expect(wordsOf(missing.html)).toContain('Please fill this in.');
  });

  it('belongs to its author alone', async () => {
    const stranger = new Visitor(academy.config.publicUrl);
    await stranger.signIn(pool.people[4]!.email, PASSWORD);
    expect((await stranger.get(address())).status).toBe(404);
    expect((await stranger.post(`/learning/received-reviews/${reviews[0]}/rating`, { helpful: '1' })).status).toBe(404);
  });

  it("tells of staff's word with its reason", async () => {
    await academy.web.get(Grades).gradeByStaff(work.id, { isPassed: false, reason: 'The plan is not your own.' }, pool.staff.id);
    const words = wordsOf((await author.get(address())).html);
    expect(words).toContain('Not passed yet');
    expect(words).toContain('The plan is not your own.');
    expect(words).not.toContain('How was this computed?');
    expect(words).not.toContain(pool.staff.displayName);
  });

  it('has its own words for every state before', async () => {
    const other = await poolOf(academy, 3, { release: 'after-moderation' });
    const visitor = new Visitor(academy.config.publicUrl, 'de');
    await visitor.signIn(other.people[0]!.email, PASSWORD);
    const seen = async () => wordsOf((await visitor.get(`/learning/${other.enrolments[0]}/activities/scenario/grade`)).html);
    expect(await seen()).toMatch(/Nothing is handed in yet|Es ist noch nichts eingereicht/);
    const mine = await submitted(academy, other, 0, { wanted: 1 });
    const set = (columns: string) => academy.database.query(`UPDATE submission SET ${columns} WHERE id = $1`, [mine.id]);
    const states: [string, RegExp][] = [
      [`state = 'draft'`, /not handed in yet|noch nicht eingereicht/],
      [`state = 'returned'`, /came back to you|zu Ihnen zurückgekommen/],
      [`state = 'submitted', is_held = true`, /looking at your work|sieht sich Ihre Arbeit an/],
      [`is_held = false, phase = 'moderators', moderate_by = academy_now() + interval '3 days'`, /Decided by|Entschieden bis/],
      [`phase = 'regular', moderate_by = NULL, wanted = 3`, /is being reviewed|wird begutachtet/],
    ];
    for (const [columns, words] of states) {
      await set(columns);
      expect(await seen()).toMatch(words);
    }
    await review(academy, other, mine, 1, { plan: 4, voice: 4 });
    await review(academy, other, mine, 2, { plan: 4, voice: 4 });
    await academy.database.transaction((tx) => academy.web.get(Grades).conclude(tx, mine.id));
    expect(await seen()).toMatch(/looks at all grades first|sieht zuerst alle Bewertungen an/);
    expect(await seen()).not.toMatch(/8 of 8|8 von 8/);
    await other.staff.api.post(`/editions/${other.editionId}/assignments/scenario/release`);
    expect(await seen()).toMatch(/8 of 8|8 von 8/);
  });
});
