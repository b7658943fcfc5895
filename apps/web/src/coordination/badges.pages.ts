import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { BadgeQueries, Batches, CredentialQueries } from '@academy/credentials';
import { Versions } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cardsOf } from '../badges/badge.view';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { choicesOf } from './people.list';

const Shown = z.object({ badge: Id.optional().catch(undefined) });
type Shown = z.infer<typeof Shown>;
const MOST_SHOWN = 50;

/** Badges of the course, and who was awarded them in this edition. */
@Controller('coordination/editions/:id/badges')
export class BadgesPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly badges: BadgeQueries,
    private readonly batches: Batches,
    private readonly credentials: CredentialQueries,
    private readonly versions: Versions,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: Shown }) shown: Shown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const edition = found(await this.queries.view(id), 'edition');
    const [outline, badges, awards, batches] = await Promise.all([
      this.versions.outline(edition.versionId),
      this.badges.ofCourse(edition.course.id),
      this.credentials.ofEdition(id, shown.badge ? { badgeId: shown.badge } : {}),
      this.batches.lately(id),
    ]);
    const cards = cardsOf(this.messages, locale, outline, badges);
    return new Page('coordination/badges', {
      edition,
      batches,
      badges: cards.filter(({ isRetired }) => !isRetired),
      choices: choicesOf(this.messages, locale, badges),
      badge: shown.badge ?? '',
      address: `/coordination/editions/${id}/badges`,
      reset: shown.badge ? `/coordination/editions/${id}/badges` : null,
      hasAwards: awards.length > 0 || shown.badge !== undefined,
      // A badge belongs to the course, with all its editions.
      mayDesign: can(me, 'edition.create', { courseId: edition.course.id }),
      awards: awards.slice(0, MOST_SHOWN).map(({ issuedAt, expiresAt, ...award }) => ({ ...award, issuedAt: issuedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null })),
      isCut: awards.length > MOST_SHOWN,
      mostShown: MOST_SHOWN,
    });
  }
}
