import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { found, Messages, NotAllowed } from '@academy/platform';
import { type Actor, can, Subjects } from '@academy/people';
import { Badges, type BadgeSummary, Batches, type BatchView, CredentialQueries } from '@academy/credentials';
import { type VersionOutline, Versions } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { formWords } from './form.words';

const Shown = z.object({ badge: Id.optional().catch(undefined), batch: Id.optional().catch(undefined) });
type Shown = z.infer<typeof Shown>;
const text = (max: number) => z.string().trim().min(1).max(max);
/** As the API takes it, but with all that makes a badge worth something to whoever looks at it. */
const BadgeForm = z.strictObject({ name: text(120), description: text(2_000), criteria: text(4_000) });
const MOST_SHOWN = 50;

/** Badges of the course, and who was awarded them in this edition. */
@Controller('coordination/editions/:id/badges')
export class BadgesPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly badges: Badges,
    private readonly batches: Batches,
    private readonly credentials: CredentialQueries,
    private readonly versions: Versions,
    private readonly subjects: Subjects,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  list(@Param('id', { schema: Id }) id: string, @Query({ schema: Shown }) shown: Shown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, shown, me, request, emptyForm());
  }

  @Post()
  @Allow('edition.run', { edition: 'id' })
  create(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      BadgeForm,
      body,
      async (badge) => {
        const courseId = found(await this.queries.courseOf(id), 'edition');
        if (!can(me, 'edition.create', { courseId })) throw new NotAllowed();
        await this.badges.create(courseId, { ...badge, trigger: 'manual' }, me.userId);
        return new SeeOther(`/coordination/editions/${id}/badges`, { kind: 'success', message: 'coordination.badgeCreated' });
      },
      (form) => this.page(id, {}, me, request, form),
    );
  }

  private async page(id: string, shown: Shown, me: Actor, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const edition = found(await this.queries.view(id), 'edition');
    const [outline, badges, awards, batch] = await Promise.all([
      this.versions.outline(edition.versionId),
      this.badges.ofCourse(edition.course.id),
      this.credentials.ofEdition(id, shown.badge ? { badgeId: shown.badge } : {}),
      shown.batch ? this.batch(shown.batch, me) : null,
    ]);
    return new Page('coordination/badges', {
      edition,
      batch: batch && this.batchView(locale, batch),
      badges: badges.map((badge) => ({ ...badge, ...triggerOf(badge, outline) })),
      choices: badges.map(({ id: value, name: label }) => ({ value, label })),
      badge: shown.badge ?? '',
      address: `/coordination/editions/${id}/badges`,
      reset: shown.badge ? `/coordination/editions/${id}/badges` : null,
      hasAwards: awards.length > 0 || shown.badge !== undefined,
      // A badge belongs to the course, with all its editions.
      mayCreate: can(me, 'edition.create', { courseId: edition.course.id }),
      awards: awards.slice(0, MOST_SHOWN).map(({ issuedAt, ...award }) => ({ ...award, issuedAt: issuedAt.toISOString() })),
      isNewOpen: Object.keys(form.values).length > 0,
      isCut: awards.length > MOST_SHOWN,
      mostShown: MOST_SHOWN,
      form: formWords(this.messages, locale, form),
    });
  }

  /** How far awarding to many has come; null for a batch that is somebody else's. */
  private async batch(batchId: string, me: Actor): Promise<BatchView | null> {
    return can(me, 'batch.see', await this.subjects.find('batch', batchId)) ? this.batches.view(batchId) : null;
  }

  private batchView(locale: string, { id, total, done, failed, finishedAt }: BatchView) {
    const reasons = [...new Set(failed.map(({ reason }) => reason))];
    return {
      id,
      total,
      done,
      isFinished: finishedAt !== null,
      failures: reasons.map((reason) => ({ count: failed.filter((each) => each.reason === reason).length, words: reasonText(this.messages, locale, reason) })),
    };
  }
}

/** When a badge is awarded: on completing the course or one of its modules, or by somebody. */
function triggerOf({ trigger }: BadgeSummary, outline: VersionOutline): { when: 'course' | 'module' | 'manual'; module: string } {
  if (!trigger.startsWith('module:')) return { when: trigger === 'course' ? 'course' : 'manual', module: '' };
  const key = trigger.slice('module:'.length);
  return { when: 'module', module: outline.modules.find((module) => module.key === key)?.title ?? key };
}
