import { Injectable } from '@nestjs/common';
import { Clock, localOf, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { APPEAL_OUTCOMES, decisionsFor, LONGEST_MUTE, ModerationQueue, postHtml, type QueuedCase, type QueueView } from '@academy/discussions';
import { dated } from '../moderation/dated';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import { Page } from '../views/page';
import { PHRASES } from './civility.forms';
import { type Scene, Scenes } from './civility.scene';

const VIEWS = ['open', 'appeals', 'decided'] as const;
const PER_PAGE = 20;
const DAY = 24 * 3_600_000;

/** What waits for moderators in one space, and one case of it alone. */
@Injectable()
export class QueuePage {
  constructor(
    private readonly scenes: Scenes,
    private readonly queue: ModerationQueue,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  async page(spaceId: string, view: QueueView, cursor: string | undefined, me: Actor, locale: string): Promise<Page> {
    const [scene, cases, waiting] = await Promise.all([this.scenes.of(spaceId), this.queue.of(spaceId, view, PER_PAGE, cursor), this.queue.waiting(spaceId)]);
    const address = `/discussions/${spaceId}/moderation`;
    const addressOf = (each: QueueView) => (each === 'open' ? address : `${address}?view=${each}`);
    return new Page('civility/queue', {
      scene,
      view,
      views: VIEWS.map((each) => ({ label: this.messages.text(locale, `civility.view-${each}`), href: addressOf(each), isCurrent: each === view, count: each === 'decided' ? 0 : waiting[each] })),
      cases: cases.items.map((each) => this.shown(each, scene, me, locale, emptyForm())),
      ...this.fields(me, locale),
      first: cursor ? addressOf(view) : null,
      next: cases.nextCursor ? `${address}?${new URLSearchParams({ ...(view === 'open' ? {} : { view }), cursor: cases.nextCursor }).toString()}` : null,
    });
  }

  /** One case by itself: where a mail leads, and what a refused form shows. */
  async alone(caseId: string, me: Actor, locale: string, form: FormState): Promise<Page> {
    const { spaceId, ...queued } = await this.queue.one(caseId);
    const scene = await this.scenes.of(spaceId);
    return new Page('civility/case', { scene, case: this.shown(queued, scene, me, locale, form), ...this.fields(me, locale) });
  }

  /** What all forms of decisions offer. */
  fields(me: Actor, locale: string) {
    const now = this.clock.now();
    return {
      phrases: PHRASES.map((value) => ({ value, label: this.messages.text(locale, `civility.phrase-${value}`) })),
      firstDay: localOf(now, me.timeZone).slice(0, 10),
      lastDay: localOf(new Date(now.getTime() + (LONGEST_MUTE - 1) * DAY), me.timeZone).slice(0, 10),
    };
  }

  shown(queued: QueuedCase, scene: Scene, me: Actor, locale: string, form: FormState) {
    const html = (markdown: string | null) => (markdown === null ? null : postHtml(markdown, scene));
    const age = Math.floor((this.clock.now().getTime() - queued.author.since.getTime()) / DAY);
    return {
      ...dated(queued),
      author: { name: queued.author.displayName, days: age, isNew: age < 3 },
      rendered: html(queued.markdown),
      formerlyRendered: html(queued.formerly),
      beforeRendered: html(queued.before),
      isMine: queued.author.id === me.userId,
      decisions: this.decisions(queued, locale, form),
      outcomes: APPEAL_OUTCOMES.map((value) => ({ value, label: this.messages.text(locale, `civility.outcome-${value}`), isChosen: form.values['outcome'] === value })),
      mayAnswer: can(me, 'edition.run', scene),
      form: formView(this.messages, locale, 'civility', form),
    };
  }

  decisions({ postState, reports }: Pick<QueuedCase, 'postState' | 'reports'>, locale: string, form: FormState) {
    const text = (key: string) => this.messages.text(locale, `civility.${key}`);
    return decisionsFor(postState, reports.length > 0).map((value) => ({ value, label: text(`decision-${value}`), hint: text(`decision-${value}-hint`), isChosen: form.values['decision'] === value }));
  }
}
