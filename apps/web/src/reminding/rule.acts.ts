import { Injectable } from '@nestjs/common';
import { ReminderRules } from '@academy/reminders';
import { emptyForm, submit } from '../views/forms';
import { MailHtml } from '../views/mail.html';
import { type Page, SeeOther } from '../views/page';
import type { ReminderScope } from './reminder.scope';
import { changeOf, RuleForm, shownIn, textsIn } from './rule.form';
import { RulePages } from './rule.pages.view';
import { RuleReach } from './rule.reach.view';

/** What the page of one rule is asked to do, for an edition and for a course. All throw NotFound for a kind that there is not. */
@Injectable()
export class RuleActs {
  constructor(
    private readonly rules: ReminderRules,
    private readonly pages: RulePages,
    private readonly reach: RuleReach,
  ) {}

  async save(of: ReminderScope, kind: string, body: unknown, locale: string, actorId: string): Promise<Page | SeeOther> {
    const rule = await this.pages.rule(of, kind);
    return submit(
      RuleForm,
      body,
      async (form) => {
        await this.rules.save(of.scope, rule.kind, changeOf(form, rule), actorId);
        return new SeeOther(`${of.address}/${kind}?language=${form.language}`, { kind: 'success', message: form.isOn ? 'reminding.savedOn' : 'reminding.savedOff' });
      },
      (form) => this.pages.page(of, rule, locale, { ...shownIn(form.values), form, rule: null }),
    );
  }

  /** The mail and whom it would reach, as the form has it, which goes on in the language that is asked for; nothing is kept. */
  async preview(of: ReminderScope, kind: string, body: unknown, locale: string): Promise<Page | SeeOther> {
    const kept = await this.pages.rule(of, kind);
    return submit(
      RuleForm,
      body,
      async (form) => {
        const language = form.show ?? form.language;
        const values = { ...(body as Record<string, unknown>), ...textsIn(form, kept, language) };
        return this.pages.page(of, kept, locale, { language, person: form.person, form: emptyForm(values), rule: { ...kept, ...changeOf(form, kept) } });
      },
      (form) => this.pages.page(of, kept, locale, { ...shownIn(form.values), form, rule: null }),
    );
  }

  /** The mail as its reader would see it, as the form has it; nothing is kept or sent. Where the form does not fit, or nobody would read it, the page of the rule, which says so. */
  async letter(of: ReminderScope, kind: string, body: unknown, locale: string): Promise<Page | SeeOther | MailHtml> {
    const kept = await this.pages.rule(of, kind);
    return submit(
      RuleForm,
      body,
      async (form) => {
        const html = await this.reach.letter(of, { ...kept, ...changeOf(form, kept) }, form);
        return html === null ? this.preview(of, kind, body, locale) : new MailHtml(html);
      },
      (form) => this.pages.page(of, kept, locale, { ...shownIn(form.values), form, rule: null }),
    );
  }

  /** Takes its own setting back: what holds for it otherwise holds again. */
  async reset(of: ReminderScope, kind: string, actorId: string): Promise<SeeOther> {
    const rule = await this.pages.rule(of, kind);
    await this.rules.reset(of.scope, rule.kind, actorId);
    return new SeeOther(`${of.address}/${rule.kind}`, { kind: 'success', message: 'reminding.wasReset' });
  }

  /** An address that forms are sent to, asked for again after one was refused. */
  async back(of: ReminderScope, kind: string): Promise<SeeOther> {
    return new SeeOther(`${of.address}/${(await this.pages.rule(of, kind)).kind}`);
  }
}
