import type { Messages } from '@academy/platform';
import { type ActivityKind, LEVELS, type MediaView, SUBJECTS } from '@academy/courses';
import { type Choice, including, languages } from '../account/choices';
import { type FormView, formView } from '../views/form.view';
import type { FormState } from '../views/forms';
import { languageBeside } from '../learning/language';
import { type FieldSpec, listOf, textOf } from './fields';
import { LICENCES } from './head.fields';
import { rulesOf } from './item.fields';

type Box = Choice & { isChosen: boolean };
/** A field as `studio/_fields` shows it. */
export type ShownField = {
  name: string;
  control: FieldSpec['control'];
  label: string;
  hint: string | null;
  error: string | null;
  value: string;
  options: Choice[] | Box[];
  empty: string | null;
  rows: number;
  isRequired: boolean;
  isRare: boolean;
  isTicked: boolean;
  lang: string | null;
};
export type Surroundings = Readonly<{ locale: string; language: string; kind: ActivityKind | null; media: readonly MediaView[]; /** In whose time moments are. */ zone: string }>;

/** Fields that hold no words of the course. */
const WORDLESS = new Set(['url', 'captions', 'outcomes']);

/** The message for a field: of its kind alone, where there is one, for the same word may ask for another thing. */
function wordsOf(messages: Messages, what: 'field' | 'hint' | 'error', name: string, kind: ActivityKind | null): string | null {
  return [`studio.${what}-${kind}-${name}`, `studio.${what}-${name}`].find((key) => messages.has(key)) ?? null;
}

function hintOf(messages: Messages, control: FieldSpec['control'], name: string, { kind, locale, zone }: Surroundings): string | null {
  const key = wordsOf(messages, 'hint', name, kind);
  return key && messages.text(locale, key, control === 'time' ? { zone } : {});
}

/** A refused form in words: what is wrong somewhere within a field is said at the field. */
export function shownForm(messages: Messages, locale: string, state: FormState, kind: ActivityKind | null = null): FormView {
  const errors = Object.fromEntries(Object.entries(state.errors).map(([name, detail]) => [name.split('.')[0] ?? name, detail]));
  const view = formView(messages, locale, 'studio', { ...state, errors });
  const ofKind = (field: string, message: string): string => (kind && messages.has(`studio.error-${kind}-${field}`) ? messages.text(locale, `studio.error-${kind}-${field}`) : message);
  const summary = view.summary.map(({ field, message }) => ({ field, message: ofKind(field, message) }));
  return { ...view, summary, errors: Object.fromEntries(summary.map(({ field, message }) => [field, message])) };
}

export function shownFields(messages: Messages, specs: readonly FieldSpec[], form: FormView, around: Surroundings): ShownField[] {
  const { locale, language } = around;
  return specs.map(({ name, control, rows, isRequired, isRare = false }) => {
    const value = form.values[name];
    return {
      name,
      control,
      rows,
      isRequired,
      isRare,
      label: messages.text(locale, wordsOf(messages, 'field', name, around.kind) ?? `studio.field-${name}`),
      hint: hintOf(messages, control, name, around),
      error: form.errors[name] ?? null,
      value: textOf(value),
      options: optionsOf(messages, name, value, around),
      empty: name === 'mediaId' ? messages.text(locale, 'studio.noFile') : null,
      isTicked: textOf(value) === 'true',
      lang: control === 'line' || control === 'area' ? (WORDLESS.has(name) ? null : languageBeside(language, locale)) : null,
    };
  });
}

function optionsOf(messages: Messages, name: string, value: unknown, { locale, kind, media }: Surroundings): Choice[] | Box[] {
  const words = (prefix: string, values: readonly string[]): Choice[] => values.map((each) => ({ value: each, label: messages.text(locale, `${prefix}-${each}`) }));
  const boxed = (choices: Choice[]): Box[] => choices.map((choice) => ({ ...choice, isChosen: listOf(value).includes(choice.value) }));
  switch (name) {
    case 'language':
      return including(languages(locale), value);
    case 'licence':
      return including(LICENCES.map((licence) => ({ value: licence, label: licence })), value);
    case 'subjects':
      return boxed(words('common.subject', SUBJECTS));
    case 'levels':
      return boxed(words('common.level', LEVELS));
    case 'anonymity':
      return words('studio.anonymity', ['double-blind', 'single-blind', 'named']);
    case 'release':
      return words('studio.release', ['at-once', 'at-review-deadline', 'after-moderation']);
    case 'rounds':
      return words('studio.rounds', ['1', '2']);
    case 'completion':
      return kind === null ? [] : words('studio.completion', rulesOf(kind, textOf(value)));
    case 'mediaId':
      return including(media.map(({ id, fileName }) => ({ value: id, label: fileName })), value);
    default:
      return [];
  }
}
