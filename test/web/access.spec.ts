import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ACTIONS } from '@academy/people';
import { Allow } from '../../apps/web/src/http/allow';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { UNPACKED } from '../support/client';
import { Cast, type Kind, KINDS, type World } from '../support/actors';
import { ALLOWED, ALLOWED_SOMEWHERE, expectationOf, nameOf, pathIn } from './access.table';
import { WITHOUT_ROLE } from './access.open';

/** What is wrong with how a route says who may use it. */
function flaws(routes: Route[]): string[] {
  return routes.flatMap((route) => {
    const { allowed, path } = route;
    if (!allowed) return [`${nameOf(route)} does not say who may use it`];
    const parameters = Object.values(allowed.subject ?? {});
    if (parameters.some((parameter) => !path.includes(`:${parameter}`))) return [`${nameOf(route)} names a parameter that its path lacks`];
    const needsSubject = allowed.somewhere ? false : ALLOWED[allowed.permission]?.needsSubject === true;
    if (needsSubject && parameters.length === 0) return [`${nameOf(route)} does not say what ${allowed.permission} is asked of`];
    if (allowed.permission in WITHOUT_ROLE && !WITHOUT_ROLE[allowed.permission as keyof typeof WITHOUT_ROLE].includes(nameOf(route))) return [`${nameOf(route)} is open to ${allowed.permission} and was not looked at`];
    return [];
  });
}

/** What is sent where a form has to be filled in to reach anything. */
const MEANT: Record<string, string> = {
  'POST /coordination/editions/:id/people/:enrolmentId/waivers': 'activityKey=read&reason=Because',
  'POST /coordination/editions/:id/people/:enrolmentId/:kind/:credentialId/revocation': 'reason=Because',
};

/** Routes asked side by side: each has a world of its own, or changes nothing. */
const LANES = 4;

type Told = { status: number; location: string };

describe('who may use which route', () => {
  let academy: RunningAcademy;
  let cast: Cast;
  let shared: World;
  let routes: Route[];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    routes = routesOf(academy.web.get(DiscoveryService));
    cast = await Cast.gather(academy);
    shared = await cast.world();
  });
  afterAll(() => academy.stop());

  /** Asks as a kind of person, with input that passes no schema: so that who gets through changes nothing. */
  async function ask(route: Route, kind: Kind, path: string, form = 'not-a-field=1'): Promise<Told> {
    const isSafe = route.method === 'GET';
    const body = route.isApi ? JSON.stringify({ 'not-a-field': true }) : form;
    const response = await fetch(academy.config.publicUrl + path, {
      method: route.method,
      redirect: 'manual',
      headers: { ...UNPACKED, accept: 'text/html', ...(await cast.headers(kind, route.isApi)), ...(isSafe ? {} : { 'content-type': route.isApi ? 'application/json' : 'application/x-www-form-urlencoded' }) },
      ...(isSafe ? {} : { body }),
    });
    // A stream of events has no end.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
    else await response.arrayBuffer();
    return { status: response.status, location: response.headers.get('location') ?? '' };
  }

  /** The refusal that somebody met, or null for those who got through, whatever they were told then. */
  function refusalIn({ status, location }: Told): number | null {
    if (status === 303 && location.startsWith('/sign-in?next=')) return 401;
    if (status >= 500) return status;
    return [401, 403, 404].includes(status) ? status : null;
  }

  it('is said by every route', () => {
    expect(routes.length).toBeGreaterThan(100);
    expect(flaws(routes)).toEqual([]);
    expect(Object.values(WITHOUT_ROLE).flat().filter((name) => !routes.some((route) => nameOf(route) === name))).toEqual([]);
  });

  it('is known here for every permission there is', () => {
    expect(Object.keys(ALLOWED).sort()).toEqual(['anyone', 'signed-in', ...ACTIONS].sort());
    expect(Object.values(ALLOWED).flatMap(({ may }) => may).filter((kind) => !KINDS.includes(kind))).toEqual([]);
    expect(routes.filter(({ allowed }) => allowed?.somewhere && !ALLOWED_SOMEWHERE[allowed.permission]).map(nameOf)).toEqual([]);
  });

  it('is missed where a route does not say it', () => {
    @Controller('planted')
    class Planted {
      @Get() open(): void {}
      @Get(':id') @Allow('edition.run', { edition: 'editionId' }) wrong(): void {}
      @Get('somewhere/:id') @Allow('edition.run') unscoped(): void {}
      @Post() @Allow('anyone') unsafe(): void {}
      @Get('others/:id') @Allow('signed-in') others(): void {}
      @Get('fine/:id') @Allow('edition.run', { edition: 'id' }) fine(): void {}
    }
    const planted = routesOf({ getControllers: () => [{ metatype: Planted }] } as unknown as DiscoveryService);
    expect(flaws(planted)).toEqual([
      'GET /planted does not say who may use it',
      'GET /planted/:id names a parameter that its path lacks',
      'GET /planted/somewhere/:id does not say what edition.run is asked of',
      'POST /planted is open to anyone and was not looked at',
      'GET /planted/others/:id is open to signed-in and was not looked at',
    ]);
  });

  it('holds for every kind of person at every route', async () => {
    const wrong: string[] = [];
    const waiting = routes.filter(({ allowed }) => allowed);
    const checkRoutes = async (): Promise<void> => {
      for (let route = waiting.shift(); route !== undefined; route = waiting.shift()) await checkRoute(route);
    };
    const checkRoute = async (route: Route): Promise<void> => {
      // A form whose fields are parsed inside may do its work all the same: what it changes is its own.
      const changesNothing = route.method === 'GET' || route.isApi || route.body !== null || !route.path.includes(':');
      const world = changesNothing ? shared : await cast.world();
      const expected = expectationOf(route);
      const check = async (kind: Kind) => {
        const told = await ask(route, kind, pathIn(route, world, cast));
        if (refusalIn(told) !== expected[kind]) wrong.push(`${nameOf(route)} told ${kind} ${told.status} ${told.location}, not ${expected[kind] ?? 'what it answers'}`);
      };
      await Promise.all(KINDS.filter((kind) => expected[kind] !== null).map(check));
      for (const kind of KINDS.filter((each) => expected[each] === null)) await check(kind);
    };
    await Promise.all(Array.from({ length: LANES }, checkRoutes));
    expect(wrong).toEqual([]);
  }, 900_000);

  it('does not reach into another course or edition by an identifier in the path', async () => {
    const other = await cast.world();
    const reached: string[] = [];
    const mixed = routes.filter(({ path, allowed }) => allowed?.subject && /:(enrolmentId|credentialId|badgeId|courseId|editionId)\b/.test(path.replace(`:${Object.values(allowed.subject)[0]}`, '')));
    expect(mixed.length).toBeGreaterThan(3);
    for (const route of mixed) {
      const own = Object.values(route.allowed!.subject!)[0]!;
      const [mine, theirs] = [pathIn(route, shared, cast).split('/'), pathIn(route, other, cast).split('/')];
      const path = route.path.split('/').map((piece, index) => (piece === `:${own}` ? mine[index] : theirs[index])).join('/');
      const kind = KINDS.find((each) => expectationOf(route)[each] === null)!;
      const { status } = await ask(route, kind, path, MEANT[nameOf(route)]);
      // A GET that only leads on shows nothing by itself.
      if (status !== 404 && !(route.method === 'GET' && status === 303)) reached.push(`${nameOf(route)} told ${kind} ${status}`);
    }
    expect(reached).toEqual([]);
  });
});
