import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, NotFound, record, Refused, refuseIf, rows, type Transaction } from '@academy/platform';
import { grantRole, withdrawRole } from '@academy/people';
import { Versions } from '@academy/courses';
import { liveEventsOf, recordLiveEvents } from './live.events';
import { copiedLiveEvents } from './live.event.rules';
import { cutOffs, type Deadline, DEADLINE_DATES } from './deadline.rules';
import { Edition } from './edition.entity';
import { dueState, type EditionState, type Timed, whyNotMove } from './edition.rules';
import type { EditionChange, NewEdition } from './edition.schemas';
import { EditionChanged, EditionCreated, EditionStateChanged, EditionTeamChanged } from './editions.facts';

type TeamRole = 'coordinator' | 'moderator';

/** Editions: bring into being, change, move from state to state, copy, and who helps to run them. */
@Injectable()
export class Editions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /** Creates an edition of a published version (the latest where none is given); whoever does becomes its coordinator. */
  async create(courseId: string, input: NewEdition, actorId: string): Promise<string> {
    const version = await this.versionOf(courseId, input.version);
    const now = this.clock.now();
    const edition: Edition = {
      id: randomUUID(),
      courseId,
      versionId: version.id,
      name: input.name,
      state: 'draft',
      stateSince: now,
      isSelfPaced: input.selfPaced,
      enrolFrom: new Date(input.enrolFrom),
      enrolUntil: new Date(input.enrolUntil),
      startsAt: new Date(input.startsAt),
      endsAt: new Date(input.endsAt),
      seats: input.seats ?? null,
      seatsTaken: 0,
      lastWaitlistNumber: 0,
      release: input.release,
      deadlines: input.deadlines,
      liveEvents: input.liveEvents,
      languages: input.languages,
      createdBy: actorId,
      createdAt: now,
    };
    await this.database.transaction((tx) => this.insert(tx, edition, actorId));
    return edition.id;
  }

  /**
   * Changes an edition; a change that keeps a part of what is there is made from the edition as it stands then. Refuses to bring
   * dates of a running one forward, unless `confirm` says so, and to have fewer seats than are taken.
   */
  async change(editionId: string, asked: EditionChange | ((edition: Edition) => EditionChange), actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const edition = await lockEdition(tx, editionId);
      const input = typeof asked === 'function' ? asked(edition) : asked;
      const { confirm, version, enrolFrom, enrolUntil, startsAt, endsAt, ...rest } = input;
      const date = (given: string | undefined, before: Date) => (given === undefined ? before : new Date(given));
      const dates = {
        enrolFrom: date(enrolFrom, edition.enrolFrom),
        enrolUntil: date(enrolUntil, edition.enrolUntil),
        startsAt: date(startsAt, edition.startsAt),
        endsAt: date(endsAt, edition.endsAt),
      };

      const cutsOff = cutOffs(edition.state, edition, { ...dates, deadlines: rest.deadlines ?? edition.deadlines });
      if (cutsOff.length > 0 && !confirm) throw new Refused('dates-would-be-cut-off', { cutsOff });
      if (dates.enrolFrom > dates.enrolUntil || dates.startsAt >= dates.endsAt) throw new Refused('dates-out-of-order');
      if (typeof rest.seats === 'number' && rest.seats < edition.seatsTaken) throw new Refused('seats-are-taken', { seatsTaken: edition.seatsTaken });
      const versionId = version === undefined ? edition.versionId : (await this.versionOf(edition.courseId, version)).id;

      const liveEvents = await liveEventsOf(tx, editionId);
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      await tx.update(Edition, { id: editionId }, { ...given, ...dates, versionId });

      await record(tx, EditionChanged, { editionId, fields: Object.keys(input) }, { actorId });
      await recordLiveEvents(tx, editionId, liveEvents, this.clock.now(), actorId);
    });
  }

  /** Moves an edition to a state. Refuses a transition that is not allowed. */
  async moveTo(editionId: string, to: EditionState, actorId: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const edition = await lockEdition(tx, editionId);
      refuseIf(whyNotMove(edition.state, to, edition.isSelfPaced), { from: edition.state, to });
      await this.move(tx, edition, to, actorId);
    });
  }

  /** A new draft edition of the same course with every date shifted. */
  async copy(editionId: string, startsAt: Date, actorId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const edition = await lockEdition(tx, editionId);
      const shift = startsAt.getTime() - edition.startsAt.getTime();
      const later = (date: Date | string) => new Date(new Date(date).getTime() + shift);
      const laterText = (date: string) => later(date).toISOString();
      const copy: Edition = {
        ...edition,
        id: randomUUID(),
        state: 'draft',
        stateSince: this.clock.now(),
        seatsTaken: 0,
        lastWaitlistNumber: 0,
        createdBy: actorId,
        createdAt: this.clock.now(),
        enrolFrom: later(edition.enrolFrom),
        enrolUntil: later(edition.enrolUntil),
        startsAt,
        endsAt: later(edition.endsAt),
        release: { ...edition.release, ...(edition.release.dates ? { dates: mapValues(edition.release.dates, laterText) } : {}) },
        deadlines: mapValues(edition.deadlines, (deadline) => shifted(deadline, laterText)),
        liveEvents: copiedLiveEvents(edition.liveEvents, await liveEventsOf(tx, editionId), (date) => later(date).toISOString()),
      };
      await this.insert(tx, copy, actorId);
      return copy.id;
    });
  }

  async addToTeam(editionId: string, userId: string, role: TeamRole, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockEdition(tx, editionId);
      const [user] = await rows<{ id: string }>(tx, 'SELECT id FROM users WHERE id = $1', [userId]);
      found(user, 'user');

      await grantRole(tx, userId, { role, scope: 'edition', id: editionId });

      await record(tx, EditionTeamChanged, { editionId, userId, role, isMember: true }, { actorId, personId: userId });
    });
  }

  async removeFromTeam(editionId: string, userId: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockEdition(tx, editionId);

      for (const role of ['coordinator', 'moderator'] as const) await withdrawRole(tx, userId, { role, scope: 'edition', id: editionId });

      await record(tx, EditionTeamChanged, { editionId, userId, role: '', isMember: false }, { actorId, personId: userId });
    });
  }

  /** What the clock does: editions that were opened start and end on their days. */
  async advance(): Promise<void> {
    const now = this.clock.now();
    const begun = await this.database.query<Timed & { id: string }>(
      `SELECT id, state, state_since AS "stateSince", is_self_paced AS "isSelfPaced", starts_at AS "startsAt", ends_at AS "endsAt" FROM edition
       WHERE state IN ('open', 'running', 'grading') AND starts_at <= $1 ORDER BY starts_at`,
      [now],
    );
    for (const { id } of begun.filter((edition) => dueState(edition, now))) {
      await this.database.transaction(async (tx) => {
        const edition = await lockEdition(tx, id);
        // Another worker may have been quicker, or a coordinator, who gave it more time.
        const to = dueState(edition, now);
        if (to) await this.move(tx, edition, to, null);
      });
    }
  }

  private async move(tx: Transaction, { id, state }: Edition, to: EditionState, actorId: string | null): Promise<void> {
    await tx.update(Edition, { id }, { state: to, stateSince: this.clock.now() });
    await record(tx, EditionStateChanged, { editionId: id, from: state, to }, { actorId });
  }

  private async insert(tx: Transaction, edition: Edition, actorId: string): Promise<void> {
    await tx.insert(Edition, edition);
    await grantRole(tx, actorId, { role: 'coordinator', scope: 'edition', id: edition.id });
    await record(tx, EditionCreated, { editionId: edition.id }, { actorId });
  }

  private async versionOf(courseId: string, number: number | undefined): Promise<{ id: string }> {
    if (number !== undefined) return found(await this.versions.byNumber(courseId, number), 'version');
    const latest = await this.versions.latest(courseId);
    if (!latest) throw new Refused('course-not-published');
    return latest;
  }
}

/** The edition's row, locked until the transaction ends. */
export async function lockEdition(tx: Transaction, editionId: string): Promise<Edition> {
  const edition = await tx.findOne(Edition, { where: { id: editionId }, lock: { mode: 'pessimistic_write' } });
  if (!edition) throw new NotFound('edition');
  return edition;
}

const mapValues = <A, B>(object: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

const shifted = (deadline: Deadline, later: (date: string) => string): Deadline => ({
  ...deadline,
  ...Object.fromEntries(DEADLINE_DATES.flatMap((field) => (deadline[field] === undefined ? [] : [[field, later(deadline[field])]]))),
});
