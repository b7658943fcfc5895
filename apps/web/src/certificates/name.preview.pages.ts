import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { NotFound } from '@academy/platform';
import { CertificatePreviews } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Drawing } from './preview';

const Named = z.object({ name: z.string().max(120).catch('').default('') });

/** A name as it will be printed. */
@Controller('editions/:id/certificate-preview')
export class NamePreviewPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly previews: CertificatePreviews,
  ) {}

  /** A draft is there for those who run it alone. */
  @Get()
  @Allow('signed-in')
  @Drawing()
  async picture(@Param('id', { schema: Id }) editionId: string, @Query({ schema: Named }) { name }: z.infer<typeof Named>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<string> {
    const edition = await this.editions.view(editionId);
    if (!edition || edition.state === 'draft') throw new NotFound('edition');
    return this.previews.ofCourse(edition.course.id, { holderName: name, locale }, me.userId);
  }
}
