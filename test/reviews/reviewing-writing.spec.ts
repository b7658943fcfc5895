import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { pointersOf, put, review, ReviewingWorld } from './reviewing.world';

describe('a review', () => {
  let academy: RunningAcademy;
  let world: ReviewingWorld;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await ReviewingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  describe('what is typed', () => {
    it('is kept as a draft, whole or not', async () => {
      const { ana, reviewId } = await world.pair();
      const saved = must(await put(ana.api, reviewId, { scores: { plan: 'low' }, comments: {}, overall: '', keeps: 'The map.', done: false }), 200).body;
      expect(saved).toMatchObject({ state: 'claimed', warnings: [] });
      must(await put(ana.api, reviewId, { scores: {}, comments: { doubt: 'Why?' }, overall: 'So far.', done: false }), 200);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ scores: {}, comments: { doubt: 'Why?' }, overall: 'So far.', keeps: 'The map.' });
    });

    it('fits the rubric, or is refused with what does not', async () => {
      const { ana, reviewId } = await world.pair();
      const wrong = await put(ana.api, reviewId, { scores: { plan: 'best', colour: 'low' }, comments: { smell: 'x' }, overall: '', done: false });
      expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/scores/colour', '/scores/plan', '/comments/smell']]);
    });

    it('keeps the claim alive', async () => {
      const { ana, reviewId } = await world.pair();
      await academy.database.query(`UPDATE review SET expires_at = academy_now() + interval '10 minutes' WHERE id = $1`, [reviewId]);
      const { body } = await put(ana.api, reviewId, review({ done: false }));
      expect(new Date(body.expiresAt).getTime() - academy.clock.now().getTime()).toBeGreaterThan(23.9 * 3_600_000);
    });

    it('is kept although something is missing', async () => {
      const { ana, reviewId } = await world.pair();
      const lacking = await put(ana.api, reviewId, review({ scores: { plan: 'high' }, comments: {}, keeps: '', suggests: '' }));
      expect([lacking.status, pointersOf(lacking)]).toEqual([422, ['/scores/doubt', '/comments/plan', '/overall']]);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'claimed', scores: { plan: 'high' } });
    });

    it('is kept when the claim has run out, and counts while the work still lacks a review', async () => {
      const { ana, reviewId, workId } = await world.pair();
      await world.expire(reviewId);
      expect(must(await put(ana.api, reviewId, review({ done: false })), 200).body.state).toBe('expired');
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ keeps: review().keeps, submission: { language: 'en' } });
      expect(must(await put(ana.api, reviewId, review()), 200).body.state).toBe('done');
      expect(await world.counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });
    });

    it('is kept when the claim has run out and others have reviewed the work', async () => {
      const { ana, reviewId, workId } = await world.pair();
      await world.expire(reviewId);
      await academy.database.query('UPDATE submission SET finished = wanted + 1 WHERE id = $1', [workId]);
      const late = await put(ana.api, reviewId, review({ overall: 'Typed to the end.' }));
      expect([late.status, late.body.type]).toEqual([409, '/problems/claim-expired']);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'expired', overall: 'Typed to the end.' });
    });

    it('is kept when the author has taken the work back, which is no longer shown', async () => {
      const { ana, reviewId, workId } = await world.pair();
      await academy.database.query(`UPDATE submission SET state = 'returned' WHERE id = $1`, [workId]);
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/work-taken-back');
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ keeps: review().keeps, submission: null });
    });
  });

  describe('handing in', () => {
    it('counts once for the work and for the reviewer, however often and at once it is asked for', async () => {
      const { ana, reviewId, workId } = await world.pair();
      const told = await Promise.all(Array.from({ length: 8 }, () => put(ana.api, reviewId, review())));
      expect(told.map(({ status, body }) => [status, body.state])).toEqual(Array.from({ length: 8 }, () => [200, 'done']));
      expect(await world.counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });
    });

    it('is the end: nothing else is taken, nothing given back', async () => {
      const { ana, reviewId } = await world.pair();
      must(await put(ana.api, reviewId, review()), 200);
      const told = [await put(ana.api, reviewId, review({ overall: 'One more thing.' })), await put(ana.api, reviewId, review({ done: false, scores: {} })), await ana.api.post(`/reviews/${reviewId}/release`)];
      expect(told.map(({ status, body }) => [status, body.type])).toEqual(Array.from({ length: 3 }, () => [409, '/problems/review-done']));
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'done', overall: '', scores: review().scores });
    });

    it('tells what is short and takes it all the same; the same again changes nothing', async () => {
      const { ana, reviewId, workId } = await world.pair();
      const short = review({ comments: { plan: 'Good.' }, keeps: 'All.', suggests: 'None.' });
      for (let time = 0; time < 2; time++) expect(must(await put(ana.api, reviewId, short), 200).body).toMatchObject({ state: 'done', warnings: ['too-short'] });
      expect(await world.counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });
    });

    it('may be bettered after a doubt, and is the end once there is none, the author has rated it, or it is flagged', async () => {
      const { ana, reviewId, workId } = await world.pair();
      const short = review({ comments: { plan: 'Good.' }, keeps: 'All.', suggests: 'None.' });
      must(await put(ana.api, reviewId, short), 200);
      expect(must(await put(ana.api, reviewId, review({ scores: { plan: 'high', doubt: 'high' } })), 200).body).toMatchObject({ state: 'done', warnings: ['hasty'] });
      expect((await put(ana.api, reviewId, { ...short, done: false })).body.type).toBe('/problems/review-done');
      expect(must(await put(ana.api, reviewId, review()), 200).body).toMatchObject({ state: 'done', warnings: [] });
      expect((await put(ana.api, reviewId, short)).body.type).toBe('/problems/review-done');
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'done', scores: review().scores });
      expect(await world.counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });

      for (const settled of ['helpful = 4, rated_at = academy_now()', 'is_held = true']) {
        const other = await world.pair();
        must(await put(other.ana.api, other.reviewId, short), 200);
        await world.academy.database.query(`UPDATE review SET ${settled} WHERE id = $1`, [other.reviewId]);
        expect((await put(other.ana.api, other.reviewId, review())).body.type).toBe('/problems/review-done');
      }
    });

    it('notices what one has written before', async () => {
      const { editionId, ana, reviewId } = await world.pair();
      must(await put(ana.api, reviewId, review()), 200);
      await world.submit(await world.teacher(editionId), { markdown: 'In the old mill we listen to the water and write down what we hear.' });
      const second = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
      expect(must(await put(ana.api, second.reviewId, review()), 200).body).toMatchObject({ state: 'done', warnings: ['copied'] });
    });

    it('and giving back at once ends in one of the two, never in both', async () => {
      const { ana, reviewId, workId } = await world.pair();
      const told = await Promise.all([put(ana.api, reviewId, review()), ana.api.post(`/reviews/${reviewId}/release`), put(ana.api, reviewId, review({ done: false }))]);
      expect(told.every(({ status }) => status < 500)).toBe(true);
      const { state } = must(await ana.api.get(`/reviews/${reviewId}`), 200).body;
      expect(await world.counts(workId, ana)).toMatchObject(state === 'done' ? { finished: 1, lent: 0, given: 1 } : { finished: 0, lent: 0, given: 0 });
      expect(['done', 'released']).toContain(state);
    });
  });

  describe('giving back', () => {
    it('frees the work once, hides it, and keeps what was typed', async () => {
      const { ana, reviewId, workId } = await world.pair();
      must(await put(ana.api, reviewId, review({ done: false })), 200);
      for (let time = 0; time < 2; time++) must(await ana.api.post(`/reviews/${reviewId}/release`), 204);
      expect(await world.counts(workId, ana)).toMatchObject({ finished: 0, lent: 0, given: 0 });
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'released', submission: null, keeps: review().keeps });
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/review-released');
      expect((await ana.api.post(`${ana.path}/reviews/next`)).status).toBe(204);
    });
  });
});
