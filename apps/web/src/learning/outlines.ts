import { Injectable } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import { type EnrolmentView, LearningQueries } from '@academy/learning';
import { dueIn, ReviewFigures, type WorkStanding } from '@academy/reviews';
import { missingLines, type ToldEnrolment } from './missing';
import { outlineView, type OutlineView } from './outline.view';

/** An enrolment's outline with what is missing in words, and the dates of peer review. */
@Injectable()
export class Outlines {
  constructor(
    private readonly learning: LearningQueries,
    private readonly figures: ReviewFigures,
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

  /** The same as pages show it. */
  async page(enrolmentId: string, locale: string, timeZone: string): Promise<OutlineView> {
    return outlineView(await this.enrolment(enrolmentId, locale, timeZone), locale, this.clock.now());
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
