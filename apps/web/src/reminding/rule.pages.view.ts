import { Injectable } from '@nestjs/common';
import { EU_LOCALES, found, Messages } from '@academy/platform';
import { EditionQueries } from '@academy/editions';
import { type EffectiveRule, isReminderKind, REMINDER_TRAITS, ReminderEffects, type ReminderRule, ReminderRules } from '@academy/reminders';
import { countries, languages } from '../account/choices';
import { type FormView, formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import { Page } from '../views/page';
import type { ReminderScope } from './reminder.scope';
import { isElsewhere, MOST_TIMES, type Shown as Asked, valuesOf } from './rule.form';
import { RuleReach } from './rule.reach.view';
import { RuleWords } from './rule.words';
import { timelineOf } from './timeline.view';

/** How the page of one rule is asked for: the language of its texts, the form as it was sent, and the rule as the form has it. */
type Shown = Asked & { form?: FormState; rule?: ReminderRule | null };

/** The two pages of reminders, for an edition and for a course. */
@Injectable()
export class RulePages {
  constructor(
    private readonly rules: ReminderRules,
    private readonly reach: RuleReach,
    private readonly effects: ReminderEffects,
    private readonly editions: EditionQueries,
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
      ...(await this.reach.beside(of, rule, { ...shown, language })),
      figures: edition && (await this.figures(edition.id, kept, locale)),
    });
  }

  private async figures(editionId: string, kept: EffectiveRule, locale: string): Promise<string> {
    const { effects, recents } = await this.effects.figures(editionId);
    return new RuleWords(this.messages, locale).figures(kept, recents.find(({ kind }) => kind === kept.kind), effects.find(({ kind }) => kind === kept.kind));
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
