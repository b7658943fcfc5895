import { ROLES, Sessions } from '@academy/people';
import type { Route } from '../../apps/web/src/http/routes';
import { PASSWORD, type Person, type RunningAcademy } from '../support/academy';
import { Cast, type World } from '../support/actors';
import { RawClient, type RawReply, type RawRequest } from '../support/raw';
import { courseModules, smallCourse } from '../support/world';
import { sampleOf } from './hostile';
import type { Document, Operation, Schema } from './openapi.flaws';

type Item = { key: string; revision: number };
type Draft = { revision: number; modules: (Item & { sections: (Item & { activities: Item[] })[] })[] };

/** Somebody with every role, who also owns all there is in one world; and the raw words they send. */
export class Almighty {
  private constructor(
    private readonly academy: RunningAcademy,
    readonly person: Person,
    readonly cast: Cast,
    readonly world: World,
    readonly document: Document,
    readonly client: RawClient,
  ) {}

  static async rise(academy: RunningAcademy): Promise<Almighty> {
    const person = await academy.person({ roles: ROLES.map((role) => ({ role, scope: 'platform', id: null })) });
    const cast = await Cast.gather(academy);
    const world = await cast.world();
    for (const table of ['enrolment', 'award', 'certificate', 'credential_share']) await academy.database.query(`UPDATE ${table} SET user_id = $1 WHERE user_id = $2`, [person.id, cast.person('teacher').id]);
    await academy.database.query('UPDATE submission_author SET user_id = $1', [person.id]);
    await academy.database.query('UPDATE submission SET author_ids = ARRAY[$1::uuid]', [person.id]);
    await academy.database.query('UPDATE review SET reviewer_id = $1', [person.id]);
    await academy.database.query('UPDATE post_case SET person_id = $1 WHERE id = $2', [person.id, world.decidedCaseId]);
    for (const table of ['course_import', 'batch']) await academy.database.query(`UPDATE ${table} SET owner_id = $1`, [person.id]);
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, since) VALUES ('blocked@people.test', 'bounced', academy_now())`);
    await academy.database.query(`INSERT INTO mail (id, natural_key, kind, is_transactional, address, recipient, data, state, due_at) VALUES ($1, 'a mail', 'enrolled', true, 'a@people.test', '{}', '{}', 'sent', academy_now())`, [world.courseId]);
    return new Almighty(academy, person, cast, world, (await academy.api.get('/openapi.json')).body as Document, new RawClient(academy.config.port));
  }

  operationOf(route: Route): Operation {
    return this.document.paths[route.path.replace(/:(\w+)/g, '{$1}')]![route.method.toLowerCase()]!;
  }

  bodySchema(route: Route): Schema | undefined {
    return this.operationOf(route).requestBody?.content['application/json']?.schema;
  }

  /** Sends with a bearer token; what may end a session, in one of its own. */
  async send(given: RawRequest): Promise<RawReply> {
    const { token } = /sessions|accounts|\/me$/.test(given.path) ? await this.academy.web.get(Sessions).open(this.person.id, 'bearer') : this.person;
    return this.client.send({ ...given, headers: { authorization: `Bearer ${token}`, ...given.headers } });
  }

  /** The revision that a change of the draft has to name now. */
  async ifMatch(route: Route, path: string): Promise<Record<string, string>> {
    const [, course, rest = ''] = /^(.*\/draft)(.*)$/.exec(path) ?? [];
    if (!route.ifMatch || course === undefined) return {};
    const draft = JSON.parse((await this.send({ method: 'GET', path: course })).text) as Draft;
    const items = [...draft.modules, ...draft.modules.flatMap(({ sections }) => [...sections, ...sections.flatMap(({ activities }) => activities)])];
    const item = items.find(({ key }) => rest.split('/').includes(key));
    return { 'if-match': `"r${(item ?? draft).revision}"` };
  }

  /** A body that the route understands. */
  sampleFor(route: Route): unknown {
    const at = (days: number) => new Date(this.academy.clock.now().getTime() + days * 86_400_000).toISOString();
    const people = { country: 'PT', timeZone: 'Europe/Lisbon', email: `${Math.random()}@people.test`, password: PASSWORD, userId: route.path.includes('/invitations') ? this.world.colleagueId : this.cast.bystander.id };
    const dates = { enrolFrom: at(-1), enrolUntil: at(1), startsAt: at(2), endsAt: at(9), now: at(0) };
    const modules = route.path.endsWith('/order') ? orderOfModules : courseModules;
    const sample = sampleOf(this.bodySchema(route)!, { ...smallCourse, ...people, ...dates, badgeId: this.world.badgeId, address: 'blocked@people.test', code: this.world.joinCode, enrolmentIds: [this.world.enrolmentId], modules, submissionIds: [this.world.submissionId], decision: route.path.includes('/moderation/') ? 'dismiss' : 'accept', into: this.world.threadId, upTo: this.world.postId, scores: { plan: 'good' } });
    return route.path.endsWith('/grade') ? { ...(sample as object), points: 2 } : sample;
  }
}

const orderOfModules = courseModules.map(({ key, sections }) => ({ key, sections: sections.map((section) => ({ key: section.key, activities: section.activities.map((activity) => activity.key) })) }));
