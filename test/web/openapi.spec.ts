import { DiscoveryService } from '@nestjs/core';
import { ROLES, Sessions } from '@academy/people';
import fc from 'fast-check';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Cast, type World } from '../support/actors';
import { complaintAbout, RawClient, type RawReply, type RawRequest } from '../support/raw';
import { courseModules, smallCourse } from '../support/world';
import { nameOf, pathIn } from './access.table';
import { BAD_LIMITS, FORGED_CURSORS, HOSTILE_BODIES, HOSTILE_IDS, HOSTILE_VALUES, JUNK_CURSORS, propertiesOf, sampleOf, withField } from './hostile';
import { type Document, documentFlaws, type Operation, type Schema } from './openapi.flaws';

const SAFE = 'GET';
/** These succeed with what nobody has: whoever checks a code learns that it is unknown. */
const ANSWERS_ANYTHING = [
  'GET /api/v1/verify/:code',
  // Who is not of the team stays so; nobody has shared anything there.
  'DELETE /api/v1/editions/:id/team/:userId', 'GET /api/v1/enrolments/:id/activities/:key/reflections',
];
/** Their samples hold no token that was ever mailed. */
const NEEDS_A_TOKEN = ['POST /api/v1/accounts/verify', 'POST /api/v1/accounts/password'];
const refused = (status: number) => status >= 400;
const is = (...statuses: number[]) => (status: number) => statuses.includes(status);

describe('the API, whatever it is sent', () => {
  let academy: RunningAcademy;
  let almighty: Person;
  let cast: Cast;
  let world: World;
  let client: RawClient;
  let document: Document;
  let routes: Route[];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    client = new RawClient(academy.config.port);
    routes = routesOf(academy.web.get(DiscoveryService)).filter(({ isApi }) => isApi);
    document = (await academy.api.get('/openapi.json')).body as Document;
    almighty = await academy.person({ roles: ROLES.map((role) => ({ role, scope: 'platform', id: null })) });
    cast = await Cast.gather(academy);
    world = await cast.world();
    for (const table of ['enrolment', 'award', 'certificate']) await academy.database.query(`UPDATE ${table} SET user_id = $1 WHERE user_id = $2`, [almighty.id, cast.person('teacher').id]);
    for (const table of ['course_import', 'batch']) await academy.database.query(`UPDATE ${table} SET owner_id = $1`, [almighty.id]);
  });
  afterAll(async () => {
    client.close();
    await academy.stop();
  });

  const operationOf = (route: Route): Operation => document.paths[route.path.replace(/:(\w+)/g, '{$1}')]![route.method.toLowerCase()]!;
  const bodySchema = (route: Route): Schema | undefined => operationOf(route).requestBody?.content['application/json']?.schema;

  /** Sends as the almighty; what may end a session, in one of its own. */
  async function send(given: RawRequest): Promise<RawReply> {
    const { token } = /sessions|accounts|\/me$/.test(given.path) ? await academy.web.get(Sessions).open(almighty.id, 'bearer') : almighty;
    return client.send({ ...given, headers: { authorization: `Bearer ${token}`, ...given.headers } });
  }
  const json = { 'content-type': 'application/json' };

  /** The revision that a change of the draft has to name now. */
  async function ifMatch(route: Route, path: string): Promise<Record<string, string>> {
    if (!route.path.includes('/draft') || route.path.endsWith('/check')) return {};
    const [, course, rest = ''] = /^(.*\/draft)(.*)$/.exec(path)!;
    const draft = JSON.parse((await send({ method: SAFE, path: course! })).text) as { revision: number; modules: { key: string; revision: number; sections: { key: string; revision: number; activities: { key: string; revision: number }[] }[] }[] };
    const items = [...draft.modules, ...draft.modules.flatMap(({ sections }) => [...sections, ...sections.flatMap(({ activities }) => activities)])];
    const item = items.find(({ key }) => rest.split('/').includes(key));
    return { 'if-match': `"r${(item ?? draft).revision}"` };
  }

  const orderOf = () => courseModules.map(({ key, sections }) => ({ key, sections: sections.map((section) => ({ key: section.key, activities: section.activities.map((activity) => activity.key) })) }));

  /** A body that the route understands. */
  const sampleFor = (route: Route): unknown => {
    const at = (days: number) => new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString();
    const people = { country: 'PT', timeZone: 'Europe/Lisbon', email: `${Math.random()}@people.test`, password: PASSWORD, userId: cast.bystander.id };
    const dates = { enrolFrom: at(-1), enrolUntil: at(1), startsAt: at(2), endsAt: at(9), now: at(0) };
    const modules = route.path.endsWith('/order') ? orderOf() : courseModules;
    return sampleOf(bodySchema(route)!, { ...smallCourse, ...people, ...dates, badgeId: world.badgeId, enrolmentIds: [world.enrolmentId], modules });
  };

  it('is described by a document of OpenAPI 3.1', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(documentFlaws(document, routes)).toEqual([]);
  });

  it('understands the samples that are made hostile here, or nothing would come of them', async () => {
    const notUnderstood: string[] = [];
    for (const route of routes.filter((each) => bodySchema(each) && !NEEDS_A_TOKEN.includes(nameOf(each)))) {
      const path = pathIn(route, world, cast);
      const reply = await send({ method: route.method, path, headers: { ...json, ...(await ifMatch(route, path)) }, body: JSON.stringify(sampleFor(route)) });
      if ([400, 404, 412, 415, 422, 428].includes(reply.status)) notUnderstood.push(`${nameOf(route)} ${reply.status} ${reply.text.slice(0, 300)} ${JSON.stringify(sampleFor(route)).slice(0, 200)}`);
    }
    expect(notUnderstood).toEqual([]);
  });

  it('answers what its document says', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method === SAFE)) {
      const reply = await send({ method: SAFE, path: pathIn(route, world, cast) });
      const schema = route.answers[reply.status];
      const parsed = schema?.safeParse(reply.text === '' ? null : JSON.parse(reply.text));
      if (schema === undefined || parsed?.success === false) wrong.push(`${nameOf(route)} ${reply.status} ${parsed?.error?.message ?? reply.text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses bodies that are wrong as a whole', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method !== SAFE)) {
      const path = pathIn(route, world, cast);
      const headers = { ...json, ...(await ifMatch(route, path)) };
      for (const [what, body] of Object.entries(HOSTILE_BODIES)) {
        const complaint = complaintAbout(await send({ method: route.method, path, headers, body }), refused);
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('refuses bodies of more than a megabyte, and of another kind than it takes', async () => {
    const wrong: string[] = [];
    const huge = JSON.stringify({ title: 'x'.repeat(2 * 1024 * 1024) });
    const kinds = ['text/plain', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'nonsense', 'application/jsonx', ''];
    for (const route of routes.filter(({ method }) => method !== SAFE)) {
      const path = pathIn(route, world, cast);
      const check = async (what: string, request: Omit<RawRequest, 'method' | 'path'>, expected: (status: number) => boolean) => {
        const complaint = complaintAbout(await send({ method: route.method, path, ...request }), expected);
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      };
      await check('two megabytes', { headers: json, body: huge }, is(413));
      const schema = bodySchema(route);
      const body = schema ? JSON.stringify(sampleFor(route)) : '{"a":1}';
      for (const kind of kinds) await check(kind, { headers: { 'content-type': kind }, body }, refused);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('survives every hostile value in every field', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((each) => bodySchema(each))) {
      const path = pathIn(route, world, cast);
      const values = Object.entries(HOSTILE_VALUES).filter(([what]) => !(route.path.endsWith('/clock') && what === 'the end of time'));
      let headers = { ...json, ...(await ifMatch(route, path)) };
      for (const field of propertiesOf(bodySchema(route)!)) {
        for (const [what, value] of values) {
          const reply = await send({ method: route.method, path, headers, body: withField(sampleFor(route), field, value) });
          const complaint = complaintAbout(reply);
          if (complaint) wrong.push(`${nameOf(route)} with ${what} as ${field}: ${complaint}`);
          if (reply.status < 300) headers = { ...json, ...(await ifMatch(route, path)) };
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it('survives any JSON at all', async () => {
    for (const route of routes.filter((each) => bodySchema(each))) {
      const path = pathIn(route, world, cast);
      const headers = { ...json, ...(await ifMatch(route, path)) };
      const anything = fc.oneof(fc.jsonValue({ maxDepth: 4, noUnicodeString: false } as object), fc.dictionary(fc.constantFrom(...propertiesOf(bodySchema(route)!), '__proto__'), fc.jsonValue({ maxDepth: 3 })));
      await fc.assert(
        fc.asyncProperty(anything, async (body) => {
          expect([nameOf(route), complaintAbout(await send({ method: route.method, path, headers, body: JSON.stringify(body) }))]).toEqual([nameOf(route), null]);
        }),
        { seed: 20_270_301, numRuns: 12, endOnFailure: true },
      );
    }
  }, 300_000);

  it('finds nothing under an identifier that nobody has', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      const good = pathIn(route, world, cast).split('/');
      const schema = bodySchema(route);
      const headers = schema ? { ...json, 'if-match': '"r1"' } : { 'if-match': '"r1"' };
      for (const [index] of route.path.split('/').entries()) {
        if (!route.path.split('/')[index]!.startsWith(':')) continue;
        for (const id of HOSTILE_IDS) {
          const path = good.with(index, id).join('/');
          const expected = ANSWERS_ANYTHING.includes(nameOf(route)) ? undefined : refused;
          const complaint = complaintAbout(await send({ method: route.method, path, headers, body: schema ? JSON.stringify(sampleFor(route)) : undefined }), expected);
          if (complaint) wrong.push(`${route.method} ${path.slice(0, 200)}: ${complaint}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('refuses limits out of range and cursors that no list gave out', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ query }) => query !== null)) {
      const names = operationOf(route).parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      const check = async (query: string, expected: (status: number) => boolean) => {
        const complaint = complaintAbout(await send({ method: SAFE, path: `${pathIn(route, world, cast)}?${query}` }), expected);
        if (complaint) wrong.push(`${nameOf(route)}?${query.slice(0, 100)}: ${complaint}`);
      };
      if (names.includes('limit')) for (const limit of BAD_LIMITS) await check(`limit=${limit}`, is(422));
      if (names.includes('cursor')) {
        for (const cursor of JUNK_CURSORS) await check(`cursor=${cursor}`, is(400));
        for (const cursor of FORGED_CURSORS) await check(`cursor=${cursor}`, () => true);
        await check(`cursor=${'x'.repeat(9_000)}`, refused);
      }
      await check('not-a-parameter=1', is(422));
      for (const name of names) for (const value of ['a&NAME=b', '', '%00', '%ff', "'--", 'x'.repeat(5_000), '[]', 'null', '-1', '%F0%9F%98%80']) await check(`${name}=${value.replace('NAME', name)}`, () => true);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('answers addresses and methods that it does not have with a problem document', async () => {
    const strange: RawRequest[] = [
      { method: 'GET', path: '/api/v1/nowhere' }, { method: 'PATCH', path: '/api/v1/vocabularies' }, { method: 'DELETE', path: '/api/v1/me' }, { method: 'GET', path: '/api/v1/%ff' }, { method: 'GET', path: '/api/v1/..%2f..%2fetc' },
      { method: 'GET', path: `/api/v1/${'a/'.repeat(2_000)}` }, { method: 'POST', path: '/api/v1/nowhere', headers: json, body: '{' }, { method: 'PROPFIND', path: '/api/v1/me' },
    ];
    for (const request of strange) expect([request.path.slice(0, 60), complaintAbout(await send(request), refused)]).toEqual([request.path.slice(0, 60), null]);
    for (const authorization of ['Bearer', "Bearer '", `Bearer ${'x'.repeat(8_000)}`, 'Basic YTpi', 'Bearer a b', `Bearer ${'a'.repeat(43)}`]) {
      expect([authorization.slice(0, 20), complaintAbout(await client.send({ method: SAFE, path: '/api/v1/me', headers: { authorization } }), is(401))]).toEqual([authorization.slice(0, 20), null]);
    }
  });
});
