import { isGoodHour, nextGoodHour } from './hours';
import type { EditionRow, EnrolmentRow, World } from './rows';
import { type Due, lineOf, type Named, named, ruleOf } from './rules';

/**
 * Who is due what, computed once more from plain rows, one person after the other, by a reading of the rules of its own: it
 * shares no line with the statements of the sweep.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MODULES = [
  { key: 'm1', needs: ['read viewed', 'quiz score'] },
  { key: 'm2', needs: ['diary submitted', 'plan reviewed'] },
  { key: 'm3', needs: ['talk posted'] },
];

/** `until`: an instant before which a mail has to arrive, or none is written. */
type Said = readonly [kind: string, subject: string, occurrence: string, until?: number];
/** When it is, since when moments count, and the hours of a kind's rule. */
type Asked = Readonly<{ now: number; since: number; hours: (kind: string) => readonly number[] }>;

/** What fell due after `since` until now, each with its doors; by lines `user kind subject occurrence`. */
export function dueOf(world: World, now: Date, since: Date): Map<string, Named> {
  const found = new Map<string, Named>();
  const hoursOf = new Map<string, readonly number[]>();
  for (const edition of world.editions.values()) for (const kind of ['edition-starts', 'not-started', 'module-missed', 'away', 'draft-not-sent', 'deadline', 'live-event', 'nearly-there', 'survey', 'certificate-unfetched', 'credential-expiring']) hoursOf.set(`${edition.id} ${kind}`, ruleOf(world, kind, edition.id).offsets);
  const asked = (editionId: string): Asked => ({ now: now.getTime(), since: since.getTime(), hours: (kind) => hoursOf.get(`${editionId} ${kind}`)! });
  const arrivesBy = (userId: string, until: number): boolean => {
    const { zone } = world.people.get(userId)!;
    return (isGoodHour(zone, now.getTime(), null, true) ? now.getTime() : nextGoodHour(zone, now.getTime(), null, true)) < until;
  };
  const add = ({ id, userId, editionId }: EnrolmentRow, [kind, subject, occurrence, until = Infinity]: Said): void => {
    const due: Due = { userId, enrolmentId: id, editionId, kind, subject, occurrence };
    const reached = named(world, due);
    if (reached) found.set(lineOf(due), { ...reached, isMailed: reached.isMailed && arrivesBy(userId, until) });
  };
  for (const enrolment of world.enrolments.values()) {
    const edition = world.editions.get(enrolment.editionId)!;
    const isLive = ['open', 'running'].includes(edition.state) && edition.endsAt > now;
    if (enrolment.state === 'active' && isLive && enrolment.activatedAt && enrolment.activatedAt <= now) for (const said of onTheWay(world, edition, enrolment, asked(edition.id))) add(enrolment, said);
    if (['active', 'completed'].includes(enrolment.state) && isLive && enrolment.activatedAt) for (const said of meetings(edition, enrolment, asked(edition.id))) add(enrolment, said);
    if (enrolment.state === 'completed') for (const said of afterIt(edition, enrolment, asked(edition.id))) add(enrolment, said);
  }
  for (const { enrolmentId, ...certificate } of world.certificates) {
    const enrolment = world.enrolments.get(enrolmentId);
    if (!enrolment || certificate.fetchedAt || certificate.isOver || !certificate.isStored) continue;
    // That of a module is hers as soon as she has it; that of a course once she has completed it, and not taken up anew.
    if (enrolment.state !== 'completed' && !(certificate.kind === 'module' && ['active', 'expired'].includes(enrolment.state))) continue;
    const { now: at, since: from, hours } = asked(enrolment.editionId);
    const reached = lastAfter(certificate.issuedAt.getTime(), hours('certificate-unfetched'), at);
    if (reached && reached.moment > from) add(enrolment, ['certificate-unfetched', certificate.id, `${reached.hours}`]);
  }
  for (const { id, enrolmentId, expiresAt, isOver } of world.awards) {
    const enrolment = world.enrolments.get(enrolmentId);
    if (!enrolment || enrolment.state === 'withdrawn' || isOver || !expiresAt || expiresAt <= now) continue;
    const { now: at, since: from, hours } = asked(enrolment.editionId);
    const reached = lastBefore(expiresAt.getTime(), hours('credential-expiring'), at);
    if (reached && reached.moment > from) add(enrolment, ['credential-expiring', id, `${dayOf(expiresAt.getTime())}:${reached.hours}`]);
  }
  return found;
}

type Moment = Readonly<{ hours: number; moment: number }>;
/** Of some hours after (or before) an instant the last that has come. */
const lastAfter = (anchor: number, hours: readonly number[], now: number): Moment | undefined => latest(hours.map((each) => ({ hours: each, moment: anchor + each * HOUR })), now);
const lastBefore = (anchor: number, hours: readonly number[], now: number): Moment | undefined => latest(hours.map((each) => ({ hours: each, moment: anchor - each * HOUR })), now);
const latest = <Each extends Moment>(moments: readonly Each[], now: number): Each | undefined => moments.filter(({ moment }) => moment <= now).reduce<Each | undefined>((best, each) => (best && best.moment >= each.moment ? best : each), undefined);

function* onTheWay(world: World, edition: EditionRow, enrolment: EnrolmentRow, { now, since, hours }: Asked): Generator<Said> {
  const evidence = world.done.get(enrolment.id)?.evidence ?? [];
  const [start, came, last] = [edition.startsAt.getTime(), enrolment.activatedAt!.getTime(), enrolment.lastActiveAt?.getTime() ?? null];
  const isNow = (moment: number): boolean => moment <= now && moment > since;
  const opens = MODULES.map((_, index) => start + index * WEEK);
  const isComplete = (index: number): boolean => world.completed.has(`${enrolment.id} ${MODULES[index]!.key}`);
  const work = world.works.get(enrolment.id);
  const isHandedIn = work !== undefined && ['submitted', 'in-review', 'graded'].includes(work.state);
  const missing = MODULES.flatMap(({ needs }, index) => needs.filter((need) => !evidence.includes(need)).map((need) => ({ need, isOpen: opens[index]! <= now })));
  const isSomethingHers = missing.some(({ need, isOpen }) => isOpen && !(need.startsWith('plan') && isHandedIn));

  const starts = lastBefore(start, hours('edition-starts'), now);
  if (starts && now < start && isNow(starts.moment) && came <= starts.moment) yield ['edition-starts', enrolment.id, `${dayOf(start)}:${starts.hours}`];

  const begun = Math.max(start, came);
  const idle = lastAfter(begun, hours('not-started'), now);
  if (idle && last === null && start <= now && isSomethingHers && isNow(idle.moment)) yield ['not-started', enrolment.id, `${dayOf(begun)}:${idle.hours}`];

  const newest = opens.findLastIndex((at) => at <= now);
  if (newest >= 0 && isNow(opens[newest]!) && came < opens[newest]! && !isComplete(newest)) yield ['module-opened', `${enrolment.id}:${MODULES[newest]!.key}`, ''];

  const missed = latest(opens.flatMap((at, index) => hours('module-missed').map((each) => ({ index, hours: each, moment: at + each * HOUR }))), now);
  if (missed && isNow(missed.moment) && came <= opens[missed.index]! && last !== null && last > now - WEEK && !isComplete(missed.index)) yield ['module-missed', `${enrolment.id}:${MODULES[missed.index]!.key}`, `${missed.hours}`];

  const gone = last === null ? undefined : lastAfter(last, hours('away'), now);
  if (gone && isSomethingHers && came <= gone.moment && isNow(gone.moment)) yield ['away', enrolment.id, `${dayOf(last!)}:${gone.hours}`];

  const quiet = lastAfter(Math.max(last ?? 0, world.done.get(enrolment.id)?.latest.getTime() ?? 0), hours('nearly-there'), now);
  if (quiet && missing.length === 1 && isSomethingHers && came <= quiet.moment && isNow(quiet.moment)) yield ['nearly-there', enrolment.id, `${quiet.hours}`];

  const due = edition.deadlines['plan']?.submitBy ? Date.parse(edition.deadlines['plan'].submitBy) : Number.NaN;
  if (!(now < due) || evidence.includes('plan reviewed')) return;
  const draft = lastBefore(due, hours('draft-not-sent'), now);
  if (draft && work && ['draft', 'returned'].includes(work.state) && work.createdAt.getTime() <= draft.moment && isNow(draft.moment)) yield ['draft-not-sent', `${enrolment.id}:plan`, `${dayOf(due)}:${draft.hours}`];
  const ahead = lastBefore(due, hours('deadline'), now);
  if (ahead && !isHandedIn && came <= ahead.moment && isNow(ahead.moment)) yield ['deadline', `${enrolment.id}:plan`, `${dayOf(due)}:${ahead.hours}`];
}

/** For who has completed the course too: its webinar is optional, and may be still to come. */
function* meetings({ meetsAt, startsAt }: EditionRow, { id, activatedAt }: EnrolmentRow, { now, since, hours }: Asked): Generator<Said> {
  const meets = meetsAt?.getTime() ?? Number.NaN;
  const reached = lastBefore(meets, hours('live-event'), now);
  const isAhead = now < meets && startsAt.getTime() + WEEK <= meets;
  if (reached && isAhead && activatedAt!.getTime() <= reached.moment && reached.moment > since) yield ['live-event', `${id}:meet`, `${new Date(meets).toISOString().slice(0, 16)}:${reached.hours}`, meets];
}

function* afterIt(edition: EditionRow, { id, completedAt }: EnrolmentRow, { now, since, hours }: Asked): Generator<Said> {
  if (!['open', 'running', 'grading', 'closed'].includes(edition.state) || !completedAt) return;
  const reached = lastAfter(completedAt.getTime(), hours('survey'), now);
  if (reached && reached.moment > since) yield ['survey', id, `${reached.hours}`];
}

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
