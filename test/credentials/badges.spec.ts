import { Awards, Badges } from '@academy/credentials';
import { png } from '../courses/sample.files';
import { poolOf, type Pool, review, submitted } from '../reviews/grading.world';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { visitorsAt } from '../support/visitor';
import { must } from '../support/world';
import { hostileBadges, SKILL, svgThatReaches } from './badge.inputs';

const YEAR = 366 * 86_400_000;
const worded = { description: 'Helps others', criteria: '- Helps' };

describe('badges, designed and awarded', () => {
  let academy: RunningAcademy;
  let pool: Pool;
  let courseId: string;
  const visit = visitorsAt(() => academy.config.publicUrl, PASSWORD);
  beforeAll(async () => {
    academy = await startAcademy();
    pool = await poolOf(academy, 6, { reviewsWanted: 2, reviewsToGive: 2 });
    courseId = (await academy.database.one<{ id: string }>('SELECT course_id AS id FROM edition WHERE id = $1', [pool.editionId]))!.id;
  });
  afterAll(() => academy.stop());

  const staff = () => pool.staff.api;
  const make = async (trigger: string, more: object = {}): Promise<Json> => must(await staff().post(`/courses/${courseId}/badges`, { name: `For ${trigger}`, trigger, ...more }), 201).body;
  const awardsOf = (enrolmentId: string, badgeId: string) =>
    academy.database.query<Json>('SELECT id, revoked_at AS "revokedAt", superseded_by AS "supersededBy", expires_at AS "expiresAt", evidence, revoke_reason AS "revokeReason", reissue_reason AS "reissueReason" FROM award WHERE enrolment_id = $1 AND badge_id = $2 ORDER BY issued_at, id', [enrolmentId, badgeId]);
  const awarded = (enrolmentId: string, badgeId: string) => until(async () => { const found = await awardsOf(enrolmentId, badgeId); return found.length > 0 ? found : null; }, 'the award');
  /** Everything that was told until now has been heard. */
  const quiet = () => until(async () => ((await academy.database.query('SELECT 1 FROM fact_delivery WHERE done_at IS NULL LIMIT 1')).length === 0 ? true : null), 'all facts heard');
  const page = (person: Person = pool.staff) => visit(person);
  const designer = () => `/coordination/courses/${courseId}/badges`;

  it('say by the API what they are made from, which skills they prove and how long they stand', async () => {
    const made = await make('manual', { ...worded, name: 'Street guide', design: { shape: 'shield', colour: 'plum', icon: 'star', text: 'Guide' }, skills: [{ framework: 'DigCompEdu', code: '4.2', level: 'B2' }, SKILL], validMonths: 12 });
    expect(made).toMatchObject({ validMonths: 12, design: { shape: 'shield', colour: 'plum', icon: 'star', text: 'Guide' }, hasPicture: false, retiredOn: null });
    expect(made.skills).toEqual([{ framework: 'DigCompEdu', version: '2017', code: '4.2', name: 'Analysing evidence', level: 'B2' }, SKILL]);
    expect((await academy.api.get(`~/badges/${made.id}.svg`)).body).toMatch(/aria-label="Street guide"[\s\S]*fill="#3d2250"/);
    expect((await staff().get(`/courses/${courseId}/badges`)).body.items.map((badge: Json) => badge.name)).toEqual(expect.arrayContaining(['Street guide']));

    const picture = `data:image/png;base64,${(await png(900, 300)).toString('base64')}`;
    const own = await make('manual', { image: picture });
    const shown = await fetch(`${academy.config.publicUrl}/badges/${own.id}.svg`);
    expect([own.hasPicture, shown.headers.get('content-security-policy')]).toEqual([true, expect.stringContaining('sandbox')]);
    expect(await shown.text()).toMatch(/^<svg [^>]*>(<title>[^<]*<\/title>)<image width="512" height="512" href="data:image\/png;base64,iVBOR[^"]*"\/><\/svg>$/);
    for (const bad of hostileBadges) expect([bad, (await staff().post(`/courses/${courseId}/badges`, { name: 'x', trigger: 'manual', ...bad })).status]).toEqual([bad, 422]);
    expect((await pool.people[0]!.api.post(`/courses/${courseId}/badges`, { name: 'x', trigger: 'manual' })).status).toBe(403);
  });

  it('are designed in a form, shown before they are saved, and keep what they mean once somebody holds them', async () => {
    const visitor = await page();
    const preview = await visitor.get(`/badges/preview.svg?${new URLSearchParams({ name: '<script>"&', shape: 'hexagon', colour: 'no', text: '<b>' })}`);
    expect([preview.status, preview.headers.get('content-type'), preview.html.includes('<script'), preview.html.includes('<b>')]).toEqual([200, 'image/svg+xml; charset=utf-8', false, false]);
    expect((await (await page(pool.people[0])).get('/badges/preview.svg')).status).toBe(403);

    const form = { name: 'Walker', ...worded, trigger: 'helpful-reviewer', reviews: '4', validMonths: '24', shape: 'hexagon', colour: 'night', icon: 'pen', text: '' };
    const fields: [string, string][] = [...Object.entries(form), ['competence', '3.1'], ['competence', ''], ['level', 'A2'], ['level', ''], ['escoVersion', 'v1.2.0'], ['escoUri', SKILL.uri], ['escoName', SKILL.name]];
    const shown = await visitor.post(`${designer()}/new`, [...fields, ['next', 'preview']]);
    expect([shown.status, shown.html.includes('colour&#x3D;night') || shown.html.includes('colour=night'), shown.html.includes('value="Walker"'), shown.html.includes('value="3.1" selected')]).toEqual([200, true, true, true]);
    for (const [field, value, link] of [['competence', '9.9', 'competence'], ['level', '', 'competence'], ['escoUri', 'https://evil.example/skill', 'escoUri'], ['validMonths', '0', 'validMonths'], ['trigger', 'module:m9', 'trigger'], ['trigger', 'x', 'trigger'], ['name', ' ', 'name']] as const) {
      const refused = await visitor.post(`${designer()}/new`, fields.map(([name, given]): [string, string] => [name, name === field ? value : given]));
      expect([field, value, refused.status, refused.html.includes(`href="#field-${link}"`), refused.html.includes('Helps others')]).toEqual([field, value, 422, true, true]);
    }
    const upload = new FormData();
    for (const [name, value] of fields) upload.append(name, value);
    upload.append('picture', new Blob([svgThatReaches]), 'x.svg');
    expect((await visitor.upload(`${designer()}/new`, upload)).status).toBe(422);
    upload.set('picture', new Blob([Uint8Array.from(await png())]), 'x.png');
    expect(await visitor.upload(`${designer()}/new`, upload)).toMatchObject({ status: 303, location: designer() });
    expect((await visitor.get(designer())).html).toMatch(/Walker[\s\S]*4 reviews of theirs were rated helpful[\s\S]*Valid for 24 months[\s\S]*3\.1 Teaching – A2 \(DigCompEdu 2017\)[\s\S]*manage digital documents \(ESCO v1\.2\.0\)/);

    const find = async (name: string) => (await staff().get(`/courses/${courseId}/badges`)).body.items.filter((badge: Json) => badge.name === name) as Json[];
    const [walker] = await find('Walker');
    const address = `${designer()}/${walker!.id}`;
    expect((await visitor.get(address)).html).toMatch(/value="4"[\s\S]*An uploaded picture is shown/);
    expect((await visitor.post(address, fields.map(([name, value]): [string, string] => [name, name === 'name' ? 'Wanderer' : value]))).status).toBe(303);
    expect((await find('Wanderer')).map(({ id, hasPicture }) => [id, hasPicture])).toEqual([[walker!.id, true]]);

    await academy.web.get(Awards).award(walker!.id, pool.enrolments[5]!, pool.staff.id);
    expect((await visitor.get(address)).html).toContain('What they hold keeps its meaning.');
    const changed = fields.map(([name, value]): [string, string] => [name, name === 'criteria' ? 'Something else' : name === 'name' ? 'Wanderer' : value]);
    expect((await Promise.all([visitor.post(address, changed), visitor.post(address, changed)])).map(({ status }) => status).sort()).toEqual([303, 422]);
    const both = await find('Wanderer');
    expect(both.map(({ criteria, retiredOn }) => [criteria, retiredOn === null])).toEqual([['Something else', true], ['- Helps', false]]);
    expect((await staff().post(`/editions/${pool.editionId}/awards`, { badgeId: walker!.id, enrolmentIds: [pool.enrolments[4]] })).body.type).toBe('/problems/badge-retired');
    expect((await visitor.post(`${designer()}/${both[0]!.id}/retirement`)).status).toBe(303);
    expect((await visitor.get(designer())).html).toMatch(/Retired<\/h2>[\s\S]*Wanderer/);
  });

  it('come by themselves for a passed assignment, helpful reviews and a study group that is led, and not again once revoked', async () => {
    const [passed, helpful, leader] = [await make('assignment:scenario'), await make('helpful-reviewer:2'), await make('study-group-leader')];
    expect((await staff().post(`/courses/${courseId}/badges`, { name: 'x', trigger: 'assignment:scenario' })).body.type).toBe('/problems/badge-exists');
    expect((await staff().post(`/courses/${courseId}/badges`, { name: 'x', trigger: 'assignment:none' })).status).toBe(422);
    const rated: string[] = [];
    for (const [author, points] of [[0, 3], [1, 1]] as const) {
      const work = await submitted(academy, pool, author, { wanted: 2 });
      rated.push(await review(academy, pool, work, 2, { plan: points, voice: points }));
      await review(academy, pool, work, 3, { plan: points, voice: points });
    }
    const [won] = await awarded(pool.enrolments[0]!, passed.id);
    must(await pool.people[0]!.api.post(`/reviews/${rated[0]}/rating`, { helpful: 5 }), 200);
    must(await pool.people[1]!.api.post(`/reviews/${rated[1]}/rating`, { helpful: 3 }), 200);
    await quiet();
    expect(await awardsOf(pool.enrolments[2]!, helpful.id)).toEqual([]);
    // She thinks better of it, and says so several times at once.
    await Promise.all([4, 5, 4].map(async (stars) => must(await pool.people[1]!.api.post(`/reviews/${rated[1]}/rating`, { helpful: stars }), 200)));
    const [award] = await awarded(pool.enrolments[2]!, helpful.id);
    await quiet();
    expect([await awardsOf(pool.enrolments[2]!, helpful.id), await awardsOf(pool.enrolments[3]!, helpful.id), await awardsOf(pool.enrolments[1]!, passed.id)].map(({ length }) => length)).toEqual([1, 0, 0]);

    must(await staff().post(`/awards/${award!.id}/revoke`, { reason: 'Rated by a friend.' }), 204);
    must(await pool.people[1]!.api.post(`/reviews/${rated[1]}/rating`, { helpful: 5 }), 200);

    const { code } = must(await pool.people[4]!.api.post(`/enrolments/${pool.enrolments[4]}/group`, { name: 'Our school' }), 201).body;
    must(await staff().post(`/enrolments/${pool.enrolments[4]}/activities/scenario/waiver`, { reason: 'Done elsewhere.' }), 204);
    await quiet();
    expect([await awardsOf(pool.enrolments[4]!, leader.id), await awardsOf(pool.enrolments[2]!, helpful.id)].map(({ length }) => length)).toEqual([0, 1]);
    must(await pool.people[5]!.api.post(`/enrolments/${pool.enrolments[5]}/group/members`, { code }), 201);
    expect(await awarded(pool.enrolments[4]!, leader.id)).toHaveLength(1);
    expect(won!.expiresAt).toBeNull();
  });

  it('are awarded to many after a dry run, once, however often it is asked; and revoked and renewed in the same way', async () => {
    const visitor = await page();
    const badge = await make('manual', { name: 'Ambassador', validMonths: 12 });
    const [held, gone] = [pool.enrolments[0]!, pool.enrolments[1]!];
    await academy.web.get(Awards).award(badge.id, held, pool.staff.id);
    must(await pool.people[1]!.api.delete(`/enrolments/${gone}`), 204);
    const everyone = `/coordination/editions/${pool.editionId}/awards/everyone?country=PT`;
    const plan = async (kind: string) => (await visitor.post(everyone, { kind, badgeId: badge.id })).location!;
    const address = await plan('award');
    const dry = await visitor.get(address);
    expect(dry.html).toMatch(/4 people would get it[\s\S]*Teacher 2, Teacher 3, Teacher 4, Teacher 5[\s\S]*Left out/);
    for (const words of ['One person holds it already', 'One person has no place, or left']) expect(dry.html).toContain(words);
    expect(await academy.database.query('SELECT id FROM award WHERE badge_id = $1', [badge.id])).toHaveLength(1);
    const badLink = await visitor.post(address, { evidenceTitle: 'Walk', evidenceUrl: 'javascript:alert(1)' });
    expect([badLink.status, badLink.html.includes('href="#field-evidenceUrl"')]).toEqual([422, true]);
    const told = await Promise.all([1, 2, 3].map(() => visitor.post(address, { evidenceTitle: 'The <walk>', evidenceText: 'Led it.', evidenceUrl: 'https://school.example/walk' })));
    expect(told.map(({ status }) => status)).toEqual([303, 303, 303]);
    await until(async () => (await visitor.get(address)).html.includes('Awarded to 4 people'), 'the batch');
    expect(await academy.database.query(`SELECT id FROM fact WHERE kind = 'batch.requested' AND payload->>'batchId' = $1`, [address.split('/').at(-1)])).toHaveLength(1);
    const [first] = await awardsOf(pool.enrolments[2]!, badge.id);
    expect(first!.evidence).toEqual([{ title: 'The <walk>', text: 'Led it.', url: 'https://school.example/walk' }]);
    const one = `/coordination/editions/${pool.editionId}/people/${pool.enrolments[2]}/awards/${first!.id}`;
    expect((await visitor.get(one)).html).toMatch(/until [\s\S]*The &lt;walk&gt;/);
    // Others see it once she agrees, and only she may.
    const credential = async () => Buffer.from(((await academy.api.get(`/awards/${first!.id}`)).body as string).split('.')[1]!, 'base64url').toString();
    expect(await credential()).not.toContain('Led it.');
    expect((await pool.people[3]!.api.put(`/awards/${first!.id}/sharing`, { showName: false, showEvidence: true })).status).toBe(404);
    must(await pool.people[2]!.api.put(`/awards/${first!.id}/sharing`, { showName: false, showEvidence: true }), 200);
    expect(await credential()).toContain('Led it.');
    const own = `/me/credentials/awards/${first!.id}`;
    expect((await (await page(pool.people[2])).post(`${own}/evidence`, { isShown: 'true' })).location).toBe(own);
    expect((await (await page(pool.people[2])).get(own)).html).toMatch(/You agreed that others see this[\s\S]*The &lt;walk&gt;[\s\S]*Hide it from others/);
    expect((await visitor.post(`${one}/evidence`, { evidenceTitle: 'A second walk' })).status).toBe(303);
    expect(await academy.database.one('SELECT jsonb_array_length(evidence) AS count, is_evidence_shown AS shown FROM award WHERE id = $1', [first!.id])).toEqual({ count: 2, shown: false });

    const nothing = await visitor.get(await plan('renew'));
    expect(nothing.html).toMatch(/There is none to renew/);
    const revoking = await plan('revoke');
    expect((await visitor.post(revoking, { reason: ' ' })).status).toBe(422);
    expect((await visitor.post(revoking, { reason: 'The wrong list.' })).status).toBe(303);
    await until(async () => (await visitor.get(revoking)).html.includes('Revoked for 5 people'), 'the revocations');
    expect((await awardsOf(held, badge.id)).map(({ revokeReason }) => revokeReason)).toEqual(['The wrong list.']);
    expect((await visitor.get(await plan('award'))).html).toMatch(/Nobody would get it[\s\S]*For 5 people it was revoked/);

    // One is issued anew after all, and renewed when its year is over.
    const again = must(await staff().post(`/awards/${first!.id}/reissue`, { reason: 'She did lead it.' }), 201).body.id as string;
    await academy.clock.moveTo(new Date(academy.clock.now().getTime() + YEAR));
    const code = (await academy.database.one<{ code: string }>('SELECT code FROM award WHERE id = $1', [again]))!.code;
    expect((await academy.api.get(`/verify/${code}`)).body.status).toBe('expired');
    expect((await pool.people[2]!.api.get('/me/credentials')).body.items.find((item: Json) => item.id === again).status).toBe('expired');
    expect(await academy.web.get(Awards).award(badge.id, pool.enrolments[2]!, null)).toEqual({ awardId: again, isNew: false });
    const renewing = await plan('renew');
    await Promise.all([visitor.post(renewing), visitor.post(renewing)]);
    await until(async () => (await visitor.get(renewing)).html.includes('Renewed for one person'), 'the renewal');
    const chain = await awardsOf(pool.enrolments[2]!, badge.id);
    expect(chain.map(({ reissueReason, supersededBy }) => [reissueReason, supersededBy])).toEqual([[null, again], ['She did lead it.', chain[2]!.id], [null, null]]);
    expect(chain[2]!.expiresAt.getTime()).toBeGreaterThan(academy.clock.now().getTime() + 300 * 86_400_000);
  });

  it('are awarded for one text or the other, when they are changed at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, async (_, index) => (await make('manual', { name: `Race ${index}`, ...worded })).id as string));
    const race = (id: string, index: number) =>
      Promise.allSettled([academy.web.get(Awards).award(id, pool.enrolments[3]!, pool.staff.id), new Promise((resolve) => setTimeout(resolve, index * 6)).then(() => academy.web.get(Badges).change(id, { name: 'Changed', ...worded, trigger: 'manual' }, pool.staff.id)), academy.web.get(Awards).award(id, pool.enrolments[3]!, pool.staff.id)]);
    await Promise.all(ids.map(race));
    for (const id of ids) {
      const { name, retiredAt } = await academy.web.get(Badges).find(id);
      const held = await awardsOf(pool.enrolments[3]!, id);
      // Awarded first: it stays as it was, and another took its place. Changed first: the award is for the new text, or nobody was awarded.
      expect([name === 'Changed' && retiredAt === null, name.startsWith('Race') && retiredAt !== null && held.length === 1]).toContain(true);
      expect(held.length).toBeLessThanOrEqual(1);
      // In place it is changed only before anybody is awarded.
      const told = await academy.database.query<{ kind: string }>(`SELECT kind FROM fact WHERE payload->>'badgeId' = $1 AND kind IN ('badge.changed', 'badge.awarded') ORDER BY id`, [id]);
      expect(told.map(({ kind }) => kind).indexOf('badge.changed')).toBeLessThanOrEqual(0);
    }
  });
});
