import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Param, Post, Query, Req } from '@nestjs/common';
import { found, Invalid, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { type Badge, BadgePictures, BadgeQueries, Badges, LARGEST_BADGE_PICTURE, type NewBadge } from '@academy/credentials';
import { type VersionOutline, Versions } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow, AllowSomewhere } from '../http/allow';
import { type SentForm, TakesFiles, withForm } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { BadgeForm, badgeOf, PreviewQuery, valuesOf } from './badge.forms';
import { cardsOf, designerView, pictureOf } from './badge.view';

/** Badges of a course: what they say, how they look, what they stand for. */
@Controller()
export class DesignerPages {
  constructor(
    private readonly badges: Badges,
    private readonly queries: BadgeQueries,
    private readonly pictures: BadgePictures,
    private readonly versions: Versions,
    private readonly messages: Messages,
  ) {}

  /** How a badge that is being made would look. */
  @Get('badges/preview.svg')
  @AllowSomewhere('edition.create')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Header('cache-control', 'private, max-age=600')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  preview(@Query({ schema: PreviewQuery }) { name, ...design }: z.infer<typeof PreviewQuery>): string {
    return this.pictures.draw(name, Object.fromEntries(Object.entries(design).filter(([, value]) => value !== undefined)));
  }

  @Get('coordination/courses/:id/badges')
  @Allow('edition.create', { course: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [outline, badges] = await Promise.all([this.outline(id), this.queries.ofCourse(id)]);
    const cards = cardsOf(this.messages, locale, outline, badges);
    return new Page('badges/list', { course: courseOf(outline), badges: cards.filter(({ isRetired }) => !isRetired), retired: cards.filter(({ isRetired }) => isRetired) });
  }

  @Get('coordination/courses/:id/badges/new')
  @Allow('edition.create', { course: 'id' })
  async new(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(await this.outline(id), locale, null, emptyForm({ trigger: 'manual' }));
  }

  @Post('coordination/courses/:id/badges/new')
  @Allow('edition.create', { course: 'id' })
  @TakesFiles('picture')
  create(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.receive(request, id, null, async (badge) => {
      const { name } = await this.badges.create(id, badge, me.userId);
      return new SeeOther(`/coordination/courses/${id}/badges`, { kind: 'success', message: 'badges.created', values: { name } });
    });
  }

  @Get('coordination/courses/:id/badges/:badgeId')
  @Allow('edition.create', { course: 'id' })
  async edit(@Param('id', { schema: Id }) id: string, @Param('badgeId', { schema: Id }) badgeId: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const badge = await this.badge(id, badgeId);
    return this.page(await this.outline(id), locale, badge, emptyForm(valuesOf(badge)));
  }

  @Post('coordination/courses/:id/badges/:badgeId')
  @Allow('edition.create', { course: 'id' })
  @TakesFiles('picture')
  async change(@Param('id', { schema: Id }) id: string, @Param('badgeId', { schema: Id }) badgeId: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const old = await this.badge(id, badgeId);
    return this.receive(request, id, old, async (input) => {
      const { badge, isSuccessor } = await this.badges.change(badgeId, input, me.userId);
      return new SeeOther(`/coordination/courses/${id}/badges`, { kind: 'success', message: isSuccessor ? 'badges.succeeded' : 'badges.changed', values: { name: badge.name } });
    });
  }

  @Post('coordination/courses/:id/badges/:badgeId/retirement')
  @Allow('edition.create', { course: 'id' })
  async retire(@Param('id', { schema: Id }) id: string, @Param('badgeId', { schema: Id }) badgeId: string, @Me() me: Actor): Promise<SeeOther> {
    const { name } = await this.badge(id, badgeId);
    await this.badges.retire(badgeId, me.userId);
    return new SeeOther(`/coordination/courses/${id}/badges`, { kind: 'success', message: 'badges.retired', values: { name } });
  }

  /** The address that retiring is sent to, asked for again. */
  @Get('coordination/courses/:id/badges/:badgeId/retirement')
  @Allow('edition.create', { course: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Param('badgeId', { schema: Id }) badgeId: string): SeeOther {
    return new SeeOther(`/coordination/courses/${id}/badges/${badgeId}`);
  }

  /** Takes the form: shows it again with how the badge looks, or saves. A new picture takes the place of the old one; none leaves it. */
  private receive(request: FastifyRequest, courseId: string, badge: Badge | null, save: (input: NewBadge) => Promise<SeeOther>): Promise<Page | SeeOther> {
    return withForm(request, 'picture', LARGEST_BADGE_PICTURE, async ({ fields, file }) => {
      const outline = await this.outline(courseId);
      const again = (form: FormState) => this.page(outline, request.locale, badge, form);
      if (fields['next'] === 'preview') return again(emptyForm(fields));
      return submit(
        BadgeForm,
        fields,
        async (form) => save({ ...badgeOf(form), imageKey: (await this.kept(file)) ?? (form.removePicture ? null : (badge?.imageKey ?? null)) }),
        again,
      );
    });
  }

  private async kept(file: SentForm['file']): Promise<string | null> {
    if (file === null) return null;
    if (file === 'too-large') throw new Invalid([{ pointer: '/picture', detail: 'is too large' }]);
    return this.pictures.keep(await readFile(file.path));
  }

  private async badge(courseId: string, badgeId: string): Promise<Badge> {
    const badge = await this.badges.find(badgeId);
    return found(badge.courseId === courseId ? badge : null, 'badge');
  }

  private async outline(courseId: string): Promise<VersionOutline> {
    return this.versions.outline(found(await this.versions.latest(courseId), 'version').id);
  }

  private async page(outline: VersionOutline, locale: string, badge: Badge | null, form: FormState): Promise<Page> {
    const course = courseOf(outline);
    return new Page('badges/designer', {
      ...designerView(this.messages, locale, outline, form),
      course,
      action: `/coordination/courses/${course.id}/badges/${badge?.id ?? 'new'}`,
      badge: badge && { id: badge.id, name: badge.name, picture: badge.imageKey && pictureOf({ ...badge, hasPicture: true }), isRetired: badge.retiredAt !== null },
      awarded: badge ? await this.queries.awarded(badge.id) : 0,
    });
  }
}

const courseOf = ({ courseId, head }: VersionOutline) => ({ id: courseId, title: head.title, language: head.language });
