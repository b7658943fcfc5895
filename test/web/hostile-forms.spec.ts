import { DiscoveryService } from '@nestjs/core';
import { ROLES, Sessions } from '@academy/people';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { Cast, type World } from '../support/actors';
import { RawClient, type RawReply } from '../support/raw';
import { nameOf, pathIn } from './access.table';
import { HOSTILE_IDS } from './hostile';

const FORM = 'application/x-www-form-urlencoded';
/** What no form of ours sends. */
const BODIES: [string, string, string | Buffer][] = [
  ['nothing', FORM, ''],
  ['an unknown field', FORM, 'not-a-field=1'],
  ['half of an escape', FORM, 'a=%'],
  ['bytes that are no text', FORM, Buffer.from([0xff, 0xfe, 0x3d, 0x61])],
  ['__proto__', FORM, '__proto__=1&constructor=2&hasOwnProperty=3&toString=4'],
  ['a thousand fields', FORM, Array.from({ length: 3_000 }, (_, index) => `f${index}=1`).join('&')],
  ['JSON', 'application/json', '{"title":{"a":[1]},"reason":5,"token":null,"password":[]}'],
  ['a list as JSON', 'application/json', '[]'],
  ['broken JSON', 'application/json', '{'],
  ['plain text', 'text/plain', 'hello'],
  ['parts', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nhello\r\n--x--\r\n'],
  ['broken parts', 'multipart/form-data', 'hello'],
];
/** Fields that forms here have, each twice, empty, long, with NUL. */
const FIELDS = [
  'title', 'name', 'email', 'password', 'displayName', 'country', 'locale', 'timeZone', 'token', 'code', 'reason', 'markdown', 'returnTo', 'next', 'key', 'role', 'userId', 'at', 'by', 'kind', 'state', 'revision',
  'activityKey', 'isShared', 'isShown', 'choice', 'seats', 'mode', 'languages', 'startsAt', 'answer.q1', 'badgeId', 'who', 'enrolment', 'everywhere', 'confirm', 'trigger', 'direction', 'place', 'basedOn',
  'level.plan', 'comment.plan', 'keeps', 'suggests', 'overall', 'helpful', 'reply', 'offered', 'language', 'linkUrl', 'linkTitle', 'licence', 'named', 'text', 'decision', 'points', 'passed',
  'factId', 'listener', 'perMinute', 'address', 'isOn', 'amount1', 'unit1', 'inApp', 'countries', 'languages', 'holdOut', 'link', 'subject', 'body', 'person', 'follow', 'activity', 'replyTo', 'fileIds', 'note', 'until', 'outcome', 'words', 'about', 'option', 'options', 'quote', 'accepted',
  'part', 'preset', 'quietFrom', 'quietTo', 'weeklyCap', 'shown', 'email-reply', 'muted',
];
const every = (...values: string[]) => FIELDS.flatMap((field) => values.map((value) => `${field}=${value}`)).join('&');
const VALUES: [string, string][] = [
  ['every field twice', every('a', 'b')], ['every field empty', every('')], ['NUL in every field', every('a%00b')], ['long texts', every('x'.repeat(10_000))], ['numbers', every('-1')], ['huge numbers', every('1e400')],
  ['halves of surrogate pairs', every('%ED%A0%80')], ['markup', every('%3Cscript%3E%7B%7Bpage%7D%7D%22%27')],
];

/** After these, little is left to try the others on. */
const CHANGES_MUCH = /withdrawal|ending|removal|reissue|revocation|state|version|modules|sections|activities|reviews|submissions/;
/** As they stand in the address of a page. */
const IDS = HOSTILE_IDS.filter((_, index) => index % 2 === 0);

describe('pages, whatever they are sent', () => {
  let academy: RunningAcademy;
  let client: RawClient;
  let pages: Route[];
  let cast: Cast;
  let world: World;
  let almighty: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    client = new RawClient(academy.config.port);
    pages = routesOf(academy.web.get(DiscoveryService)).filter(({ isApi }) => !isApi);
    cast = await Cast.gather(academy);
    almighty = (await academy.person({ roles: ROLES.map((role) => ({ role, scope: 'platform', id: null })) })).id;
    world = await ownWorld();
  });
  afterAll(async () => {
    client.close();
    await academy.stop();
  });

  /** A world in which the almighty is the teacher and her reviewer, too. */
  async function ownWorld(): Promise<World> {
    const made = await cast.world();
    for (const [table, id] of [['enrolment', made.enrolmentId], ['award', made.awardId], ['certificate', made.certificateId]] as const) await academy.database.query(`UPDATE ${table} SET user_id = $1 WHERE id = $2`, [almighty, id]);
    await academy.database.query('UPDATE submission_author SET user_id = $1 WHERE submission_id = $2', [almighty, made.submissionId]);
    await academy.database.query('UPDATE submission SET author_ids = ARRAY[$1::uuid] WHERE id = $2', [almighty, made.submissionId]);
    await academy.database.query('UPDATE review SET reviewer_id = $1 WHERE id = $2', [almighty, made.reviewId]);
    return made;
  }

  async function send(route: Route, path: string, type?: string, body?: string | Buffer): Promise<RawReply> {
    const { token } = await academy.web.get(Sessions).open(almighty, 'cookie');
    const headers = { accept: 'text/html', cookie: `academy=${token}`, 'sec-fetch-site': 'same-origin', ...(type ? { 'content-type': type } : {}) };
    return client.send({ method: route.method, path, headers, body });
  }
  const complaint = (what: string, { status, text }: RawReply): string[] => (status >= 500 || status < 200 ? [`${what}: ${status} ${text.replace(/\s+/g, ' ').slice(0, 40)}`] : []);

  // In four parts, each with its time: there are more forms with every page.
  it.each([1, 2, 3, 4])('never break on a form: part %i', async (part) => {
    const wrong: string[] = [];
    for (const route of pages.filter(({ method }) => method === 'POST').filter((_, index) => index % 4 === part - 1)) {
      if (CHANGES_MUCH.test(route.path)) world = await ownWorld();
      const path = pathIn(route, world, cast);
      for (const [what, type, body] of [...BODIES, ...VALUES.map(([what, fields]) => [what, FORM, fields] as const)]) wrong.push(...complaint(`${nameOf(route)} sent ${what}`, await send(route, path, type, body)));
      const tooLarge = await send(route, path, FORM, `title=${'x'.repeat(2 * 1024 * 1024)}`);
      if (tooLarge.status !== 413) wrong.push(`${nameOf(route)} took two megabytes: ${tooLarge.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('never break on what stands behind the question mark', async () => {
    const wrong: string[] = [];
    const names = ['q', 'page', 'cursor', 'limit', 'state', 'country', 'stuck', 'token', 'next', 'code', 'course', 'item', 'add', 'question', 'criterion', 'type', 'batch', 'subject', 'level', 'language', 'kind', 'badge', 'sort', 'version', 'filter', 'activity', 'at', 'after', 'quote', 'from', 'person'];
    for (const route of pages.filter(({ method }) => method === 'GET')) {
      const path = pathIn(route, world, cast);
      for (const value of ['', 'x', '%00', '%ff', 'a&NAME=b', '-1', "'--", 'x'.repeat(100), 'a&NAME[]=b&NAME[a]=c']) {
        const query = names.map((name) => `${name}=${value.replaceAll('NAME', name)}`).join('&');
        wrong.push(...complaint(`${nameOf(route)}?…=${value.slice(0, 20)}`, await send(route, `${path}?${query}`)));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are not there under an identifier that nobody has', async () => {
    const wrong: string[] = [];
    for (const route of pages.filter(({ path }) => path.includes(':'))) {
      const good = pathIn(route, world, cast).split('/');
      for (const [index, piece] of route.path.split('/').entries()) {
        if (piece.startsWith(':')) for (const id of IDS) wrong.push(...complaint(`${nameOf(route)} with ${id.slice(0, 30)}`, await send(route, good.with(index, id).join('/'), route.method === 'POST' ? FORM : undefined, route.method === 'POST' ? '' : undefined)));
      }
    }
    expect(wrong).toEqual([]);
  });
});
