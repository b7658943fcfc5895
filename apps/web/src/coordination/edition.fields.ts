import type { Messages } from '@academy/platform';
import type { VersionOutline } from '@academy/courses';
import { type Choice, including, languages, timeZones } from '../account/choices';
import type { FormState } from '../views/forms';
import { assignmentsOf, RELEASE_MODES } from './edition.forms';
import { formWords } from './form.words';

type TimeField = { name: string; value: unknown; error: string | null };

/** The form of an edition as `coordination/_edition-fields` shows it. */
export function editionFields(messages: Messages, locale: string, timeZone: string, outline: VersionOutline, state: FormState) {
  const form = formWords(messages, locale, state);
  const field = (name: string): TimeField => ({ name, value: form.values[name] ?? '', error: form.errors[name] ?? null });
  const modules = outline.modules.map(({ key, title }, index) => ({ number: index + 1, title, ...field(`opens.${key}`) }));
  return {
    form,
    zone: zoneName(locale, timeZone),
    courseLanguage: outline.head.language,
    modes: RELEASE_MODES.map((mode) => ({
      value: mode,
      label: messages.text(locale, `coordination.release-${mode}`),
      hint: messages.text(locale, `coordination.release-${mode}-hint`),
      isChosen: form.values['mode'] === mode,
    })),
    modules,
    areModuleDatesOpen: form.values['mode'] === 'dates' || modules.some(({ error }) => error !== null),
    assignments: assignmentsOf(outline).map(({ key, title }) => {
      const rarer = { reviewFrom: field(`reviewFrom.${key}`), releaseAt: field(`releaseAt.${key}`) };
      const areRarerOpen = Object.values(rarer).some(({ value, error }) => value !== '' || error !== null);
      return { title, submitBy: field(`submitBy.${key}`), graceHours: field(`graceHours.${key}`), reviewBy: field(`reviewBy.${key}`), ...rarer, areRarerOpen };
    }),
    ...languageBoxes(locale, form.values['languages']),
  };
}

/** "Lisbon (Western European Time)": in whose time the fields are. */
export const zoneName = (locale: string, timeZone: string): string => including(timeZones(locale), timeZone).find(({ value }) => value === timeZone)!.label;

/** A box for each language, and the chosen ones in words. */
function languageBoxes(locale: string, chosen: unknown): { languages: (Choice & { isChosen: boolean })[]; languagesNow: string } {
  const values = [chosen ?? []].flat();
  const choices = values.reduce<Choice[]>((list, value) => including(list, value), languages(locale));
  const boxes = choices.map((choice) => ({ ...choice, isChosen: values.includes(choice.value) }));
  return { languages: boxes, languagesNow: new Intl.ListFormat(locale).format(boxes.filter(({ isChosen }) => isChosen).map(({ label }) => label)) };
}
