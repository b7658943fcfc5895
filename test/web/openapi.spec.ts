import { DiscoveryService } from '@nestjs/core';
import fc from 'fast-check';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { complaintAbout, type RawRequest } from '../support/raw';
import { nameOf, pathIn } from './access.table';
import { Almighty } from './almighty';
import { BAD_LIMITS, FORGED_CURSORS, HOSTILE_BODIES, HOSTILE_IDS, HOSTILE_VALUES, JUNK_CURSORS, propertiesOf, withField } from './hostile';
import { documentFlaws } from './openapi.flaws';

const SAFE = 'GET';
/** These succeed with what nobody has: whoever checks a code learns that it is unknown. */
const ANSWERS_ANYTHING = [
  'GET /api/v1/verify/:code',
  // Who is not of the team stays so, and who was never blocked is not; nobody has shared anything there.
  'DELETE /api/v1/editions/:id/team/:userId', 'DELETE /api/v1/me/blocks/:userId', 'GET /api/v1/enrolments/:id/activities/:key/reflections',
];
/** Their samples hold no token that was ever mailed; and nobody set the secret that lets bounces in. */
const NEEDS_A_TOKEN = ['POST /api/v1/accounts/verify', 'POST /api/v1/accounts/password', 'POST /api/v1/accounts/email', 'POST /api/v1/accounts/email/undo', 'POST /api/v1/mail/bounces'];
const refused = (status: number) => status >= 400;
const is = (...statuses: number[]) => (status: number) => statuses.includes(status);

const json = { 'content-type': 'application/json' };

describe('the API, whatever it is sent', () => {
  let academy: RunningAcademy;
  let almighty: Almighty;
  let routes: Route[];
  let bodied: Route[];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    routes = routesOf(academy.web.get(DiscoveryService)).filter(({ isApi }) => isApi);
    almighty = await Almighty.rise(academy);
    bodied = routes.filter((route) => almighty.bodySchema(route));
  });
  afterAll(async () => {
    almighty.client.close();
    await academy.stop();
  });

  const pathOf = (route: Route): string => pathIn(route, almighty.world, almighty.cast);

  it('is described by a document of OpenAPI 3.1', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(documentFlaws(almighty.document, routes)).toEqual([]);
  });

  it('understands the samples that are made hostile here, or nothing would come of them', async () => {
    const notUnderstood: string[] = [];
    for (const route of bodied.filter((each) => !NEEDS_A_TOKEN.includes(nameOf(each)))) {
      const path = pathOf(route);
      const reply = await almighty.send({ method: route.method, path, headers: { ...json, ...(await almighty.ifMatch(route, path)) }, body: JSON.stringify(almighty.sampleFor(route)) });
      if ([400, 404, 412, 415, 422, 428].includes(reply.status)) notUnderstood.push(`${nameOf(route)} ${reply.status} ${reply.text.slice(0, 300)} ${JSON.stringify(almighty.sampleFor(route)).slice(0, 200)}`);
    }
    expect(notUnderstood).toEqual([]);
  });

  it('answers what its document says', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method === SAFE)) {
      const reply = await almighty.send({ method: SAFE, path: pathOf(route) });
      const schema = route.answers[reply.status];
      const parsed = schema?.safeParse(reply.text === '' ? null : JSON.parse(reply.text));
      if (schema === undefined || parsed?.success === false) wrong.push(`${nameOf(route)} ${reply.status} ${parsed?.error?.message ?? reply.text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('asks which revision a change is based on, and refuses another', async () => {
    const based = routes.filter(({ ifMatch }) => ifMatch === 'needed');
    expect(based.length).toBeGreaterThan(5);
    for (const route of based) {
      const body = almighty.bodySchema(route) ? JSON.stringify(almighty.sampleFor(route)) : undefined;
      const change = async (ifMatch: string | null) => {
        const reply = await almighty.send({ method: route.method, path: pathOf(route), headers: { ...(body ? json : {}), ...(ifMatch === null ? {} : { 'if-match': ifMatch }) }, body });
        return complaintAbout(reply) ?? reply.status;
      };
      const told = [await change(null), await change('"r999999"'), await change('W/"r999999"')];
      for (const junk of ['*', 'r1', '""', '"r1", "r2"', '"r99999999999999999999"', '"r-1"', "'"]) told.push(await change(junk));
      expect([nameOf(route), told]).toEqual([nameOf(route), [428, 412, 412, 400, 400, 400, 400, 400, 400, 400]]);
    }
  });

  it('refuses bodies that are wrong as a whole', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method !== SAFE)) {
      const path = pathOf(route);
      const headers = { ...json, ...(await almighty.ifMatch(route, path)) };
      for (const [what, body] of Object.entries(HOSTILE_BODIES)) {
        const complaint = complaintAbout(await almighty.send({ method: route.method, path, headers, body }), refused);
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('refuses bodies of more than a megabyte, and of another kind than it takes', async () => {
    const wrong: string[] = [];
    const huge = JSON.stringify({ title: 'x'.repeat(2 * 1024 * 1024) });
    const kinds = ['text/plain', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'nonsense', 'application/jsonx', ''];
    for (const route of routes.filter(({ method }) => method !== SAFE)) {
      const path = pathOf(route);
      const check = async (what: string, request: Omit<RawRequest, 'method' | 'path'>, expected: (status: number) => boolean) => {
        const complaint = complaintAbout(await almighty.send({ method: route.method, path, ...request }), expected);
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      };
      await check('two megabytes', { headers: json, body: huge }, is(413));
      const schema = almighty.bodySchema(route);
      const body = schema ? JSON.stringify(almighty.sampleFor(route)) : '{"a":1}';
      for (const kind of kinds) await check(kind, { headers: { 'content-type': kind }, body }, refused);
    }
    expect(wrong).toEqual([]);
  });

  it('survives every hostile value in every field', async () => {
    const wrong: string[] = [];
    for (const route of bodied) {
      const path = pathOf(route);
      const values = Object.entries(HOSTILE_VALUES).filter(([what]) => !(route.path.endsWith('/clock') && what === 'the end of time'));
      let headers = { ...json, ...(await almighty.ifMatch(route, path)) };
      for (const field of propertiesOf(almighty.bodySchema(route)!)) {
        for (const [what, value] of values) {
          const reply = await almighty.send({ method: route.method, path, headers, body: withField(almighty.sampleFor(route), field, value) });
          const complaint = complaintAbout(reply);
          if (complaint) wrong.push(`${nameOf(route)} with ${what} as ${field}: ${complaint}`);
          if (reply.status < 300) headers = { ...json, ...(await almighty.ifMatch(route, path)) };
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('survives any JSON at all', async () => {
    for (const route of bodied) {
      const path = pathOf(route);
      const headers = { ...json, ...(await almighty.ifMatch(route, path)) };
      const anything = fc.oneof(fc.jsonValue({ maxDepth: 4, noUnicodeString: false } as object), fc.dictionary(fc.constantFrom(...propertiesOf(almighty.bodySchema(route)!), '__proto__'), fc.jsonValue({ maxDepth: 3 })));
      await fc.assert(
        fc.asyncProperty(anything, async (body) => {
          expect([nameOf(route), complaintAbout(await almighty.send({ method: route.method, path, headers, body: JSON.stringify(body) }))]).toEqual([nameOf(route), null]);
        }),
        { seed: 20_270_301, numRuns: 12, endOnFailure: true },
      );
    }
  });

  it('finds nothing under an identifier that nobody has', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      const good = pathOf(route).split('/');
      const schema = almighty.bodySchema(route);
      const headers = schema ? { ...json, 'if-match': '"r1"' } : { 'if-match': '"r1"' };
      for (const [index] of route.path.split('/').entries()) {
        if (!route.path.split('/')[index]!.startsWith(':')) continue;
        for (const id of HOSTILE_IDS) {
          const path = good.with(index, id).join('/');
          const expected = ANSWERS_ANYTHING.includes(nameOf(route)) ? undefined : refused;
          const complaint = complaintAbout(await almighty.send({ method: route.method, path, headers, body: schema ? JSON.stringify(almighty.sampleFor(route)) : undefined }), expected);
          if (complaint) wrong.push(`${route.method} ${path.slice(0, 200)}: ${complaint}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('refuses limits out of range and cursors that no list gave out', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ query }) => query !== null)) {
      const names = almighty.operationOf(route).parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      const check = async (query: string, expected: (status: number) => boolean) => {
        const complaint = complaintAbout(await almighty.send({ method: SAFE, path: `${pathOf(route)}?${query}` }), expected);
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
  });

  it('answers addresses and methods that it does not have with a problem document', async () => {
    const strange: RawRequest[] = [
      { method: 'GET', path: '/api/v1/nowhere' }, { method: 'PATCH', path: '/api/v1/vocabularies' }, { method: 'DELETE', path: '/api/v1/me' }, { method: 'GET', path: '/api/v1/%ff' }, { method: 'GET', path: '/api/v1/..%2f..%2fetc' },
      { method: 'GET', path: `/api/v1/${'a/'.repeat(2_000)}` }, { method: 'POST', path: '/api/v1/nowhere', headers: json, body: '{' }, { method: 'PROPFIND', path: '/api/v1/me' },
    ];
    for (const request of strange) expect([request.path.slice(0, 60), complaintAbout(await almighty.send(request), refused)]).toEqual([request.path.slice(0, 60), null]);
    for (const authorization of ['Bearer', "Bearer '", `Bearer ${'x'.repeat(8_000)}`, 'Basic YTpi', 'Bearer a b', `Bearer ${'a'.repeat(43)}`]) {
      expect([authorization.slice(0, 20), complaintAbout(await almighty.client.send({ method: SAFE, path: '/api/v1/me', headers: { authorization } }), is(401))]).toEqual([authorization.slice(0, 20), null]);
    }
  });
});
