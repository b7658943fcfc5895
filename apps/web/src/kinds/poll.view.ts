import { Injectable } from '@nestjs/common';
import { formatPercent, Messages } from '@academy/platform';
import { Polls, type PollView, type ThreadHead } from '@academy/discussions';
import { languageBeside } from '../learning/language';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';

/** What `templates/kinds/_poll.hbs` shows: the choice, and once it is told what the others chose. */
@Injectable()
export class PollViews {
  constructor(
    private readonly polls: Polls,
    private readonly messages: Messages,
  ) {}

  async of({ id, language }: Pick<ThreadHead, 'id' | 'language'>, userId: string, locale: string, form: FormState | undefined) {
    const poll = (await this.polls.of(id, userId))!;
    const typed = form && [form.values['options']].flat();
    return {
      href: `/threads/${id}/vote`,
      lang: languageBeside(language, locale),
      isMultiple: poll.isMultiple,
      isClosed: poll.isClosed,
      closesAt: poll.closesAt,
      hasVoted: poll.options.some(({ isMine }) => isMine),
      options: poll.options.map(({ key, words, isMine }) => ({ value: key, label: words, isChosen: typed ? typed.includes(key) : isMine })),
      result: this.result(poll, locale),
      form: formView(this.messages, locale, 'kinds', form ?? emptyForm()),
    };
  }

  private result({ voters, options }: PollView, locale: string) {
    if (voters === null) return null;
    const wordsFor = (votes: number) => this.messages.text(locale, 'kinds.votes', { count: votes, share: formatPercent(voters === 0 ? 0 : votes / voters, locale) });
    return { voters, max: Math.max(1, voters), bars: options.map(({ words, votes, isMine }) => ({ label: words, note: isMine ? this.messages.text(locale, 'kinds.yourChoice') : null, words: wordsFor(votes ?? 0), value: votes ?? 0 })) };
  }
}
export type PollShown = Awaited<ReturnType<PollViews['of']>>;
