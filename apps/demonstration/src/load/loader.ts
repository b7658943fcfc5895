import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, defineFact, record } from '@academy/platform';
import { grantRole } from '@academy/people';
import { Reminders } from '@academy/reminders';
import { ReviewRounds } from '@academy/reviews';
import { demonstrationCourses } from '../course';
import { cohort, type DemoPath, type DemoPerson, draftScenarios, earlyScenarios, lateScenarios } from '../people';
import { z } from 'zod';
import { Accounts } from './accounts';
import { CourseLoader } from './courses';
import { Discussions } from './discussions';
import { EditionLoader, type Resident } from './editions';
import { History } from './history';
import { Mailboxes } from './mailboxes';
import { Paperwork } from './paperwork';
import { PeerReview } from './peer.review';
import { Reminding } from './reminding';
import { Showcase } from './showcase';
import { Surveying } from './surveying';
import { Webinars, webinarsOf } from './webinars';
import { Wishing } from './wishing';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Written last: without it, the loading was cut short. */
const DemonstrationLoaded = defineFact('demonstration.loaded', z.object({}));
/** The cohort is the same on every machine. */
const SEED = 20_260;
const ASSIGNMENT = 'learning-scenario';
/** In which the people of the running edition write and discuss. */
const LANGUAGES = ['bg', 'de', 'el', 'en', 'es', 'fi', 'fr', 'it', 'pl', 'pt', 'ro'];

/** Loads the demonstration once: people, courses, three editions of the main one, and what happened in them. */
@Injectable()
export class Loader {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly accounts: Accounts,
    private readonly courses: CourseLoader,
    private readonly editions: EditionLoader,
    private readonly paperwork: Paperwork,
    private readonly peerReview: PeerReview,
    private readonly discussions: Discussions,
    private readonly showcase: Showcase,
    private readonly rounds: ReviewRounds,
    private readonly reminders: Reminders,
    private readonly reminding: Reminding,
    private readonly surveying: Surveying,
    private readonly wishing: Wishing,
    private readonly mailboxes: Mailboxes,
    private readonly webinars: Webinars,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers false where it was loaded before. */
  async load(): Promise<boolean> {
    if (await this.isLoaded()) return false;
    if (await this.accounts.areThere()) await this.clear();
    const now = await this.history.present();
    const monday = lastMonday(now);
    await this.history.set(new Date(monday.getTime() - 120 * WEEK));
    const team = await this.accounts.open();
    const residents: Resident[] = [];
    for (const person of cohort(SEED)) residents.push({ ...person, id: await this.accounts.resident(person) });
    const [street, screens, sources] = demonstrationCourses(this.config.root);
    // The catalogue shows what was published last first.
    const sourcesId = await this.courses.publish(sources!, team.designer);
    const screensId = await this.courses.publish(screens!, team.designer);
    await this.history.set(new Date(monday.getTime() - 30 * WEEK));
    const streetId = await this.courses.publish(street!, team.designer);

    const coordinatorId = team.coordinator;
    await this.paperwork.prepare(streetId, new Date(monday.getTime() - 30 * WEEK), team.admin, coordinatorId);
    const teacher = teacherOf(team.teacher);
    const base = { courseId: streetId, weeks: 5, languages: ['en'], release: 'weekly' as const, coordinatorId };

    const past = { ...base, areWorksWaived: true, ...starting(new Date(monday.getTime() - 24 * WEEK)) };
    const pastId = await this.editions.open({ ...past, liveEvents: webinarsOf(past.startsAt) });
    this.webinars.hold(pastId, past.startsAt, now, coordinatorId, null);
    const pastEnd = new Date(past.startsAt.getTime() + 5 * WEEK + DAY);
    residents.slice(20, 44).forEach((person, index) => this.editions.takePart(pastId, past, person, pastPath(index), pastEnd));
    this.editions.pass(pastId, [['running', past.startsAt], ['grading', new Date(pastEnd.getTime() + DAY)], ['closed', new Date(pastEnd.getTime() + 2 * DAY)], ['archived', new Date(pastEnd.getTime() + 9 * DAY)]], coordinatorId);
    this.editions.thank(pastId, streetId, coordinatorId, new Date(pastEnd.getTime() + DAY));

    const running = { ...base, languages: LANGUAGES, ...starting(new Date(monday.getTime() - 4 * WEEK)), weeks: 6, enrolWeeks: 5, deadlines: deadlinesAround(monday) };
    const runningId = await this.editions.open({ ...running, liveEvents: webinarsOf(running.startsAt) });
    this.webinars.hold(runningId, running.startsAt, now, coordinatorId, teacher.id);
    await grantRole(this.database.source.manager, team.moderator, { role: 'moderator', scope: 'edition', id: runningId });
    for (const person of residents) this.editions.takePart(runningId, running, person, runningPath(person), now);
    this.editions.takePart(runningId, running, teacher, { state: 'learning', module: 4, progress: 0.7 }, now);
    const people = new Map([...[...residents, teacher].map(({ key, id }) => [key, id] as const), ['coordinator', team.coordinator], ['moderator', team.moderator]]);
    this.peerReview.plan({ editionId: runningId, activityKey: ASSIGNMENT, opened: new Date(monday.getTime() - WEEK), now, people, coordinatorId });
    this.editions.pass(runningId, [['running', running.startsAt]], coordinatorId);
    this.reminding.plan({ editionId: runningId, startsAt: running.startsAt, now, coordinatorId });
    const place = (spaceId: string, { startsAt }: { startsAt: Date }, until: Date) => ({ spaceId, startsAt, until, people });
    this.discussions.plan({ running: place(runningId, running, now), archived: place(pastId, past, pastEnd), course: place(streetId, running, now) });

    const next = { ...base, ...starting(new Date(monday.getTime() + 3 * WEEK)), seats: 12 };
    const nextId = await this.editions.open({ ...next, liveEvents: webinarsOf(next.startsAt) });
    for (const person of residents.slice(0, 15)) this.editions.takePart(nextId, next, person, { state: 'not-started' }, now);

    const short = { courseId: screensId, name: 'Any time', startsAt: new Date(monday.getTime() - 12 * WEEK), weeks: 52, languages: ['en'], release: 'all' as const, selfPaced: true, coordinatorId };
    const shortId = await this.editions.open(short);
    this.editions.takePart(shortId, short, teacher, { state: 'finished' }, new Date(monday.getTime() - 9 * WEEK));
    for (const person of residents.slice(44, 52)) this.editions.takePart(shortId, short, person, { state: 'finished' }, new Date(monday.getTime() - 6 * WEEK));
    const early = { courseId: sourcesId, name: 'Winter', startsAt: new Date(monday.getTime() - 100 * WEEK), weeks: 20, languages: ['de'], release: 'all' as const, selfPaced: true, coordinatorId };
    const earlyId = await this.editions.open(early);
    this.editions.takePart(earlyId, early, teacher, { state: 'finished' }, new Date(monday.getTime() - 96 * WEEK));
    await this.editions.open({ courseId: sourcesId, name: 'Jederzeit', startsAt: new Date(monday.getTime() - 2 * WEEK), weeks: 52, languages: ['de'], release: 'all', selfPaced: true, coordinatorId });

    await this.history.play();
    await this.surveying.settle();
    await this.paperwork.mixUpName(runningId);
    await this.rounds.sweep();
    await this.showcase.set(team.teacher, coordinatorId);
    await this.sealThePast();
    await this.wishing.choose(team.teacher, residents);
    await this.mailboxes.fail(residents);
    await record(this.database.source.manager, DemonstrationLoaded, {});
    return true;
  }

  private async isLoaded(): Promise<boolean> {
    return (await this.database.one('SELECT id FROM fact WHERE kind = $1', [DemonstrationLoaded.name])) !== null;
  }

  /** What a loading that was cut short left behind goes; everything that hangs on people and courses with it. */
  private async clear(): Promise<void> {
    await this.database.query('TRUNCATE users, course, mail, fact, fact_delivery, demo_mail, mail_preference, mail_suppression, mail_rhythm, mail_week, status_list, search_word CASCADE');
  }

  /** What happened sends no mails: its deliveries are done, and reminders of the past are written down as not sent. */
  private async sealThePast(): Promise<void> {
    await this.database.query('UPDATE fact_delivery SET done_at = clock_timestamp() WHERE done_at IS NULL');
    await this.reminders.sweep();
    await this.reminding.settle();
    await this.database.query(`UPDATE mail SET state = 'suppressed', reason = 'before-demonstration' WHERE state = 'pending'`);
  }
}

/** Whoever writes a scenario has come to the module that asks for it. */
function runningPath({ key, path }: DemoPerson): DemoPath {
  const hasWritten = [...earlyScenarios, ...lateScenarios, ...draftScenarios].some(({ person }) => person === key);
  const isThere = path.state === 'finished' || (path.state === 'learning' && path.module === 4);
  return hasWritten && !isThere ? { state: 'learning', module: 4, progress: 0.7 } : path;
}

/** Of the edition that is running: a week and a day to hand in, five days more to review. */
const deadlinesAround = (monday: Date) => {
  const evening = (days: number) => new Date(monday.getTime() + days * DAY + 14 * HOUR).toISOString();
  return { [ASSIGNMENT]: { submitBy: evening(8), graceHours: 24, reviewBy: evening(13) } };
};

const teacherOf = (id: string): Resident => ({ ...cohort(SEED)[0]!, key: 'teacher', id });

/** Of those who took part in spring: ten finished, the others stopped somewhere. */
function pastPath(index: number): DemoPath {
  if (index % 12 < 5) return { state: 'finished' };
  if (index % 12 < 7) return { state: 'not-started' };
  return { state: 'learning', module: ((index % 3) + 1) as 1 | 2 | 3, progress: 0.5 };
}

/** Editions are called by the month in which they start. */
const starting = (startsAt: Date) => ({ startsAt, name: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(startsAt) });

/** Monday, 8:00 UTC, of the week that the instant lies in. */
function lastMonday(now: Date): Date {
  const day = (now.getUTCDay() + 6) % 7;
  const monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - day, 8));
  return monday > now ? new Date(monday.getTime() - WEEK) : monday;
}
