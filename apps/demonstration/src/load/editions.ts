import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Awards, Badges, type NewBadge } from '@academy/credentials';
import { Versions } from '@academy/courses';
import { Editions, type EditionState, type NewEdition } from '@academy/editions';
import { Enrolments } from '@academy/enrolments';
import { type DemoPath, type DemoPerson } from '../people';
import { seeded } from '../people/seeded';
import { History } from './history';
import { Learner } from './learner';
import { Surveying } from './surveying';

const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;

export type Resident = DemoPerson & { id: string };
type Run = { courseId: string; name: string; startsAt: Date; weeks: number; seats?: number; languages: string[]; release: NewEdition['release']['mode']; selfPaced?: boolean; coordinatorId: string; deadlines?: NewEdition['deadlines']; liveEvents?: NewEdition['liveEvents']; enrolWeeks?: number; areWorksWaived?: boolean };

/** Editions with their people: one long over, one running, one that anybody can enrol in. */
@Injectable()
export class EditionLoader {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly versions: Versions,
    private readonly editions: Editions,
    private readonly enrolments: Enrolments,
    private readonly learner: Learner,
    private readonly surveying: Surveying,
    private readonly badges: Badges,
    private readonly awards: Awards,
  ) {}

  /** Creates an edition five weeks before it starts, and opens it. */
  async open(run: Run): Promise<string> {
    await this.history.set(new Date(run.startsAt.getTime() - 5 * WEEK));
    const endsAt = new Date(run.startsAt.getTime() + run.weeks * WEEK + 2 * DAY);
    const id = await this.editions.create(
      run.courseId,
      {
        name: run.name,
        enrolFrom: new Date(run.startsAt.getTime() - 4 * WEEK).toISOString(),
        enrolUntil: new Date(run.selfPaced ? endsAt.getTime() - 4 * WEEK : run.startsAt.getTime() + (run.enrolWeeks ?? 4) * WEEK).toISOString(),
        startsAt: run.startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        ...(run.seats === undefined ? {} : { seats: run.seats }),
        release: { mode: run.release },
        deadlines: run.deadlines ?? {},
        liveEvents: run.liveEvents ?? {},
        languages: run.languages,
        selfPaced: run.selfPaced ?? false,
      },
      run.coordinatorId,
    );
    await this.editions.moveTo(id, 'open', run.coordinatorId);
    return id;
  }

  /** Writes down how a person takes part: enrols before the start, then learns as far as the path says. */
  takePart(editionId: string, run: Run, person: Resident, path: DemoPath, until: Date): void {
    const chance = seeded([...person.key].reduce((sum, sign) => sum * 31 + sign.codePointAt(0)!, 7));
    const enrolledAt = new Date(run.startsAt.getTime() - (1 + chance() * 24) * DAY);
    this.history.at(enrolledAt, async () => {
      const enrolmentId = await this.learner.enrol(editionId, person.id);
      const { id: versionId } = (await this.versions.latest(run.courseId))!;
      const outline = await this.versions.outline(versionId);
      const openings = outline.modules.map((_, index) => new Date(run.startsAt.getTime() + (run.release === 'weekly' ? index * WEEK : 0)));
      const activities = reached(this.learner.activitiesOf(outline), path);
      const stop = path.state === 'away' ? new Date(until.getTime() - path.days * DAY) : until;
      const learning = { enrolmentId, versionId, courseId: run.courseId, activities, person: person.key, chance, waivedBy: run.areWorksWaived ? run.coordinatorId : null };
      this.learner.plan(learning, openings, stop);
      if (path.state === 'finished') this.history.at(stop, async () => (await this.hasCompleted(enrolmentId)) && this.learner.reward(learning));
      this.surveying.plan({ enrolmentId, person, path, begun: openings[0]!, stop });
      if (path.state === 'withdrawn') this.history.at(stop, () => this.enrolments.withdraw(enrolmentId));
    });
  }

  private async hasCompleted(enrolmentId: string): Promise<boolean> {
    return (await this.database.one(`SELECT id FROM enrolment WHERE id = $1 AND state = 'completed'`, [enrolmentId])) !== null;
  }

  /** Moves an edition through its states, each on a day. */
  pass(editionId: string, states: [EditionState, Date][], coordinatorId: string): void {
    for (const [state, at] of states) {
      this.history.at(at, async () => {
        await this.editions.moveTo(editionId, state, coordinatorId);
        if (state === 'closed') await this.enrolments.expire(editionId);
      });
    }
  }

  /** A badge that coordinators give by hand, with skills and a term, given to three who helped, each with what she did. */
  thank(editionId: string, courseId: string, coordinatorId: string, at: Date): void {
    this.history.at(at, async () => {
      const badge = await this.badges.create(courseId, HELPFUL, coordinatorId);
      const helpers = await this.database.query<{ id: string }>(`SELECT id FROM enrolment WHERE edition_id = $1 AND state = 'completed' ORDER BY id LIMIT 3`, [editionId]);
      for (const { id } of helpers) await this.awards.award(badge.id, id, coordinatorId, [{ title: 'Answers in the discussions', text: 'Answered questions of colleagues in the second and third week, and met them online once.', url: null }]);
    });
  }
}

const HELPFUL: NewBadge = {
  name: 'Helpful colleague',
  description: 'For teachers who helped others in the course to find their way.',
  criteria: '- Answered at least five questions of colleagues\n- Was thanked for it by at least two of them',
  trigger: 'manual',
  design: { shape: 'hexagon', colour: 'plum', icon: 'heart' },
  skills: [
    { framework: 'DigCompEdu', version: '2017', code: '1.2', name: 'Professional collaboration', level: 'B2' },
    { framework: 'DigCompEdu', version: '2017', code: '3.3', name: 'Collaborative learning', level: 'B1' },
  ],
  validMonths: 36,
};

/** The activities that someone on this path has done. */
function reached<A extends { module: number }>(activities: A[], path: DemoPath): A[] {
  if (path.state === 'not-started') return [];
  if (path.state === 'finished') return activities;
  const current = activities.filter(({ module }) => module === path.module - 1);
  return [...activities.filter(({ module }) => module < path.module - 1), ...current.slice(0, Math.floor(current.length * path.progress))];
}
