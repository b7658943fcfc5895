import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must, openEdition } from '../support/world';
import { put, review, ReviewingWorld, type Teacher } from './reviewing.world';

describe('who reviews', () => {
  let academy: RunningAcademy;
  let world: ReviewingWorld;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await ReviewingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  async function visit(who: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(who.email, PASSWORD);
    return visitor;
  }
  const placeOf = ({ enrolmentId }: Teacher) => `/learning/${enrolmentId}/activities/scenario`;

  it('and has given what she owes may offer more, and gets it', async () => {
    const { editionId } = await world.assignment({ reviewsToGive: 1 });
    const [ana, ben, cem] = [await world.teacher(editionId), await world.teacher(editionId), await world.teacher(editionId)];
    for (const [index, author] of [ana, ben, cem].entries()) await world.submit(author, { markdown: `Work ${index}: ${'abc'[index]!.repeat(200)}` });
    const visitor = await visit(ana);
    const offer = `action="${placeOf(ana)}/volunteering"`;
    expect((await visitor.get(`${placeOf(ana)}/reviews`)).html).not.toContain(offer);
    const { reviewId } = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
    must(await put(ana.api, reviewId, review()), 200);
    expect((await visitor.get(`${placeOf(ana)}/reviews`)).html).toContain(offer);
    expect((await visitor.post(`${placeOf(ana)}/volunteering`)).location).toBe(`${placeOf(ana)}/reviews`);
    expect((await visitor.get(`${placeOf(ana)}/reviews`)).html).not.toContain(offer);
    const more = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
    expect(more.reviewId).not.toBe(reviewId);
    expect(await academy.database.one('SELECT is_volunteer AS "isVolunteer", given FROM review_duty WHERE enrolment_id = $1', [ana.enrolmentId])).toEqual({ isVolunteer: true, given: 1 });
    // Who has not handed in is not asked for more.
    const dee = await world.teacher(editionId);
    expect((await (await visit(dee)).post(`${placeOf(dee)}/volunteering`)).status).toBe(422);
  });

  it('may help later editions of a course that she completed, and is lent what these cannot manage', async () => {
    const { courseId, editionId } = await world.assignment();
    const ana = await world.teacher(editionId);
    const visitor = await visit(ana);
    const help = `${placeOf(ana)}/help`;
    expect((await visitor.get(`${placeOf(ana)}/reviews`)).html).not.toContain(help);
    expect((await visitor.post(help, { offered: 'true' })).status).toBe(422);
    await academy.database.query(`UPDATE enrolment SET state = 'completed' WHERE id = $1`, [ana.enrolmentId]);
    expect((await visitor.get(`${placeOf(ana)}/reviews`)).html).toContain(help);
    expect((await visitor.post(help, { offered: 'true' })).location).toBe(`${placeOf(ana)}/reviews`);

    const later = await openEdition(world.coordinator, courseId, academy.clock.now());
    const workId = await world.submit(await world.teacher(later));
    const next = () => ana.api.post(`${ana.path}/reviews/next`);
    // As long as it gets its reviews by itself, hers is not needed: she has not handed in anything here either.
    expect((await next()).body.type).toBe('/problems/own-submission-first');
    await academy.database.query(`UPDATE submission SET phase = 'rescue' WHERE id = $1`, [workId]);
    const lent = must(await next(), 201).body;
    must(await put(ana.api, lent.reviewId, review()), 200);
    expect(await academy.database.one('SELECT kind, state, edition_id AS "editionId", submission_id AS "workId" FROM review WHERE id = $1', [lent.reviewId])).toEqual({ kind: 'volunteer', state: 'done', editionId: later, workId });

    expect((await visitor.post(help, { offered: 'false' })).status).toBe(303);
    const another = await world.submit(await world.teacher(later), { markdown: 'Another street, and bats instead of swifts.' });
    await academy.database.query(`UPDATE submission SET phase = 'rescue' WHERE id = $1`, [another]);
    expect((await next()).status).toBe(409);
  });

  it('reads how helpful its author found it and the one reply, and neither who nor when', async () => {
    const { ana, ben, workId, reviewId } = await world.pair({ reviewsToGive: 1, reviewsWanted: 1 });
    const visitor = await visit(ana);
    const list = `${placeOf(ana)}/reviews`;
    must(await put(ana.api, reviewId, review()), 200);
    expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ helpful: null, reply: null });
    expect((await visitor.get(list)).html).not.toContain('How helpful its author found it');
    must(await ben.api.post(`/reviews/${reviewId}/rating`, { helpful: 4, reply: 'The rain had *not* occurred to us. <b>Thanks!</b>' }), 200);

    const page = (await visitor.get(`/learning/reviews/${reviewId}`)).html;
    expect(page).toMatch(/How helpful its author found it[^]*<p>helpful<\/p>[^]*The rain had <em>not<\/em> occurred to us\. &lt;b&gt;Thanks!/);
    expect((await visitor.get(list)).html).toContain('How helpful its author found it: helpful, with a reply');
    expect(must(await ana.api.get(`/reviews/${reviewId}`), 200).body).toMatchObject({ helpful: 4, reply: 'The rain had *not* occurred to us. <b>Thanks!</b>' });
    const rated = (await academy.database.one<{ at: Date }>('SELECT rated_at AS at FROM review WHERE id = $1', [reviewId]))!.at.toISOString();
    for (const trace of [ben.id, ben.enrolmentId, ben.email, 'Benedetta', workId, rated]) expect(page).not.toContain(trace);
  });

  it('hears the rubric in its own language where the page speaks another', async () => {
    const { editionId } = await world.assignment();
    const [ana, ben] = [await world.teacher(editionId, { locale: 'de' }), await world.teacher(editionId)];
    await world.submit(ana);
    await world.submit(ben, { markdown: 'Unsere Straße hat vierzig Fenster.', language: 'de' });
    const { reviewId } = must(await ana.api.post(`${ana.path}/reviews/next`), 201).body;
    const { html } = await (await visit(ana)).get(`/learning/reviews/${reviewId}`);
    expect(html).toContain('<span class="question__prompt" lang="en">The plan</span>');
    expect(html).toContain('<strong lang="en">Not yet</strong>');
    const english = await visit(await academy.person({ locale: 'en' }));
    expect((await english.get('/demo/styles')).html).toContain('<strong lang="de">Noch nicht</strong>');
  });
});
