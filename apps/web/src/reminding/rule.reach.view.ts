import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { EnrolmentQueries } from '@academy/enrolments';
import { type PreviewedMail, ReminderPreview, type ReminderRule } from '@academy/reminders';
import type { ReminderScope } from './reminder.scope';
import type { Shown } from './rule.form';
import { letterParagraphs, toldLine } from './letter.view';

/** People named in the answer to who would get it now; and those whose mail can be shown where nobody would. */
const MOST_NAMED = 20;
const MOST_OFFERED = 50;

type Reader = Readonly<{ enrolmentId: string; displayName: string; editionId: string; edition?: string }>;
type Due = Readonly<{ count: number; people: readonly (Reader & { heldOut: boolean })[]; editions?: number; others?: number }>;
/** Whose words are written, for whose eyes. */
type InLanguage = Shown & Readonly<{ language: string }>;
type Example = NonNullable<ReminderScope['example']>;

/** Whom a rule would reach now, and what one of them would read: of those who are due it, or where nobody is, of all of an edition. Nothing is kept or sent. */
@Injectable()
export class RuleReach {
  constructor(
    private readonly previews: ReminderPreview,
    private readonly enrolments: EnrolmentQueries,
    private readonly messages: Messages,
  ) {}

  /** What stands beside the form. `rule`: null where the form does not fit. */
  async beside(of: ReminderScope, rule: ReminderRule | null, { person, language }: InLanguage) {
    const { edition, example } = of;
    if (!example) return { people: [], isFaulty: false, due: null, mail: null, told: null };
    const { due, offered, chosen } = await this.readers(of, example, rule, person);
    const mail = rule && chosen && (await this.previews.mailFor(chosen.editionId, rule, chosen.enrolmentId, language));
    return {
      people: offered.map(({ enrolmentId, displayName, edition: name }) => ({ value: enrolmentId, label: name && !edition ? `${displayName} (${name})` : displayName })),
      isFaulty: rule === null,
      due: due && { editions: null, others: 0, ...due, isOn: rule?.isOn ?? false, people: due.people.slice(0, MOST_NAMED), more: Math.max(0, due.count - MOST_NAMED) },
      mail: rule && mail && chosen ? { to: chosen.displayName, edition: chosen.edition ?? example.name, language: rule.texts[language] ? language : this.messages.nearest(language, 'mail.greeting'), subject: mail.subject, paragraphs: letterParagraphs(mail.text) } : null,
      told: rule?.channels.inApp && mail ? this.told(rule, mail, language) : null,
    };
  }

  /** The mail as a mail program shows it, as HTML; null where there is nobody to write to. */
  async letter(of: ReminderScope, rule: ReminderRule, { person, language }: InLanguage): Promise<string | null> {
    const chosen = of.example && (await this.readers(of, of.example, rule, person)).chosen;
    return chosen ? (await this.previews.mailFor(chosen.editionId, rule, chosen.enrolmentId, language)).html : null;
  }

  private async readers({ scope, mayRun }: ReminderScope, example: Example, rule: ReminderRule | null, person?: string): Promise<{ due: Due | null; offered: readonly Reader[]; chosen: Reader | undefined }> {
    const due: Due | null = rule && ('courseId' in scope ? await this.previews.dueInCourse(scope.courseId, rule, mayRun) : await this.previews.dueNow(scope.editionId, rule));
    const offered: readonly Reader[] = due && due.people.length > 0 ? due.people : await this.participants(example);
    return { due, offered, chosen: offered.find(({ enrolmentId }) => enrolmentId === person) ?? offered[0] };
  }

  /** In the language that is shown, or the one of the pages that stands in for it. */
  private told({ kind }: ReminderRule, mail: PreviewedMail, language: string): { language: string; words: string } {
    const locale = this.messages.nearest(language, `notification.reminder-${kind}`);
    return { language: locale, words: toldLine(this.messages, locale, kind, mail) };
  }

  /** Those who enrolled first, by name as those who are due. */
  private async participants({ id, name }: Example): Promise<Reader[]> {
    const { items } = await this.enrolments.participants(id, {}, MOST_OFFERED);
    return items.map(({ enrolmentId, displayName }) => ({ enrolmentId, displayName, editionId: id, edition: name })).sort((one, other) => one.displayName.localeCompare(other.displayName));
  }
}
