import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { found } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { type EffectiveRule, NOT_GONE, NOTHING_OF_LATE, type RecentReminders, REMINDER_KINDS, type ReminderEffect, ReminderEffects, ReminderPreview, type ReminderKind, ReminderRules, RuleChange, type RuleScope } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Language } from './rule.form';

const Kind = z.enum(REMINDER_KINDS);
const count = z.number();
/** `offsets`: hours before or after what it turns on. `origin`: whose setting it is. */
const Rule = z.object({
  kind: Kind,
  isOn: z.boolean(),
  offsets: z.array(z.number()),
  channels: z.object({ inApp: z.boolean(), email: z.boolean() }),
  audience: z.object({ countries: z.array(z.string()), languages: z.array(z.string()), onlyFirstTimers: z.boolean() }),
  holdOut: z.number(),
  texts: z.record(z.string(), z.object({ subject: z.string(), body: z.string() })),
  link: z.string().nullable(),
  /** Of a survey: the title of the course's own, which it leads to. */
  survey: z.string().nullable(),
  origin: z.enum(['house', 'course', 'edition']),
  changedAt: z.string().nullable(),
});
/** `difference`: of the shares of those who did it within a week, reminded minus left out, with the bounds of 95 %; null where there are too few to tell. */
const Effect = z.object({ reminded: count, remindedDone: count, heldOut: count, heldOutDone: count, difference: count.nullable(), low: count.nullable(), high: count.nullable(), verdict: z.enum(['too-few', 'helps', 'hinders', 'open', 'not-measured']), waiting: count }).nullable();
/** What became of those of the last seven days. `sent`: mails that went by themselves; `inLetters`: in letters of a day or week; `notDelivered`: or nobody knows; `withoutMail`: told in the Academy alone; `heldOut`: left out by lot. */
const Recent = z.object({ sent: count, inLetters: count, waiting: count, keptBack: z.array(z.object({ why: z.enum(NOT_GONE), count })), notDelivered: count, withoutMail: count, heldOut: count });
const EditionRule = Rule.extend({ effect: Effect, recent: Recent });
/** What is left out is as it is kept. Without `enrolmentId` no mail is composed. */
const PreviewOf = z.strictObject({ change: RuleChange.optional(), enrolmentId: z.uuid().optional(), locale: Language.optional() });
const PreviewOfCourse = PreviewOf.pick({ change: true });
const DuePerson = z.object({ enrolmentId: z.string(), editionId: z.string(), displayName: z.string(), since: z.string(), heldOut: z.boolean() });
/** `editions`: those that it reaches and whoever asks may run; `others`: more that it reaches, of whose people nothing is said. */
const PreviewedOfCourse = z.object({ count, people: z.array(DuePerson.extend({ edition: z.string() })), editions: count, others: count });
const Previewed = z.object({ count, people: z.array(DuePerson), mail: z.object({ subject: z.string(), html: z.string(), text: z.string() }).nullable() });

const withText = <Person extends { since: Date }>(person: Person) => ({ ...person, since: person.since.toISOString() });
const viewOf = ({ changedAt, changedBy: _, ...rule }: EffectiveRule) => ({ ...rule, offsets: [...rule.offsets], audience: { ...rule.audience, countries: [...rule.audience.countries], languages: [...rule.audience.languages] }, changedAt: changedAt?.toISOString() ?? null });

function effectOf(effects: readonly ReminderEffect[], of: ReminderKind): z.infer<typeof Effect> {
  const { kind: _, ...effect } = effects.find(({ kind }) => kind === of) ?? { kind: of };
  return 'verdict' in effect ? effect : null;
}

function recentOf(recents: readonly RecentReminders[], of: ReminderKind): z.infer<typeof Recent> {
  const { kind: _, ...recent } = recents.find(({ kind }) => kind === of) ?? { kind: of, ...NOTHING_OF_LATE };
  return { ...recent, keptBack: [...recent.keptBack] };
}

/** Rules of reminders: of an edition, with what they did and changed, and of a course, for all its editions. */
@Controller('api/v1')
export class ReminderRulesApi {
  constructor(
    private readonly rules: ReminderRules,
    private readonly previews: ReminderPreview,
    private readonly effects: ReminderEffects,
  ) {}

  @Get('editions/:id/reminder-rules')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: z.object({ items: z.array(EditionRule) }) })
  async ofEdition(@Param('id', { schema: Id }) editionId: string): Promise<{ items: z.infer<typeof EditionRule>[] }> {
    const [rules, { effects, recents }] = await Promise.all([this.rules.of({ editionId }), this.effects.figures(editionId)]);
    return { items: rules.map((rule) => ({ ...viewOf(rule), effect: effectOf(effects, rule.kind), recent: recentOf(recents, rule.kind) })) };
  }

  /** Changes what is given; the edition then has a setting of its own. */
  @Put('editions/:id/reminder-rules/:kind')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: Rule })
  change(@Param('id', { schema: Id }) editionId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Body({ schema: RuleChange }) change: RuleChange, @Me() me: Actor): Promise<z.infer<typeof Rule>> {
    return this.save({ editionId }, kind, change, me);
  }

  /** Back to the setting of the course, or of the house. Answers what holds now. */
  @Delete('editions/:id/reminder-rules/:kind')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: Rule })
  reset(@Param('id', { schema: Id }) editionId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Me() me: Actor): Promise<z.infer<typeof Rule>> {
    return this.takeBack({ editionId }, kind, me);
  }

  /** Who would get it now, were the rule on and changed so: how many, the first fifty, and the mail of one of the edition's people. Keeps nothing. */
  @Post('editions/:id/reminder-rules/:kind/preview')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: Previewed })
  async preview(@Param('id', { schema: Id }) editionId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Body({ schema: PreviewOf }) { change = {}, enrolmentId, locale }: z.infer<typeof PreviewOf>): Promise<z.infer<typeof Previewed>> {
    const rule = await this.changed({ editionId }, kind, change);
    const [due, mail] = await Promise.all([this.previews.dueNow(editionId, rule), enrolmentId ? this.previews.mailFor(editionId, rule, enrolmentId, locale) : null]);
    return { count: due.count, people: due.people.map(withText), mail: mail && { subject: mail.subject, html: mail.html, text: mail.text } };
  }

  @Get('courses/:id/reminder-rules')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 200: z.object({ items: z.array(Rule) }) })
  async ofCourse(@Param('id', { schema: Id }) courseId: string): Promise<{ items: z.infer<typeof Rule>[] }> {
    return { items: (await this.rules.of({ courseId })).map(viewOf) };
  }

  @Put('courses/:id/reminder-rules/:kind')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 200: Rule })
  changeOfCourse(@Param('id', { schema: Id }) courseId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Body({ schema: RuleChange }) change: RuleChange, @Me() me: Actor): Promise<z.infer<typeof Rule>> {
    return this.save({ courseId }, kind, change, me);
  }

  @Delete('courses/:id/reminder-rules/:kind')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 200: Rule })
  resetOfCourse(@Param('id', { schema: Id }) courseId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Me() me: Actor): Promise<z.infer<typeof Rule>> {
    return this.takeBack({ courseId }, kind, me);
  }

  /** Who would get it now of the editions without a setting of their own, were the course's on and changed so. Keeps nothing. */
  @Post('courses/:id/reminder-rules/:kind/preview')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 200: PreviewedOfCourse })
  async previewOfCourse(@Param('id', { schema: Id }) courseId: string, @Param('kind', { schema: Kind }) kind: ReminderKind, @Body({ schema: PreviewOfCourse }) { change = {} }: z.infer<typeof PreviewOfCourse>, @Me() me: Actor): Promise<z.infer<typeof PreviewedOfCourse>> {
    const due = await this.previews.dueInCourse(courseId, await this.changed({ courseId }, kind, change), (editionId) => can(me, 'edition.run', { courseId, editionId }));
    return { ...due, people: due.people.map(withText) };
  }

  private async changed(scope: RuleScope, kind: ReminderKind, change: RuleChange): Promise<EffectiveRule> {
    return { ...(await this.inForce(scope, kind)), ...(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<EffectiveRule>) };
  }

  private async save(scope: RuleScope, kind: ReminderKind, change: RuleChange, me: Actor): Promise<z.infer<typeof Rule>> {
    await this.rules.save(scope, kind, change, me.userId);
    return viewOf(await this.inForce(scope, kind));
  }

  private async takeBack(scope: RuleScope, kind: ReminderKind, me: Actor): Promise<z.infer<typeof Rule>> {
    await this.rules.reset(scope, kind, me.userId);
    return viewOf(await this.inForce(scope, kind));
  }

  private async inForce(scope: RuleScope, kind: ReminderKind): Promise<EffectiveRule> {
    return found((await this.rules.of(scope)).find((rule) => rule.kind === kind), 'reminder');
  }
}
