import { Injectable } from '@nestjs/common';
import type { Transaction } from '@academy/platform';
import type { AssignmentActivity, Pool } from '../assignments.service';
import type { Asking } from './asking.queries';
import { ENDGAME_WORKS, EndgameLending } from './endgame.service';
import { languageOrder, languagesFor, type LanguageView } from './languages.rules';
import { canAvoidMutual, stillOwes } from './lending.rules';
import { type Kind, lendNeediest, type Search, topsOf } from './lending.statements';
import type { KnownState } from './pool.states';

/** `isComplete`: no more works are to come. `isHelper`: from another edition of the course. */
export type Wish = Readonly<{
  pool: Pool;
  asking: Asking;
  enrolmentId: string;
  state: KnownState;
  isHelper: boolean;
  isComplete: boolean;
  activity: Pick<AssignmentActivity, 'reviewsToGive' | 'reviewsWanted'>;
}>;

/** Which work somebody is lent. With many open ones an index knows the neediest; the last ones are weighed one by one. */
@Injectable()
export class WorkChoice {
  constructor(private readonly endgame: EndgameLending) {}

  /** Lends a work and answers the review, or null where there is nothing for her now. */
  async lend(tx: Transaction, wish: Wish): Promise<string | null> {
    const { pool, asking, state, activity } = wish;
    const owed = wish.isHelper ? 0 : stillOwes(asking, activity.reviewsToGive);
    const kind: Kind = owed > 0 ? 'peer' : 'volunteer';
    const avoids = canAvoidMutual(state.people, activity.reviewsWanted) ? asking.avoids : [];
    const views = languagesFor(asking.reads, state);
    const open = state.demands.filter(({ language }) => asking.reads.includes(language)).reduce((sum, { openWorks }) => sum + openWorks, 0);
    if (open <= ENDGAME_WORKS) {
      // Others' languages matter too: who could take a work here may be needed there.
      const others = state.openWorks <= ENDGAME_WORKS ? state.demands.map(({ language }) => language) : [];
      const languages = [...new Set([...asking.reads, ...others])];
      const lent = await this.endgame.lend(tx, pool, asking, { languages, kind, enrolmentId: wish.enrolmentId, owed, avoids, isComplete: wish.isComplete });
      if (lent !== 'too-many') return lent;
    }
    return this.lendOfMany(tx, wish, views, kind, avoids);
  }

  private async lendOfMany(tx: Transaction, { pool, asking, enrolmentId }: Wish, views: readonly LanguageView[], kind: Kind, avoids: readonly string[]): Promise<string | null> {
    const lend = async (languages: readonly string[], search: Omit<Search, 'languages'>): Promise<string | null> =>
      languages.length === 0 ? null : lendNeediest(tx, pool, asking, { languages, ...search }, { enrolmentId, kind });
    const rather = { avoids, school: asking.school, onlyOverdue: false };
    const ordered = await this.inOrder(tx, pool, asking, views, rather, kind);
    const short = ordered.filter((language) => kind === 'peer' || views.some((view) => view.language === language && view.isShort));
    const overdue = views.filter(({ hasOverdue }) => hasOverdue).sort((one, other) => one.losses - other.losses || other.tightness - one.tightness).map(({ language }) => language);
    return (
      (await lend(short, rather)) ??
      (kind === 'volunteer' ? await lend(overdue, { ...rather, onlyOverdue: true }) : null) ??
      (await lend(overdue, { avoids: [], school: null, onlyOverdue: true }))
    );
  }

  /** One language needs no comparison. */
  private async inOrder(tx: Transaction, pool: Pool, asking: Asking, views: readonly LanguageView[], search: Omit<Search, 'languages'>, kind: Kind): Promise<string[]> {
    const languages = views.map(({ language }) => language);
    if (languages.length === 1) return languages;
    return languageOrder(views, await topsOf(tx, pool, asking, { languages, ...search }), kind === 'volunteer');
  }
}
