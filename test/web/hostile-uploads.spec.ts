import { DiscoveryService } from '@nestjs/core';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { Cast, type World } from '../support/actors';
import { complaintAbout, RawClient } from '../support/raw';
import { nameOf, pathIn } from './access.table';

const BOUNDARY = 'between';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const part = (disposition: string, content: string | Buffer, type = 'application/octet-stream'): Buffer =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const whole = (...parts: Buffer[]): Buffer => Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
const file = (name: string, content: string | Buffer = 'hello'): Buffer => part(`name="file"; filename="${name}"`, content);

/** Requests that are broken as such. */
const BROKEN: [string, string, Buffer][] = [
  ['no boundary', 'multipart/form-data', whole(file('a.txt'))],
  ['another boundary', 'multipart/form-data; boundary=other', whole(file('a.txt'))],
  ['nothing', TYPE, Buffer.alloc(0)],
  ['only the end', TYPE, whole()],
  ['no end', TYPE, file('a.txt')],
  ['half a part', TYPE, file('a.txt').subarray(0, 40)],
  ['no headers', TYPE, Buffer.from(`--${BOUNDARY}\r\n\r\nhello\r\n--${BOUNDARY}--\r\n`)],
  ['a part of another name', TYPE, whole(part('name="other"; filename="a.txt"', 'hello'))],
  ['a field in place of the file', TYPE, whole(part('name="file"', 'hello', 'text/plain'))],
  ['__proto__ for a name', TYPE, whole(part('name="__proto__"', 'x'))],
  ['forty fields', TYPE, whole(...Array.from({ length: 40 }, (_, index) => part(`name="f${index}"`, 'x')), file('a.txt'))],
  ['a huge field', TYPE, whole(part('name="f"', 'x'.repeat(200_000)), part('name="other"; filename="a"', 'x'))],
  ['a header without end', TYPE, Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${'x'.repeat(100_000)}`)],
  ['JSON', 'application/json', Buffer.from('{"file":"hello"}')],
];
/** Files that may be taken or refused, but never bring anything down. */
const ODD: [string, Buffer][] = [
  ['an empty file', whole(file('a.png', ''))],
  ['a name that leads elsewhere', whole(file('../../../etc/passwd'))],
  ['a name with NUL', whole(file('a\u0000.png'))],
  ['a name of ten thousand letters', whole(file(`${'x'.repeat(10_000)}.png`))],
  ['no name at all', whole(part('name="file"', 'hello'))],
  ['no name', whole(part('name="file"; filename=""', 'hello'))],
  ['a name in half a surrogate pair', whole(file('%ED%A0%80.png'))],
  ['two files', whole(file('a.png'), file('b.png'))],
  ['random bytes called a picture', whole(file('a.png', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256))))],
  ['the first bytes of a picture', whole(file('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')))],
  ['the first bytes of an archive', whole(file('a.zip', Buffer.from('504b0304', 'hex')))],
  ['a picture that runs', whole(file('a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'))],
  ['a picture with entities', whole(file('a.svg', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'))],
  ['a page', whole(file('a.html', '<script>alert(1)</script>'))],
];

describe('routes that take files', () => {
  let academy: RunningAcademy;
  let routes: Route[];
  let cast: Cast;
  let world: World;
  let client: RawClient;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    client = new RawClient(academy.config.port);
    routes = routesOf(academy.web.get(DiscoveryService)).filter(({ multipart, isApi }) => multipart && isApi);
    cast = await Cast.gather(academy);
    world = await cast.world();
    // Whoever sends takes part, too.
    await academy.database.query('UPDATE enrolment SET user_id = $1 WHERE id = $2', [cast.person('platform designer').id, world.enrolmentId]);
  });
  afterAll(async () => {
    client.close();
    await academy.stop();
  });

  const send = async (route: Route, type: string, body: Buffer) =>
    client.send({ method: route.method, path: pathIn(route, world, cast), headers: { authorization: `Bearer ${cast.person('platform designer').token}`, 'content-type': type }, body });

  it('refuse requests that are broken', async () => {
    expect(routes.length).toBeGreaterThan(1);
    const wrong: string[] = [];
    for (const route of routes) {
      for (const [what, type, body] of BROKEN) {
        const complaint = complaintAbout(await send(route, type, body), (status) => [400, 413, 415, 422].includes(status));
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('survive odd files', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      for (const [what, body] of ODD) {
        const complaint = complaintAbout(await send(route, TYPE, body));
        if (complaint) wrong.push(`${nameOf(route)} sent ${what}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('say so when a file is too large', async () => {
    const body = whole(file('a.png', Buffer.alloc(70 * 1024 * 1024)));
    for (const route of routes) expect([nameOf(route), complaintAbout(await send(route, TYPE, body), (status) => status === 413)]).toEqual([nameOf(route), null]);
  });
});
