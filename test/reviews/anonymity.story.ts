import { Clock } from '@academy/platform';
import { Reminders } from '@academy/reminders';
import { ReviewRounds } from '@academy/reviews';
import { setClock } from '../reminders/clock';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { type Role, ROLES, sameEverywhere, textOf, wordsOf } from './anonymity.cast';
import { filesOf } from './anonymity.files';
import { assignment, courseWith, Desk, editionOf, type Identity, moveTo, personWith, seedReviewIds, settled } from './support';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [AMID_THE_MINUTE, LATE_IN_THE_MINUTE] = [25_000, 45_000];
/** No more works come after ten days. Reviews are due after twenty. */
const HOURS_UNTIL_CLOSED = 10 * 24 + 1;
const HOURS_UNTIL_RESCUE = 19 * 24;

/** `lag`: minutes by which each act of `other` comes later; `enrols`: who enrols when. */
export type Telling = Readonly<{ start: Date; other: Identity; enrols: readonly Role[]; lag: number }>;
/** What somebody was answered when she did something. */
export type Heard = { what: string; reply: Json };

/** One world in which it all happens. */
export class Story {
  readonly heard: Record<Role, Heard[]> = { ana: [], berta: [], carla: [], other: [] };
  readonly people = {} as Record<Role, Person>;
  readonly identities = {} as Record<Role, Identity>;
  readonly enrolments = {} as Record<Role, string>;
  courseId = '';
  slug = '';
  editionId = '';
  staff!: Person;
  private hour = 0;
  private moment!: Date;

  private constructor(
    readonly academy: RunningAcademy,
    private readonly telling: Telling,
  ) {}

  static async begin(telling: Telling): Promise<Story> {
    const story = new Story(await startAcademy(), telling);
    await story.gather();
    return story;
  }

  desk = (role: Role, key = 'scenario'): Desk => new Desk(this.people[role], this.enrolments[role], key);
  visitor = async (role: Role): Promise<Visitor> => {
    const visitor = new Visitor(this.academy.config.publicUrl, this.identities[role].browser);
    await visitor.signIn(this.people[role].email, PASSWORD);
    return visitor;
  };

  private async gather(): Promise<void> {
    await moveTo(this.academy, this.telling.start);
    await seedReviewIds(this.academy, 'swifts');
    this.staff = await this.academy.person({ displayName: 'Team', roles: [{ role: 'coordinator', scope: 'platform', id: null }, { role: 'designer', scope: 'platform', id: null }] });
    const short = { reviewsToGive: 1, reviewsWanted: 1 };
    const activities = [assignment('scenario'), assignment('single', { ...short, anonymity: 'single-blind' }), assignment('named', { ...short, anonymity: 'named' })];
    Object.assign(this, await courseWith(this.staff, activities));
    this.editionId = await editionOf(this.staff, this.courseId, this.academy.clock.now(), ['scenario']);
    for (const role of ROLES) {
      this.identities[role] = role === 'other' ? this.telling.other : sameEverywhere(role);
      this.people[role] = await personWith(this.academy, this.identities[role]);
    }
    // That somebody takes part is no secret of a blind assignment, and each says for herself whether colleagues find her: here nobody wants to be found.
    await this.academy.database.query('INSERT INTO person_card (user_id, is_listed) SELECT unnest($1::uuid[]), false', [ROLES.map((role) => this.people[role].id)]);
    for (const role of this.telling.enrols) this.enrolments[role] = must(await this.people[role].api.post(`/editions/${this.editionId}/enrolments`), 201).body.id as string;
  }

  /** An hour later somebody acts: `other` with her lag. What she is answered is kept. */
  private async act<T>(role: Role | 'staff', what: string, work: () => Promise<T>): Promise<T> {
    this.hour += 1;
    await this.moveOn(role === 'other' ? this.telling.lag : 0);
    const reply = await work();
    if (role !== 'staff') this.heard[role].push({ what: `${this.hour} ${what}`, reply: answerOf(reply) });
    await settled(this.academy);
    return reply;
  }

  private async waitHours(hours: number): Promise<void> {
    this.hour += hours;
    await this.moveOn(0);
  }

  /** What happens by the clock has happened before anybody acts: how quickly the worker heard of the new time must not show. */
  private async moveOn(minutes: number): Promise<void> {
    this.moment = new Date(this.telling.start.getTime() + this.hour * HOUR + minutes * MINUTE);
    await moveTo(this.academy, this.moment);
    for (const sweep of [ReviewRounds, Reminders] as const) await this.academy.worker!.get<{ sweep: () => Promise<unknown> }>(sweep).sweep();
    await settled(this.academy);
  }

  /** Pages tell the minute. Whoever looks at many is still in the minute in which she began, however busy the machine is. */
  async stayInTheMinute(): Promise<void> {
    if (this.academy.clock.now().getTime() - this.moment.getTime() < LATE_IN_THE_MINUTE) return;
    await setClock(this.academy.web, new Date(this.moment.getTime() + AMID_THE_MINUTE));
    await this.academy.worker!.get(Clock).follow();
    await settled(this.academy);
  }

  /** Everybody writes and hands in; `other` joins a study group of her own, looks at her work as reviewers will, and takes it back once. */
  async writing(): Promise<void> {
    for (const role of ROLES) {
      const desk = this.desk(role);
      if (role === 'other' || role === 'ana') await this.act(role, 'begins a group', () => this.people[role].api.post(`/enrolments/${desk.enrolmentId}/group`, { name: `Group of ${this.identities[role].displayName}` }));
      await this.act(role, 'writes', () => desk.write({ markdown: textOf(role) }));
      const attachments: string[] = [];
      for (const file of await filesOf(this.identities[role])) attachments.push(await this.act(role, 'attaches', () => desk.attach(file.bytes, file.name)));
      await this.act(role, 'writes on', () => desk.write({ markdown: textOf(role), attachments, links: ['https://example.org/swifts'] }));
      await this.act(role, 'hands in', () => desk.submit());
      if (role !== 'other') continue;
      await this.act(role, 'takes back', () => desk.withdraw());
      await this.act(role, 'hands in again', () => desk.submit());
    }
  }

  /** Everybody reviews everybody; claims are open while others ask, one is about to end before it is used, one review is owed until short of the end. */
  async reviewing(midway: () => Promise<void>): Promise<void> {
    for (const turn of [1, 2, 3]) {
      for (const role of ['berta', 'other', 'ana', 'carla'] as const) {
        if (turn === 3 && role === 'carla') {
          await this.act('ana', 'volunteers', async () => expect(await this.desk('ana').volunteer(await this.visitor('ana'))).toBe(303));
          await this.waitHours(HOURS_UNTIL_RESCUE - this.hour);
        }
        await this.review(role, turn, midway);
      }
    }
  }

  private async review(role: Role, turn: number, midway: () => Promise<void>): Promise<void> {
    const desk = this.desk(role);
    if (turn === 3 && role === 'other') await this.waitHours(HOURS_UNTIL_CLOSED - this.hour);
    const lent = await this.act(role, 'asks for a work', () => desk.next());
    const { reviewId, submission } = must(lent, 201).body;
    for (const { url } of submission.attachments) await this.people[role].api.get((url as string).replace('/api/v1', ''));
    if (turn === 3 && role === 'ana') await this.waitHours(43);
    const words = wordsOf(role, submission.markdown);
    await this.act(role, 'writes a review', () => this.people[role].api.put(`/reviews/${reviewId}`, { ...words, overall: 'Half a thought', done: false }));
    if (turn === 2 && role === 'other') await this.act('staff', 'looks away while the others are looked at', midway);
    // Who has nothing left to review asks all the same, when a claim of somebody else is about to end.
    if (turn === 3 && role === 'other') await this.waitHours(45);
    if (turn === 3 && role === 'other') await this.act('berta', 'asks once more', () => this.desk('berta').next());
    await this.act(role, 'hands a review in', () => desk.handIn(reviewId, words));
  }

  /** Grades are there: ratings, replies, flags, appeals, decisions. */
  async afterwards(): Promise<void> {
    for (const role of ['other', 'ana'] as const) {
      const work = await this.desk(role).work();
      for (const [index, { id }] of work.reviews.entries()) {
        await this.act(role, 'rates', () => this.people[role].api.post(`/reviews/${id}/rating`, { helpful: 3 + index, ...(role === 'other' || index === 0 ? { reply: 'Thank you, I will try that.' } : {}) }));
      }
      await this.act(role, 'flags', () => this.people[role].api.post(`/reviews/${work.reviews[1].id}/flag`, { reason: 'other', text: 'Is this about mine?' }));
      await this.act(role, 'appeals', () => this.people[role].api.post(`/submissions/${work.id}/appeal`, { reason: 'The second criterion was read past.' }));
    }
    const cases = must(await this.staff.api.get(`/editions/${this.editionId}/review-cases?limit=100`), 200).body.items as Json[];
    expect(cases).toHaveLength(4);
    // In the order in which they came: what is promised for the same day is listed by random ids.
    for (const { id, kind } of cases.sort((one, other) => (one.raisedAt < other.raisedAt ? -1 : 1))) {
      const decision = kind === 'appeal' ? 'uphold-grade' : 'dismiss';
      await this.act('staff', 'decides', async () => must(await this.staff.api.post(`/review-cases/${id}`, { decision, note: 'We read it again and see it so too.' }), 200));
    }
    await this.waitHours(24);
  }

  async publishing(): Promise<void> {
    const { id } = await this.desk('other').work();
    await this.act('other', 'publishes without a name', async () => must(await this.people.other.api.post(`/submissions/${id}/publication`, { licence: 'CC-BY-4.0', named: false }), 204));
    await this.waitHours(1);
  }

  /** In another assignment, ana and the other review each other. */
  async each(key: 'single' | 'named'): Promise<void> {
    for (const role of ['ana', 'other'] as const) {
      await this.act(role, `writes ${key}`, () => this.desk(role, key).write({ markdown: textOf(role) }));
      await this.act(role, `hands in ${key}`, () => this.desk(role, key).submit());
    }
    // Nobody reviews whoever reviews her, as long as others may come: after a day they may.
    await this.waitHours(26);
    for (const role of ['ana', 'other'] as const) {
      const lent = await this.act(role, `asks for ${key}`, () => this.desk(role, key).next());
      const { reviewId, submission } = must(lent, 201).body;
      await this.act(role, `hands a review of ${key} in`, () => this.desk(role, key).handIn(reviewId, wordsOf(role, submission.markdown)));
    }
  }
}

/** Replies of the API with what was said beside; what a desk answers is a body already. */
function answerOf(reply: unknown): Json {
  if (typeof reply !== 'object' || reply === null || !('headers' in reply)) return reply ?? null;
  const { status, body, headers } = reply as { status: number; body: Json; headers: Headers };
  return { status, body, retryAfter: headers.get('retry-after'), location: headers.get('location'), etag: headers.get('etag') };
}
