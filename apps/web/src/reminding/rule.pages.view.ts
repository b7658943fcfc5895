import { Injectable } from '@nestjs/common';
import { EU_LOCALES, found, Messages } from '@academy/platform';
import { EditionQueries } from '@academy/editions';
import { EnrolmentQueries } from '@academy/enrolments';
import { type EffectiveRule, isReminderKind, type PreviewedMail, REMINDER_TRAITS, ReminderEffects, ReminderPreview, type ReminderRule, ReminderRules } from '@academy/reminders';
import { countries, languages } from '../account/choices';
import { type FormView, formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import { Page } from '../views/page';
import type { ReminderScope } from './reminder.scope';
import { isElsewhere, MOST_TIMES, type Shown as Asked, valuesOf } from './rule.form';
import { RuleWords } from './rule.words';
import { letterParagraphs, toldLine } from './letter.view';
import { timelineOf } from './timeline.view';

/** People named in the answer to who would get it now; and those whose mail can be shown where nobody would. */
const MOST_NAMED = 20;
const MOST_OFFERED = 50;

/** How the page of one rule is asked for: the language of its texts, the form as it was sent, and the rule as the form has it. */
type Shown = Asked & { form?: FormState; rule?: ReminderRule | null };
type Reader = Readonly<{ enrolmentId: string; displayName: string; editionId: string; edition?: string }>;
type Due = Readonly<{ count: number; people: readonly (Reader & { heldOut: boolean })[]; editions?: number; others?: number }>;

/** The two pages of reminders, for an edition and for a course. */
@Injectable()
export class RulePages {
  constructor(
    private readonly rules: ReminderRules,
    private readonly previews: ReminderPreview,
    private readonly effects: ReminderEffects,
    private readonly editions: EditionQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly messages: Messages,
  ) {}

  /** `courseHref`: the page for all editions, where whoever asks may change those too. */
  async list({ scope, address, course, edition }: ReminderScope, locale: string, courseHref: string | null = null): Promise<Page> {
    const [rules, figures] = await Promise.all([this.rules.of(scope), edition && this.effects.figures(edition.id)]);
    return new Page('reminding/list', {
      course,
      edition,
      kind: null,
      courseHref,
      name: edition?.name ?? course.title,
      whose: edition ? 'edition' : 'course',
      stretches: timelineOf(this.messages, locale, address, rules, figures),
    });
  }

  /** The rule in force. Throws NotFound for a kind that there is not. */
  async rule({ scope }: ReminderScope, kind: string): Promise<EffectiveRule> {
    return found((await this.rules.of(scope)).find((rule) => rule.kind === found(isReminderKind(kind) ? kind : null, 'reminder')), 'reminder');
  }

  /** The page of one rule. `rule`: as the form has it, null where the form does not fit. */
  async page(of: ReminderScope, kept: EffectiveRule, locale: string, shown: Shown): Promise<Page> {
    const language = shown.language ?? (kept.texts[locale] ? locale : (Object.keys(kept.texts)[0] ?? locale));
    const form = shown.form ?? emptyForm(valuesOf(kept, language));
    const words = new RuleWords(this.messages, locale);
    const rule = shown.rule === undefined ? kept : shown.rule;
    const { edition, course, address } = of;
    return new Page('reminding/rule', {
      edition,
      course,
      kind: kept.kind,
      name: edition?.name ?? course.title,
      list: address,
      address: `${address}/${kept.kind}`,
      title: words.title(kept.kind),
      about: words.about(kept.kind),
      when: words.when(rule ?? kept),
      who: words.who(kept),
      where: words.where(kept),
      isElsewhere: isElsewhere(kept),
      mayTellInApp: !isElsewhere(kept),
      only: words.only(rule ?? kept),
      mayHoldOut: REMINDER_TRAITS[kept.kind].mayHoldOut,
      ...this.fields(locale, kept, form, await this.countriesOf(of, kept, locale)),
      ...this.textChoices(rule ?? kept, language, course.language),
      resetTo: this.resetOf(of, kept),
      changedBy: kept.changedBy,
      changedAt: kept.changedAt,
      form: this.formWords(locale, form),
      example: of.example?.name ?? null,
      ...(await this.beside(of, rule, { ...shown, language })),
      figures: edition && (await this.figures(edition.id, kept, locale)),
    });
  }

  /** Whom the rule would reach now, and the mail of one of them, in the language whose words are written: of those who are due it, or where nobody is, of all of an edition. */
  private async beside({ edition, example, scope, mayRun }: ReminderScope, rule: ReminderRule | null, { person, language }: Shown & { language: string }) {
    if (!example) return { people: [], isFaulty: false, due: null, mail: null, told: null };
    const due: Due | null = rule && ('courseId' in scope ? await this.previews.dueInCourse(scope.courseId, rule, mayRun) : await this.previews.dueNow(scope.editionId, rule));
    const offered: readonly Reader[] = due && due.people.length > 0 ? due.people : await this.participants(example);
    const chosen = offered.find(({ enrolmentId }) => enrolmentId === person) ?? offered[0];
    const mail = rule && chosen && (await this.previews.mailFor(chosen.editionId, rule, chosen.enrolmentId, language));
    return {
      people: offered.map(({ enrolmentId, displayName, edition: name }) => ({ value: enrolmentId, label: name && !edition ? `${displayName} (${name})` : displayName })),
      isFaulty: rule === null,
      due: due && { editions: null, others: 0, ...due, isOn: rule?.isOn ?? false, people: due.people.slice(0, MOST_NAMED), more: Math.max(0, due.count - MOST_NAMED) },
      mail: rule && mail && chosen ? { to: chosen.displayName, edition: chosen.edition ?? example.name, language: rule.texts[language] ? language : this.messages.nearest(language, 'mail.greeting'), subject: mail.subject, paragraphs: letterParagraphs(mail.text) } : null,
      told: rule?.channels.inApp && mail ? this.told(rule, mail, language) : null,
    };
  }

  /** In the language that is shown, or the one of the pages that stands in for it. */
  private told({ kind }: ReminderRule, mail: PreviewedMail, language: string): { language: string; words: string } {
    const locale = this.messages.nearest(language, `notification.reminder-${kind}`);
    return { language: locale, words: toldLine(this.messages, locale, kind, mail) };
  }

  private async figures(editionId: string, kept: EffectiveRule, locale: string): Promise<string> {
    const { effects, recents } = await this.effects.figures(editionId);
    return new RuleWords(this.messages, locale).figures(kept, recents.find(({ kind }) => kind === kept.kind), effects.find(({ kind }) => kind === kept.kind));
  }

  /** Those who enrolled first, by name as those who are due. */
  private async participants({ id, name }: { id: string; name: string }): Promise<Reader[]> {
    const { items } = await this.enrolments.participants(id, {}, MOST_OFFERED);
    return items.map(({ enrolmentId, displayName }) => ({ enrolmentId, displayName, editionId: id, edition: name })).sort((one, other) => one.displayName.localeCompare(other.displayName));
  }

  private fields(locale: string, { kind, offsets }: EffectiveRule, { values, errors }: FormState, offered: { value: string; label: string }[]) {
    const text = (key: string) => this.messages.text(locale, `reminding.${key}`);
    const { timing } = REMINDER_TRAITS[kind];
    const isTimed = timing === 'before' || timing === 'after';
    const given = Array.from({ length: MOST_TIMES }, (_, index) => index + 1).filter((number) => values[`amount${number}`]).length;
    const chosen = (name: string) => [values[name] ?? []].flat();
    const many = Math.min(MOST_TIMES, Math.max(given, offsets.length) + 1);
    return {
      units: [{ value: 'days', label: text('unit-days') }, { value: 'hours', label: text('unit-hours') }],
      timesHint: isTimed ? text(`times-${timing}`) : null,
      times: isTimed ? Array.from({ length: many }, (_, index) => ({ number: index + 1, amount: `amount${index + 1}`, unit: `unit${index + 1}`, value: values[`amount${index + 1}`], chosen: values[`unit${index + 1}`] ?? 'days', error: errors[`amount${index + 1}`] ? text('error-amount') : null })) : [],
      countries: offered.map((choice) => ({ ...choice, isChosen: chosen('countries').includes(choice.value) })),
      languages: languages(locale).map((choice) => ({ ...choice, isChosen: chosen('languages').includes(choice.value) })),
    };
  }

  /** What is wrong, in words of its own for each field: boxes that were not ticked are not "missing". */
  private formWords(locale: string, form: FormState): FormView {
    const view = formView(this.messages, locale, 'reminding', form);
    const wordsFor = (field: string, general: string): string => {
      const key = `reminding.error-${field.split('.')[0]!.replace(/\d$/, '')}`;
      return this.messages.has(key) ? this.messages.text(locale, key) : general;
    };
    const summary = view.summary.map(({ field, message }) => ({ field, message: wordsFor(field, message) }));
    return { ...view, summary, errors: Object.fromEntries(summary.map(({ field, message }) => [field, message])) };
  }

  private textChoices({ kind, texts }: Pick<ReminderRule, 'kind' | 'texts'>, language: string, courses: string) {
    const written = [...new Set([...this.messages.supported, courses, ...Object.keys(texts), language])].sort();
    return { language, placeholders: REMINDER_TRAITS[kind].placeholders, written: written.map((code) => ({ code, isShown: code === language })), unwritten: EU_LOCALES.filter((code) => !written.includes(code)).map((code) => ({ code })) };
  }

  /** Those of the edition's people, and of a course all there are. */
  private async countriesOf({ edition }: ReminderScope, { audience }: EffectiveRule, locale: string): Promise<{ value: string; label: string }[]> {
    if (!edition) return countries(locale);
    const there = new Set([...(await this.editions.peopleCounts(edition.id)).map(({ country }) => country), ...audience.countries]);
    return countries(locale).filter(({ value }) => there.has(value));
  }

  /** What the rule falls back to where its own setting is taken back; null where it has none. */
  private resetOf({ edition }: ReminderScope, { origin }: EffectiveRule): 'course' | 'house' | null {
    if (edition) return origin === 'edition' ? 'course' : null;
    return origin === 'course' ? 'house' : null;
  }
}
