import { Injectable } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import { SpaceNewsQueries } from '@academy/discussions';
import { type EnrolmentView, LearningQueries } from '@academy/learning';
import { dueIn, ReviewFigures, type WorkStanding } from '@academy/reviews';
import { missingLines, type ToldEnrolment } from './missing';
import { outlineView, type OutlineView } from './outline.view';

/** Whoever takes part, or did, reads the discussions. */
const TALKING = new Set(['active', 'completed', 'expired']);

/** An enrolment's outline with what is missing in words, and the dates of peer review. */
@Injectable()
export class Outlines {
  constructor(
    private readonly learning: LearningQueries,
    private readonly figures: ReviewFigures,
    private readonly news: SpaceNewsQueries,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound. Asks for peer review only where something of it is missing. */
  async enrolment(enrolmentId: string, locale: string, timeZone: string): Promise<ToldEnrolment> {
    const view = await this.learning.enrolment(enrolmentId);
    const standings = view.missing.some(({ rule }) => rule === 'reviewed') ? await this.figures.standings(enrolmentId) : new Map<string, WorkStanding>();
    const telling = { messages: this.messages, locale, timeZone, standings };
    return { ...withDates(view, standings), missing: view.missing.map((missing) => ({ ...missing, lines: missingLines(missing, telling) })) };
  }

  /** The same as pages show it to a reader, with what is new in its discussions. */
  async page(enrolmentId: string, locale: string, { userId, timeZone }: { userId: string; timeZone: string }): Promise<OutlineView> {
    const enrolment = await this.enrolment(enrolmentId, locale, timeZone);
    const keys = enrolment.modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities.map(({ key }) => key)));
    const talk = TALKING.has(enrolment.state) ? await this.news.ofOutline(enrolment.edition.id, userId, keys) : null;
    return outlineView(enrolment, locale, this.clock.now(), talk);
  }
}

/** An assignment is due by the date for handing in, then by that for the reviews that are owed. */
function withDates(view: EnrolmentView, standings: ReadonlyMap<string, WorkStanding>): EnrolmentView {
  if (standings.size === 0) return view;
  const modules = view.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({
      ...section,
      activities: section.activities.map((activity) => {
        const standing = standings.get(activity.key);
        return standing ? { ...activity, dueAt: dueIn(standing) } : activity;
      }),
    })),
  }));
  return { ...view, modules };
}
