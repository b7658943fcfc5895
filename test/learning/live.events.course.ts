import type { Person, RunningAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { Visitor } from '../support/visitor';
import { must, openEdition, publishCourse, publishVersion } from '../support/world';
import { PASSWORD } from '../support/academy';

export const HOUR = 3_600_000;
export const LINK = 'https://meet.example.org/of-the-course';

/** A course with a page and a webinar, both required, and what else is wanted. */
export const modulesWith = (event: Json, others: Json[] = []): Json[] => [
  {
    key: 'm1',
    title: 'Meet',
    sections: [
      {
        key: 's1',
        title: 'Meet',
        activities: [
          { key: 'read', kind: 'page', title: 'Before we meet', markdown: 'Bring a count.' },
          { key: 'meet', kind: 'live-event', title: 'We meet', description: 'Bring **one** count.', durationMinutes: 60, url: LINK, ...event },
          ...others,
        ],
      },
    ],
  },
];

/** The same without the webinar. */
export const modulesWithout = (): Json[] => modulesWith({}).map(({ sections: [section], ...module }) => ({ ...module, sections: [{ ...section, activities: section.activities.filter(({ key }: Json) => key !== 'meet') }] }));

/** One edition with a webinar, run by a coordinator; people who take part in it. */
export class LiveStage {
  private constructor(
    readonly academy: RunningAcademy,
    private readonly designer: Person,
    readonly coordinator: Person,
    readonly courseId: string,
    readonly editionId: string,
  ) {}

  static async build(academy: RunningAcademy, event: Json, edition: object = {}, others: Json[] = []): Promise<LiveStage> {
    const [designer, coordinator] = [await academy.designer(), await academy.coordinator()];
    const { courseId } = await publishCourse(designer, undefined, modulesWith(event, others));
    return new LiveStage(academy, designer, coordinator, courseId, await openEdition(coordinator, courseId, academy.clock.now(), edition));
  }

  /** Whole hours from now. */
  in = (hours: number): Date => new Date(this.academy.clock.now().getTime() + hours * HOUR);

  async teacher(wanted: object = {}): Promise<Person & { enrolmentId: string; path: string }> {
    const person = await this.academy.person(wanted);
    const enrolmentId = must(await person.api.post(`/editions/${this.editionId}/enrolments`), 201).body.id as string;
    must(await person.api.get(`/enrolments/${enrolmentId}/activities/read`), 200);
    return { ...person, enrolmentId, path: `/enrolments/${enrolmentId}/activities/meet` };
  }

  async visitor({ email }: Person): Promise<Visitor> {
    const visitor = new Visitor(this.academy.api.base);
    await visitor.signIn(email, PASSWORD);
    return visitor;
  }

  /** Moves the edition to a version of its course with these modules. */
  async moveTo(version: number, modules: Json[]): Promise<void> {
    await publishVersion(this.designer, this.courseId, modules);
    must(await this.coordinator.api.patch(`/editions/${this.editionId}`, { version }), 200);
  }

  /** What the edition says of the event from now on. */
  async say(own: object): Promise<void> {
    must(await this.coordinator.api.patch(`/editions/${this.editionId}`, { liveEvents: { meet: own } }), 200);
  }
}

/** The fields of a calendar file with one entry, as a calendar program reads them. Throws for lines that are too long. */
export function readCalendar(file: string): Record<string, string> {
  for (const line of file.split('\r\n')) if (Buffer.byteLength(line) > 75) throw new Error(`Too long: ${line}`);
  const lines = file.replace(/\r\n[ \t]/g, '').trimEnd().split('\r\n');
  const fields = lines.filter((line) => !/^(BEGIN|END):/.test(line)).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).replace(/\\([\\;,nN])/g, '$1')] as const);
  return Object.fromEntries(fields);
}
