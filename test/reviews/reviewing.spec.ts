import { type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { must } from '../support/world';
import { examples, pointersOf, put, review, ReviewingWorld } from './reviewing.world';

describe('reviewing', () => {
  let academy: RunningAcademy;
  let world: ReviewingWorld;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await ReviewingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  describe('the next work', () => {
    it('comes after one\'s own, and nothing comes while there is nothing', async () => {
      const { editionId } = await world.assignment();
      const ana = await world.teacher(editionId);
      const before = await ana.api.post(`${ana.path}/reviews/next`);
      expect([before.status, before.body.type]).toEqual([409, '/problems/own-submission-first']);

      await world.submit(ana);
      const nothing = await ana.api.post(`${ana.path}/reviews/next`);
      expect([nothing.status, Number(nothing.headers.get('retry-after'))]).toEqual([204, expect.any(Number)]);
      expect(Number(nothing.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('is lent once: asking again answers the same', async () => {
      const { ana, reviewId, shown } = await world.pair();
      const again = must(await ana.api.post(`${ana.path}/reviews/next`), 200).body;
      expect(again).toEqual(shown);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toEqual(shown);
      expect(shown).toMatchObject({ state: 'claimed', round: 1, submission: { markdown: expect.stringContaining('forty windows'), language: 'en', links: [], attachments: [] }, scores: {}, comments: {}, warnings: [] });
      expect(shown.rubric.criteria[0]).toMatchObject({ key: 'plan', commentRequired: true });
      expect(new Date(shown.expiresAt).getTime() - academy.clock.now().getTime()).toBeGreaterThan(47 * 3_600_000);
    });

    it('says nothing of who made it', async () => {
      const { ben, workId, shown } = await world.pair();
      const text = JSON.stringify(shown);
      for (const trace of [ben.id, ben.enrolmentId, ben.email, ben.displayName, 'Benedetta', workId, 'Rome']) expect(text).not.toContain(trace);
      expect(shown.author).toEqual({ pseudonym: expect.stringMatching(/^[A-Z]\d[A-Z]\d$/), name: null });
    });

    it.each([['named', { pseudonym: null, name: 'Benedetta Conti' }], ['single-blind', { pseudonym: null, name: 'Benedetta Conti' }]])('names its author where the assignment is %s', async (anonymity, expected) => {
      expect((await world.pair({ anonymity })).shown.author).toEqual(expected);
    });

    it('is nobody else\'s to see or to write on', async () => {
      const { ben, reviewId } = await world.pair();
      const told = [await ben.api.get(`/reviews/${reviewId}`), await put(ben.api, reviewId, review()), await ben.api.post(`/reviews/${reviewId}/release`), await ben.api.get(`/reviews/${reviewId}/attachments/1`), await world.coordinator.api.get(`/reviews/${reviewId}`)];
      expect(told.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    });

    it('is refused to who has withdrawn', async () => {
      const { ana, reviewId } = await world.pair();
      await academy.database.query(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, [ana.enrolmentId]);
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/withdrawn');
      expect((await ana.api.post(`${ana.path}/reviews/next`)).status).toBe(409);
    });
  });

  it('hands out files under neutral names, by their place', async () => {
    const { editionId } = await world.assignment();
    const [ana, ben] = [await world.teacher(editionId), await world.teacher(editionId)];
    await world.submit(ana);
    const file = must(await ben.api.upload(`${ben.path}/submission/attachments`, 'file', Buffer.from('Counted by hand.\n'), 'Benedetta Conti, Roma.txt'), 201).body;
    await world.submit(ben, { attachments: [file.id] });
    const { reviewId, submission } = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;

    expect(submission.attachments).toEqual([{ number: 1, name: 'attachment-1.txt', kind: expect.any(String), contentType: expect.stringContaining('text/plain'), bytes: 17, url: `/api/v1/reviews/${reviewId}/attachments/1` }]);
    const got = must(await ana.api.get(`/reviews/${reviewId}/attachments/1`), 200);
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="attachment-1.txt"');
    expect(String(got.body)).toBe('Counted by hand.\n');
    expect(JSON.stringify([...got.headers])).not.toMatch(/benedetta|etag|last-modified/i);
    for (const number of ['0', '2', '-1', 'x', '1e1', '999']) expect((await ana.api.get(`/reviews/${reviewId}/attachments/${number}`)).status).toBe(404);
    must(await ana.api.post(`/reviews/${reviewId}/release`), 204);
    expect((await ana.api.get(`/reviews/${reviewId}/attachments/1`)).status).toBe(404);
  });

  describe('training', () => {
    it('tells what staff said only once one has said something oneself', async () => {
      const { editionId } = await world.assignment({ examples });
      const ana = await world.teacher(editionId);
      const list = must(await ana.api.get(`${ana.path}/training`), 200).body;
      expect(list).toMatchObject({ required: false, trained: false, items: [{ key: 'good', answer: null }, { key: 'poor', answer: null }] });
      expect(JSON.stringify(list)).not.toMatch(/repeat it|staff/);

      const compared = must(await ana.api.post(`${ana.path}/training/good`, { scores: { plan: 'middle', doubt: 'middle' } }), 200).body;
      expect(compared).toEqual({
        agreement: 0.75,
        criteria: [{ key: 'plan', level: 'middle', staffLevel: 'high', staffComment: 'Another class could repeat it.', isSame: false }, { key: 'doubt', level: 'middle', staffLevel: 'middle', staffComment: '', isSame: true }],
      });
      expect(must(await ana.api.get(`${ana.path}/training`), 200).body.items.map(({ answer }: Json) => answer)).toEqual([compared, null]);
    });

    it('takes the first answer, and no other', async () => {
      const { editionId } = await world.assignment({ examples });
      const ana = await world.teacher(editionId);
      const answers = [{ plan: 'low', doubt: 'low' }, { plan: 'low', doubt: 'low' }, { plan: 'high', doubt: 'low' }];
      const told = [];
      for (const scores of answers) told.push((await ana.api.post(`${ana.path}/training/good`, { scores })).status);
      expect(told).toEqual([200, 200, 409]);
      const wrong = await ana.api.post(`${ana.path}/training/poor`, { scores: { plan: 'best' } });
      expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/scores/plan', '/scores/doubt']]);
      expect((await ana.api.post(`${ana.path}/training/none`, { scores: {} })).status).toBe(404);
    });

    it.each(['before', 'after'])('comes first where it is required, taken %s one\'s own work is handed in', async (when) => {
      const { editionId } = await world.assignment({ examples, trainingRequired: true });
      const [ana, ben] = [await world.teacher(editionId), await world.teacher(editionId)];
      const train = async () => {
        for (const { key } of examples) must(await ana.api.post(`${ana.path}/training/${key}`, { scores: { plan: 'low', doubt: 'low' } }), 200);
      };
      if (when === 'before') await train();
      await world.submit(ana);
      await world.submit(ben);
      if (when === 'after') {
        expect((await ana.api.post(`${ana.path}/reviews/next`)).body.type).toBe('/problems/training-first');
        await train();
      }
      must(await ana.api.post(`${ana.path}/reviews/next`), 201);
      expect((await ben.api.post(`${ben.path}/reviews/next`)).body.type).toBe('/problems/training-first');
    });
  });
});
