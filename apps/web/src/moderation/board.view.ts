import { Injectable } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { EditionQueries } from '@academy/editions';
import { Assignments, BoardLists, BoardQueries, type BoardSubmission, NEEDS, REVIEWER_NEEDS, SUBMISSION_STATES } from '@academy/reviews';
import type { FormView } from '../views/form.view';
import { Page } from '../views/page';
import { type BoardView, queryOf, VIEWS } from './board.filter.view';

const PER_PAGE = 50;

/** The board of one assignment. */
@Injectable()
export class BoardPage {
  constructor(
    private readonly editions: EditionQueries,
    private readonly assignments: Assignments,
    private readonly queries: BoardQueries,
    private readonly lists: BoardLists,
    private readonly messages: Messages,
  ) {}

  /** What permission is asked of. */
  async scopeOf(editionId: string): Promise<{ editionId: string; courseId: string }> {
    return { editionId, courseId: found(await this.editions.courseOf(editionId), 'edition') };
  }

  async page(id: string, key: string, view: BoardView, locale: string, me: Actor, form: FormView): Promise<Page> {
    const { activity, reviewBy, courseId } = await this.assignments.find(id, key);
    const [edition, summary, list] = await Promise.all([this.editions.view(id), this.queries.summary(id, key), this.list(id, key, view)]);
    const address = `/coordination/editions/${id}/assignments/${key}`;
    const { cursor, ticked, ...lasting } = view;
    const tickedIds = [form.values['submissionIds'] ?? []].flat();
    const text = (name: string) => this.messages.text(locale, `moderation.${name}`);
    const choice = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: text(`${name}-${value}`) }));
    return new Page('moderation/board', {
      edition: found(edition, 'edition'),
      mayRun: can(me, 'edition.run', { editionId: id, courseId }),
      title: activity.title,
      isReleasedByHand: activity.release === 'after-moderation',
      reviewBy: reviewBy?.toISOString() ?? null,
      summary,
      address,
      key,
      view: view.view,
      filter: lasting,
      views: VIEWS.map((each) => ({ label: text(`view-${each}`), href: address + (each === 'works' ? '' : `?view=${each}`), isCurrent: each === view.view })),
      states: choice('state', SUBMISSION_STATES),
      needs: choice('need', NEEDS),
      whos: choice('who', REVIEWER_NEEDS),
      languages: summary.languages.map(({ language }) => ({ value: language, label: languageName(locale, language) })),
      reset: queryOf({ ...lasting, view: 'works' }) === '' ? null : address + queryOf({ view: view.view }),
      works: list.works.map((work) => ({ ...shown(work), isTicked: ticked === 'page' || tickedIds.includes(work.id) })),
      reviewers: list.reviewers,
      claims: list.claims,
      query: queryOf({ ...lasting, cursor }),
      tickAll: address + queryOf({ ...lasting, cursor, ticked: 'page' }),
      tickNone: address + queryOf({ ...lasting, cursor }),
      areAllTicked: ticked === 'page',
      first: cursor ? address + queryOf(lasting) : null,
      next: list.nextCursor ? address + queryOf({ ...lasting, cursor: list.nextCursor }) : null,
      form,
    });
  }

  private async list(id: string, key: string, { view, state, language, need, who, cursor }: BoardView) {
    const none = { works: [] as BoardSubmission[], reviewers: [] as unknown[], claims: [] as unknown[] };
    switch (view) {
      case 'works': {
        const page = await this.lists.submissions(id, key, { state, language, need }, PER_PAGE, cursor);
        return { ...none, works: page.items, nextCursor: page.nextCursor };
      }
      case 'reviewers': {
        const page = await this.lists.reviewers(id, key, { need: who }, PER_PAGE, cursor);
        return { ...none, reviewers: page.items, nextCursor: page.nextCursor };
      }
      case 'claims': {
        const page = await this.lists.claims(id, key, PER_PAGE, cursor);
        return { ...none, claims: page.items, nextCursor: page.nextCursor };
      }
    }
  }
}

/** A work as a line of the table. */
const shown = ({ authors, ...work }: BoardSubmission) => ({ ...work, who: authors.join(', '), isGraded: work.points !== null });

export const languageName = (locale: string, tag: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};
