import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { examples, review, ReviewingWorld } from './reviewing.world';

describe('reviewing', () => {
  let academy: RunningAcademy;
  let world: ReviewingWorld;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await ReviewingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  describe('the pages', () => {
    async function visit(who: Person): Promise<Visitor> {
      const visitor = new Visitor(academy.config.publicUrl);
      await visitor.signIn(who.email, PASSWORD);
      return visitor;
    }
    const fields = (own: Record<string, string> = {}) => ({
      'level.plan': 'middle', 'level.doubt': 'high', 'comment.plan': review().comments.plan, 'comment.doubt': '', keeps: review().keeps, suggests: review().suggests, overall: '', revision: '1', ...own,
    });

    it('lead from one\'s own work to a review that is handed in, without a script', async () => {
      const { editionId } = await world.assignment({ examples });
      const [ana, ben] = [await world.teacher(editionId), await world.teacher(editionId, { displayName: 'Benedetta Conti' })];
      const visitor = await visit(ana);
      const reviewing = `/learning/${ana.enrolmentId}/activities/scenario/reviews`;
      expect((await visitor.get(reviewing)).html).toContain('First your own work');
      await world.submit(ana);
      expect((await visitor.post(reviewing)).location).toMatch(/\/reviews\?again=\d{4}-/);
      expect((await visitor.get(`${reviewing}?again=2031-05-05T10:00:00.000Z`)).html).toContain('There is nothing to review right now');
      const workId = await world.submit(ben);

      const { location } = await visitor.post(reviewing);
      expect(location).toMatch(/^\/learning\/reviews\/[0-9a-f-]{36}$/);
      const page = await visitor.get(location!);
      expect(page.html).toMatch(/Work by Colleague [A-Z]\d[A-Z]\d/);
      for (const trace of [ben.id, ben.enrolmentId, ben.email, 'Benedetta', workId]) expect(page.html).not.toContain(trace);
      expect((await visitor.get(reviewing)).html).toContain('Go on reviewing');

      expect((await visitor.post(`${location}/draft`, fields({ 'comment.doubt': 'Line one.\r\nLine two.' }))).location).toBe(location);
      const lacking = await visitor.post(location!, fields({ keeps: '', 'comment.plan': ' ', 'comment.doubt': 'Line one.\r\nLine two.' }));
      expect(lacking.status).toBe(422);
      expect(lacking.html).toContain('href="#field-keeps"');
      expect(lacking.html).toContain('href="#field-comment.plan"');
      expect(lacking.html).toContain('Line one.\nLine two.');

      const short = fields({ 'comment.plan': 'Good.', keeps: 'All.', suggests: 'None.' });
      expect((await visitor.post(location!, short)).location).toBe(`${location}#warnings`);
      expect((await visitor.get(location!)).html).toContain('Hand in as it is');
      expect((await visitor.post(location!, short)).location).toBe(reviewing);
      expect((await visitor.get(reviewing)).html).toContain('1 of 2 reviews given');
      expect((await visitor.get(location!)).html).toContain('None.');
      expect((await visitor.post(`${location}/release`)).status).toBe(422);
    });

    it('save by themselves, and say what is the newest', async () => {
      const { ana, reviewId } = await world.pair();
      const visitor = await visit(ana);
      const save = async (own: Record<string, string>) => {
        const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(`${academy.config.publicUrl}/learning/reviews/${reviewId}/draft`, { method: 'POST', body: new URLSearchParams(own), headers: { accept: 'application/json', cookie, 'sec-fetch-site': 'same-origin' } });
        return [response.status, await response.json()];
      };
      expect(await save(fields())).toEqual([200, { saved: true, revision: 2 }]);
      expect(await save(fields({ keeps: '' }))).toEqual([200, { saved: true, revision: 3 }]);
      // What a form does not have stays as it was.
      expect(await save({ suggests: 'Only this.' })).toEqual([200, { saved: true, revision: 4 }]);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ scores: { plan: 'middle', doubt: 'high' }, keeps: '', suggests: 'Only this.' });
      expect((await save(fields({ 'level.plan': 'best' })))[0]).toBe(422);
      must(await ana.api.post(`/reviews/${reviewId}/release`), 204);
      expect((await save(fields()))[0]).toBe(409);
    });

    it('compare an example with what staff say', async () => {
      const { editionId } = await world.assignment({ examples, trainingRequired: true });
      const ana = await world.teacher(editionId, { locale: 'de' });
      await world.submit(ana);
      const visitor = await visit(ana);
      const path = `/learning/${ana.enrolmentId}/activities/scenario`;
      expect((await visitor.get(`${path}/reviews`)).html).toContain('Zuerst ein wenig Übung');
      expect((await visitor.get(`${path}/training/good`)).html).not.toContain('Another class could repeat it.');
      const lacking = await visitor.post(`${path}/training/good`, { 'level.plan': 'high' });
      expect([lacking.status, lacking.html.includes('href="#field-level.doubt"'), /value="high" checked/.test(lacking.html)]).toEqual([422, true, true]);
      expect((await visitor.post(`${path}/training/good`, { 'level.plan': 'high', 'level.doubt': 'low' })).location).toBe(`${path}/training/good`);
      const compared = await visitor.get(`${path}/training/good`);
      expect(compared.html).toContain('Another class could repeat it.');
      expect(compared.html).toMatch(/75\s%/);
      expect((await visitor.get(`${path}/training`)).html).toContain('/training/poor');
    });

    it('tell somebody how her eye lies beside the others\', once three works have all their reviews', async () => {
      const { editionId } = await world.assignment({ reviewsToGive: 3, reviewsWanted: 3 });
      const ana = await world.teacher(editionId);
      await world.submit(ana);
      const visitor = await visit(ana);
      const page = async () => (await visitor.get(`/learning/${ana.enrolmentId}/activities/scenario/reviews`)).html;
      const others = [await academy.person(), await academy.person()];
      for (let work = 0; work < 3; work++) {
        const workId = await world.submit(await world.teacher(editionId), { markdown: `Work ${work}: ${'abcdefgh'[work]!.repeat(200)}` });
        const insert = (who: Person, scores: object) => academy.database.query(
          `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, state, expires_at, scores, done_at) VALUES ($1, $2, 'scenario', 1, $3, 'done', now(), $4, now())`,
          [workId, editionId, who.id, JSON.stringify(scores)],
        );
        await insert(ana, { plan: 'high', doubt: 'middle' });
        for (const other of others) await insert(other, { plan: 'low', doubt: 'middle' });
        if (work === 2) expect(await page()).not.toContain('Your eye');
        await academy.database.query('UPDATE submission SET finished = 3 WHERE id = $1', [workId]);
      }
      const html = await page();
      expect(html).toContain('In 3 works you were on average a little more generous than the other reviewers.');
      expect(html).toMatch(/The plan<\/span>: you are more generous/);
      expect(html).not.toMatch(/The doubt<\/span>:/);
    });

    it('ask a moderator to look at a work, without an address that its author knows', async () => {
      const { ana, workId, reviewId } = await world.pair();
      const visitor = await visit(ana);
      const path = `/learning/reviews/${reviewId}/flag`;
      expect((await visitor.get(path)).html).not.toContain(workId);
      expect((await visitor.post(path, { reason: 'because' })).status).toBe(422);
      expect((await visitor.post(path, { reason: 'plagiarism', text: 'I know this from a book.' })).location).toBe(`/learning/reviews/${reviewId}`);
      const found = await academy.database.one(`SELECT s.is_held AS held, c.words, c.raised_by AS "raisedBy" FROM submission s JOIN review_case c ON c.submission_id = s.id WHERE s.id = $1`, [workId]);
      expect(found).toEqual({ held: true, words: 'I know this from a book.', raisedBy: ana.id });
    });

    it('take at most eight statements', async () => {
      const { ana, reviewId } = await world.pair({ examples });
      const visitor = await visit(ana);
      for (const path of [`/learning/${ana.enrolmentId}/activities/scenario/reviews`, `/learning/reviews/${reviewId}`, `/learning/${ana.enrolmentId}/activities/scenario/training/good`]) {
        await visitor.get(path);
        const count = await statements(academy, () => visitor.get(path));
        expect([path, count <= 8, count > 2]).toEqual([path, true, true]);
      }
    });
  });
});
