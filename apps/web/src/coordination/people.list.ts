import { Injectable } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { BadgeQueries, type BadgeSummary } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import { ENROLMENT_STATES, EnrolmentQueries } from '@academy/enrolments';
import type { FormState } from '../views/forms';
import { Page } from '../views/page';
import { formWords } from './form.words';
import { countryName, isFiltered, participantsOf, type PeopleFilter, queryOf } from './people.filter';

type Count = { state: string; country: string; count: number };

const PER_PAGE = 50;

/** One page of an edition's people, to look through and to tick. */
@Injectable()
export class PeopleList {
  constructor(
    private readonly queries: EditionQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly badges: BadgeQueries,
    private readonly messages: Messages,
  ) {}

  async page(id: string, filter: PeopleFilter, locale: string, form: FormState): Promise<Page> {
    const edition = found(await this.queries.view(id), 'edition');
    const [people, counts, badges] = await Promise.all([
      this.enrolments.participants(id, participantsOf(filter), PER_PAGE, filter.cursor),
      this.queries.peopleCounts(id),
      this.badges.ofCourse(edition.course.id),
    ]);
    const address = `/coordination/editions/${id}/people`;
    const { ticked, cursor, ...lasting } = filter;
    const tickedIds = ticked ? people.items.map(({ enrolmentId }) => enrolmentId) : [form.values['enrolmentIds'] ?? []].flat();
    return new Page('coordination/people', {
      edition,
      filter,
      people: people.items.map((person) => ({ ...person, isTicked: tickedIds.includes(person.enrolmentId) })),
      states: this.states(locale, counts),
      countries: countriesOf(locale, counts),
      hasPeople: counts.length > 0,
      address,
      reset: isFiltered(filter) ? address : null,
      query: queryOf({ ...lasting, cursor }),
      tickAll: address + queryOf({ ...lasting, cursor, ticked: 'page' }),
      tickNone: address + queryOf({ ...lasting, cursor }),
      areAllTicked: ticked === 'page',
      everyone: `/coordination/editions/${id}/awards/everyone${queryOf(lasting)}`,
      first: cursor ? address + queryOf(lasting) : null,
      next: people.nextCursor ? address + queryOf({ ...lasting, cursor: people.nextCursor }) : null,
      badges: choicesOf(this.messages, locale, badges),
      form: formWords(this.messages, locale, form),
    });
  }

  private states(locale: string, counts: Count[]) {
    return ENROLMENT_STATES.map((value) => ({
      value,
      label: this.messages.text(locale, 'coordination.filterChoice', { label: this.messages.text(locale, `coordination.enrolment-${value}`), count: sumOf(counts, 'state', value) }),
    }));
  }
}

/** Badges to choose from; a retired one is still revoked, and says that it is retired. */
export const choicesOf = (messages: Messages, locale: string, badges: BadgeSummary[]): { value: string; label: string }[] =>
  badges.map(({ id, name, retiredAt }) => ({ value: id, label: retiredAt ? messages.text(locale, 'badges.retiredChoice', { name }) : name }));

function countriesOf(locale: string, counts: Count[]): { value: string; label: string }[] {
  const numbers = new Intl.NumberFormat(locale);
  return [...new Set(counts.map(({ country }) => country))]
    .map((value) => ({ value, label: `${countryName(locale, value)} (${numbers.format(sumOf(counts, 'country', value))})` }))
    .sort((a, b) => new Intl.Collator(locale).compare(a.label, b.label));
}

const sumOf = (counts: Count[], by: 'state' | 'country', value: string): number => counts.filter((each) => each[by] === value).reduce((sum, { count }) => sum + count, 0);
