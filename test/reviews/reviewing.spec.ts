import { Claims } from '@academy/reviews';
import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import type { ApiClient, Json, Reply } from '../support/client';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must, openEdition, smallCourse } from '../support/world';

const levels = [{ key: 'low', title: 'Not yet', points: 0 }, { key: 'middle', title: 'On the way', points: 2 }, { key: 'high', title: 'Convincing', points: 4 }];
const rubric = { criteria: [{ key: 'plan', title: 'The plan', commentRequired: true, levels }, { key: 'doubt', title: 'The doubt', levels }] };
const examples = [
  { key: 'good', title: 'Counting nests', markdown: 'We count nests in May.', scores: { plan: 'high', doubt: 'middle' }, comments: { plan: 'Another class could repeat it.' } },
  { key: 'poor', title: 'Birds', markdown: 'We look at birds.', scores: { plan: 'low', doubt: 'low' } },
];
const review = (own: object = {}) => ({
  scores: { plan: 'middle', doubt: 'high' },
  comments: { plan: 'It says who counts, where and for how long; I would add what to do when it rains on that morning.' },
  keeps: 'The map on which every pupil marks what could not be seen.',
  suggests: 'Let two groups count the same street and compare before they talk about why they differ.',
  overall: '',
  done: true,
  ...own,
});

type Teacher = Person & { enrolmentId: string; path: string };

describe('reviewing', () => {
  let academy: RunningAcademy;
  let designer: Person;
  let coordinator: Person;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    [designer, coordinator] = [await academy.designer(), await academy.coordinator()];
  });
  afterAll(() => academy.stop());

  /** An open edition of a course with one assignment. */
  async function assignment(change: object = {}): Promise<{ courseId: string; editionId: string }> {
    const course = must(await designer.api.post('/courses', smallCourse), 201).body;
    const draft = must(await designer.api.get(`/courses/${course.id}/draft`), 200);
    const { revision: _, ...content } = draft.body;
    const activity = { key: 'scenario', kind: 'assignment', title: 'Your scenario', prompt: 'Write it.', rubric, reviewsToGive: 2, reviewsWanted: 2, ...change };
    const modules = [{ key: 'm1', title: 'Write', sections: [{ key: 's1', title: 'Write', activities: [activity] }] }];
    must(await designer.api.put(`/courses/${course.id}/draft`, { ...content, modules }, { headers: { 'if-match': draft.headers.get('etag')! } }), 200);
    must(await designer.api.post(`/courses/${course.id}/versions`, { notes: 'first' }), 201);
    return { courseId: course.id, editionId: await openEdition(coordinator, course.id, academy.clock.now()) };
  }

  async function teacher(editionId: string, wanted: object = {}): Promise<Teacher> {
    const person = await academy.person(wanted);
    const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    return { ...person, enrolmentId, path: `/enrolments/${enrolmentId}/activities/scenario` };
  }

  async function submit({ api, path }: Teacher, own: object = {}): Promise<string> {
    const work = must(await api.put(`${path}/submission`, { markdown: 'Our street has forty windows and we count the swifts that fly above them.', language: 'en', ...own }), 201).body;
    must(await api.post(`${path}/submission/submit`), 200);
    return work.id as string;
  }

  /** Two teachers who have handed in, and the claim of the first on the work of the second. */
  async function pair(change: object = {}): Promise<{ editionId: string; ana: Teacher; ben: Teacher; workId: string; reviewId: string; shown: Json }> {
    const { editionId } = await assignment(change);
    const [ana, ben] = [await teacher(editionId), await teacher(editionId, { displayName: 'Benedetta Conti', country: 'IT', timeZone: 'Europe/Rome' })];
    await submit(ana);
    const workId = await submit(ben);
    const shown = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
    return { editionId, ana, ben, workId, reviewId: shown.reviewId, shown };
  }

  const counts = (workId: string, { id }: Person) =>
    academy.database.one<{ finished: number; lent: number; given: number; facts: number }>(
      `SELECT s.finished, s.lent, d.given, (SELECT count(*)::int FROM fact f WHERE f.kind = 'review.given' AND f.payload ->> 'submissionId' = $1::text) AS facts
       FROM submission s JOIN review_duty d ON d.edition_id = s.edition_id AND d.user_id = $2 WHERE s.id = $1::uuid`,
      [workId, id],
    );
  const pointersOf = ({ body }: Reply): string[] => (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
  const put = (api: ApiClient, reviewId: string, body: object) => api.put(`/reviews/${reviewId}`, body);
  const expire = (reviewId: string) => academy.database.transaction((tx) => academy.web.get(Claims).giveBack(tx, reviewId, 'expired'));

  describe('the next work', () => {
    it('comes after one\'s own, and nothing comes while there is nothing', async () => {
      const { editionId } = await assignment();
      const ana = await teacher(editionId);
      const before = await ana.api.post(`${ana.path}/reviews/next`);
      expect([before.status, before.body.type]).toEqual([409, '/problems/own-submission-first']);

      await submit(ana);
      const nothing = await ana.api.post(`${ana.path}/reviews/next`);
      expect([nothing.status, Number(nothing.headers.get('retry-after'))]).toEqual([204, expect.any(Number)]);
      expect(Number(nothing.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('is lent once: asking again answers the same', async () => {
      const { ana, reviewId, shown } = await pair();
      const again = must(await ana.api.post(`${ana.path}/reviews/next`), 200).body;
      expect(again).toEqual(shown);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toEqual(shown);
      expect(shown).toMatchObject({ state: 'claimed', round: 1, submission: { markdown: expect.stringContaining('forty windows'), language: 'en', links: [], attachments: [] }, scores: {}, comments: {}, warnings: [] });
      expect(shown.rubric.criteria[0]).toMatchObject({ key: 'plan', commentRequired: true });
      expect(new Date(shown.expiresAt).getTime() - academy.clock.now().getTime()).toBeGreaterThan(47 * 3_600_000);
    });

    it('says nothing of who made it', async () => {
      const { ben, workId, shown } = await pair();
      const text = JSON.stringify(shown);
      for (const trace of [ben.id, ben.enrolmentId, ben.email, ben.displayName, 'Benedetta', workId, 'Rome']) expect(text).not.toContain(trace);
      expect(shown.author).toEqual({ pseudonym: expect.stringMatching(/^[A-Z]\d[A-Z]\d$/), name: null });
    });

    it.each([['named', { pseudonym: null, name: 'Benedetta Conti' }], ['single-blind', { pseudonym: null, name: 'Benedetta Conti' }]])('names its author where the assignment is %s', async (anonymity, expected) => {
      expect((await pair({ anonymity })).shown.author).toEqual(expected);
    });

    it('is nobody else\'s to see or to write on', async () => {
      const { ben, reviewId } = await pair();
      const told = [await ben.api.get(`/reviews/${reviewId}`), await put(ben.api, reviewId, review()), await ben.api.post(`/reviews/${reviewId}/release`), await ben.api.get(`/reviews/${reviewId}/attachments/1`), await coordinator.api.get(`/reviews/${reviewId}`)];
      expect(told.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    });

    it('is refused to who has withdrawn', async () => {
      const { ana, reviewId } = await pair();
      await academy.database.query(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, [ana.enrolmentId]);
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/withdrawn');
      expect((await ana.api.post(`${ana.path}/reviews/next`)).status).toBe(409);
    });
  });

  describe('what is typed', () => {
    it('is kept as a draft, whole or not', async () => {
      const { ana, reviewId } = await pair();
      const saved = must(await put(ana.api, reviewId, { scores: { plan: 'low' }, comments: {}, overall: '', keeps: 'The map.', done: false }), 200).body;
      expect(saved).toMatchObject({ state: 'claimed', warnings: [] });
      must(await put(ana.api, reviewId, { scores: {}, comments: { doubt: 'Why?' }, overall: 'So far.', done: false }), 200);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ scores: {}, comments: { doubt: 'Why?' }, overall: 'So far.', keeps: 'The map.' });
    });

    it('fits the rubric, or is refused with what does not', async () => {
      const { ana, reviewId } = await pair();
      const wrong = await put(ana.api, reviewId, { scores: { plan: 'best', colour: 'low' }, comments: { smell: 'x' }, overall: '', done: false });
      expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/scores/colour', '/scores/plan', '/comments/smell']]);
    });

    it('keeps the claim alive', async () => {
      const { ana, reviewId } = await pair();
      await academy.database.query(`UPDATE review SET expires_at = academy_now() + interval '10 minutes' WHERE id = $1`, [reviewId]);
      const { body } = await put(ana.api, reviewId, review({ done: false }));
      expect(new Date(body.expiresAt).getTime() - academy.clock.now().getTime()).toBeGreaterThan(23.9 * 3_600_000);
    });

    it('is kept although something is missing', async () => {
      const { ana, reviewId } = await pair();
      const lacking = await put(ana.api, reviewId, review({ scores: { plan: 'high' }, comments: {}, keeps: '', suggests: '' }));
      expect([lacking.status, pointersOf(lacking)]).toEqual([422, ['/scores/doubt', '/comments/plan', '/overall']]);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'claimed', scores: { plan: 'high' } });
    });

    it('is kept when the claim has run out, and counts while the work still lacks a review', async () => {
      const { ana, reviewId, workId } = await pair();
      await expire(reviewId);
      expect(must(await put(ana.api, reviewId, review({ done: false })), 200).body.state).toBe('expired');
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ keeps: review().keeps, submission: { language: 'en' } });
      expect(must(await put(ana.api, reviewId, review()), 200).body.state).toBe('done');
      expect(await counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });
    });

    it('is kept when the claim has run out and others have reviewed the work', async () => {
      const { ana, reviewId, workId } = await pair();
      await expire(reviewId);
      await academy.database.query('UPDATE submission SET finished = wanted + 1 WHERE id = $1', [workId]);
      const late = await put(ana.api, reviewId, review({ overall: 'Typed to the end.' }));
      expect([late.status, late.body.type]).toEqual([409, '/problems/claim-expired']);
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'expired', overall: 'Typed to the end.' });
    });

    it('is kept when the author has taken the work back, which is no longer shown', async () => {
      const { ana, reviewId, workId } = await pair();
      await academy.database.query(`UPDATE submission SET state = 'returned' WHERE id = $1`, [workId]);
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/work-taken-back');
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ keeps: review().keeps, submission: null });
    });
  });

  describe('handing in', () => {
    it('counts once for the work and for the reviewer, however often and at once it is asked for', async () => {
      const { ana, reviewId, workId } = await pair();
      const told = await Promise.all(Array.from({ length: 8 }, () => put(ana.api, reviewId, review())));
      expect(told.map(({ status, body }) => [status, body.state])).toEqual(Array.from({ length: 8 }, () => [200, 'done']));
      expect(await counts(workId, ana)).toEqual({ finished: 1, lent: 0, given: 1, facts: 1 });
    });

    it('is the end: nothing else is taken, nothing given back', async () => {
      const { ana, reviewId } = await pair();
      must(await put(ana.api, reviewId, review()), 200);
      const told = [await put(ana.api, reviewId, review({ overall: 'One more thing.' })), await put(ana.api, reviewId, review({ done: false, scores: {} })), await ana.api.post(`/reviews/${reviewId}/release`)];
      expect(told.map(({ status, body }) => [status, body.type])).toEqual(Array.from({ length: 3 }, () => [409, '/problems/review-done']));
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'done', overall: '', scores: review().scores });
    });

    it('asks once to look again at what is short, and takes it the second time', async () => {
      const { ana, reviewId, workId } = await pair();
      const short = review({ comments: { plan: 'Good.' }, keeps: 'All.', suggests: 'None.' });
      expect(must(await put(ana.api, reviewId, short), 200).body).toMatchObject({ state: 'claimed', warnings: ['too-short'] });
      expect(await counts(workId, ana)).toMatchObject({ finished: 0, lent: 1, given: 0 });
      expect(must(await put(ana.api, reviewId, short), 200).body).toMatchObject({ state: 'done', warnings: ['too-short'] });
    });

    it('asks again where another doubt comes up', async () => {
      const { ana, reviewId } = await pair();
      must(await put(ana.api, reviewId, review({ comments: { plan: 'Good.' }, keeps: 'All.', suggests: 'None.' })), 200);
      const hasty = review({ scores: { plan: 'high', doubt: 'high' } });
      expect(must(await put(ana.api, reviewId, hasty), 200).body).toMatchObject({ state: 'claimed', warnings: ['hasty'] });
      expect(must(await put(ana.api, reviewId, hasty), 200).body).toMatchObject({ state: 'done' });
    });

    it('notices what one has written before', async () => {
      const { editionId, ana, reviewId } = await pair();
      must(await put(ana.api, reviewId, review()), 200);
      await submit(await teacher(editionId), { markdown: 'In the old mill we listen to the water and write down what we hear.' });
      const second = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
      expect(must(await put(ana.api, second.reviewId, review()), 200).body).toMatchObject({ state: 'claimed', warnings: ['copied'] });
    });

    it('and giving back at once ends in one of the two, never in both', async () => {
      const { ana, reviewId, workId } = await pair();
      const told = await Promise.all([put(ana.api, reviewId, review()), ana.api.post(`/reviews/${reviewId}/release`), put(ana.api, reviewId, review({ done: false }))]);
      expect(told.every(({ status }) => status < 500)).toBe(true);
      const { state } = must(await ana.api.get(`/reviews/${reviewId}`), 200).body;
      expect(await counts(workId, ana)).toMatchObject(state === 'done' ? { finished: 1, lent: 0, given: 1 } : { finished: 0, lent: 0, given: 0 });
      expect(['done', 'released']).toContain(state);
    });
  });

  describe('giving back', () => {
    it('frees the work once, hides it, and keeps what was typed', async () => {
      const { ana, reviewId, workId } = await pair();
      must(await put(ana.api, reviewId, review({ done: false })), 200);
      for (let time = 0; time < 2; time++) must(await ana.api.post(`/reviews/${reviewId}/release`), 204);
      expect(await counts(workId, ana)).toMatchObject({ finished: 0, lent: 0, given: 0 });
      expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ state: 'released', submission: null, keeps: review().keeps });
      expect((await put(ana.api, reviewId, review())).body.type).toBe('/problems/review-released');
      expect((await ana.api.post(`${ana.path}/reviews/next`)).status).toBe(204);
    });
  });

  it('hands out files under neutral names, by their place', async () => {
    const { editionId } = await assignment();
    const [ana, ben] = [await teacher(editionId), await teacher(editionId)];
    await submit(ana);
    const file = must(await ben.api.upload(`${ben.path}/submission/attachments`, 'file', Buffer.from('Counted by hand.\n'), 'Benedetta Conti, Roma.txt'), 201).body;
    await submit(ben, { attachments: [file.id] });
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
      const { editionId } = await assignment({ examples });
      const ana = await teacher(editionId);
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
      const { editionId } = await assignment({ examples });
      const ana = await teacher(editionId);
      const answers = [{ plan: 'low', doubt: 'low' }, { plan: 'low', doubt: 'low' }, { plan: 'high', doubt: 'low' }];
      const told = [];
      for (const scores of answers) told.push((await ana.api.post(`${ana.path}/training/good`, { scores })).status);
      expect(told).toEqual([200, 200, 409]);
      const wrong = await ana.api.post(`${ana.path}/training/poor`, { scores: { plan: 'best' } });
      expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/scores/plan', '/scores/doubt']]);
      expect((await ana.api.post(`${ana.path}/training/none`, { scores: {} })).status).toBe(404);
    });

    it.each(['before', 'after'])('comes first where it is required, taken %s one\'s own work is handed in', async (when) => {
      const { editionId } = await assignment({ examples, trainingRequired: true });
      const [ana, ben] = [await teacher(editionId), await teacher(editionId)];
      const train = async () => {
        for (const { key } of examples) must(await ana.api.post(`${ana.path}/training/${key}`, { scores: { plan: 'low', doubt: 'low' } }), 200);
      };
      if (when === 'before') await train();
      await submit(ana);
      await submit(ben);
      if (when === 'after') {
        expect((await ana.api.post(`${ana.path}/reviews/next`)).body.type).toBe('/problems/training-first');
        await train();
      }
      must(await ana.api.post(`${ana.path}/reviews/next`), 201);
      expect((await ben.api.post(`${ben.path}/reviews/next`)).body.type).toBe('/problems/training-first');
    });
  });

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
      const { editionId } = await assignment({ examples });
      const [ana, ben] = [await teacher(editionId), await teacher(editionId, { displayName: 'Benedetta Conti' })];
      const visitor = await visit(ana);
      const reviewing = `/learning/${ana.enrolmentId}/activities/scenario/reviews`;
      expect((await visitor.get(reviewing)).html).toContain('First your own work');
      await submit(ana);
      expect((await visitor.post(reviewing)).location).toMatch(/\/reviews\?again=\d{4}-/);
      expect((await visitor.get(`${reviewing}?again=2031-05-05T10:00:00.000Z`)).html).toContain('There is nothing to review right now');
      const workId = await submit(ben);

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
      const { ana, reviewId } = await pair();
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
      const { editionId } = await assignment({ examples, trainingRequired: true });
      const ana = await teacher(editionId, { locale: 'de' });
      await submit(ana);
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
      const { editionId } = await assignment({ reviewsToGive: 3, reviewsWanted: 3 });
      const ana = await teacher(editionId);
      await submit(ana);
      const visitor = await visit(ana);
      const page = async () => (await visitor.get(`/learning/${ana.enrolmentId}/activities/scenario/reviews`)).html;
      const others = [await academy.person(), await academy.person()];
      for (let work = 0; work < 3; work++) {
        const workId = await submit(await teacher(editionId), { markdown: `Work ${work}: ${'abcdefgh'[work]!.repeat(200)}` });
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

    it('take at most eight statements', async () => {
      const { ana, reviewId } = await pair({ examples });
      const visitor = await visit(ana);
      for (const path of [`/learning/${ana.enrolmentId}/activities/scenario/reviews`, `/learning/reviews/${reviewId}`, `/learning/${ana.enrolmentId}/activities/scenario/training/good`]) {
        await visitor.get(path);
        const count = await statements(academy, () => visitor.get(path));
        expect([path, count <= 8, count > 2]).toEqual([path, true, true]);
      }
    });
  });
});
