import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { type Actor, can } from '@academy/people';
import {
  ActivityPatch, CourseHeadPatch, DraftDocument, DraftInput, DraftItemDocument, DraftItems, DraftOrder, Drafts, type DraftView, type ItemKind, type ItemView,
  ModulePatch, NewActivity, NewModule, NewSection, SectionPatch, withoutAnswers,
} from '@academy/courses';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { etagOf, IfMatch, Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';

const Revision = z.object({ revision: z.number() });

const tagged = (status: number, body: DraftView | ItemView | { revision: number }): Answer => new Answer(status, body, { etag: etagOf(body.revision) });

/** The draft of a course. Every write names the revision it is based on, every answer the new one. */
@Controller('api/v1/courses/:id/draft')
export class DraftsApi {
  constructor(
    private readonly drafts: Drafts,
    private readonly items: DraftItems,
  ) {}

  @Get()
  @Allow('course.read-draft', { course: 'id' })
  @Answers({ 200: DraftDocument })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<Answer> {
    const draft = await this.drafts.view(id);
    return tagged(200, can(me, 'course.author', { courseId: id }) ? draft : withoutAnswers(draft));
  }

  @Put()
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftDocument })
  async replace(@Param('id', { schema: Id }) id: string, @IfMatch() revision: number, @Body({ schema: DraftInput }) input: DraftInput, @Me() me: Actor): Promise<Answer> {
    return tagged(200, await this.drafts.replace(id, revision, input, me.userId));
  }

  @Patch()
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftDocument })
  async changeHead(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() revision: number,
    @Body({ schema: CourseHeadPatch }) patch: z.infer<typeof CourseHeadPatch>,
    @Me() me: Actor,
  ): Promise<Answer> {
    return tagged(200, await this.drafts.changeHead(id, revision, patch, me.userId));
  }

  @Post('order')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftDocument })
  async reorder(@Param('id', { schema: Id }) id: string, @IfMatch() revision: number, @Body({ schema: DraftOrder }) order: z.infer<typeof DraftOrder>, @Me() me: Actor): Promise<Answer> {
    return tagged(200, await this.drafts.reorder(id, revision, order, me.userId));
  }

  @Post('modules')
  @Allow('course.author', { course: 'id' })
  @Answers({ 201: DraftItemDocument })
  async addModule(@Param('id', { schema: Id }) id: string, @IfMatch() revision: number, @Body({ schema: NewModule }) module: NewModule, @Me() me: Actor): Promise<Answer> {
    return tagged(201, await this.items.addModule(id, revision, module, me.userId));
  }

  @Post('modules/:key/sections')
  @Allow('course.author', { course: 'id' })
  @Answers({ 201: DraftItemDocument })
  async addSection(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @IfMatch() revision: number,
    @Body({ schema: NewSection }) section: NewSection,
    @Me() me: Actor,
  ): Promise<Answer> {
    return tagged(201, await this.items.addSection(id, revision, key, section, me.userId));
  }

  @Post('sections/:key/activities')
  @Allow('course.author', { course: 'id' })
  @Answers({ 201: DraftItemDocument })
  async addActivity(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @IfMatch() revision: number,
    @Body({ schema: NewActivity }) activity: NewActivity,
    @Me() me: Actor,
  ): Promise<Answer> {
    return tagged(201, await this.items.addActivity(id, revision, key, activity, me.userId));
  }

  @Patch('modules/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftItemDocument })
  changeModule(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @IfMatch() revision: number,
    @Body({ schema: ModulePatch }) patch: z.infer<typeof ModulePatch>,
    @Me() me: Actor,
  ): Promise<Answer> {
    return this.change(id, 'modules', key, revision, patch, me);
  }

  @Patch('sections/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftItemDocument })
  changeSection(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @IfMatch() revision: number,
    @Body({ schema: SectionPatch }) patch: z.infer<typeof SectionPatch>,
    @Me() me: Actor,
  ): Promise<Answer> {
    return this.change(id, 'sections', key, revision, patch, me);
  }

  @Patch('activities/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: DraftItemDocument })
  changeActivity(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @IfMatch() revision: number,
    @Body({ schema: ActivityPatch }) patch: z.infer<typeof ActivityPatch>,
    @Me() me: Actor,
  ): Promise<Answer> {
    return this.change(id, 'activities', key, revision, patch, me);
  }

  @Delete('modules/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: Revision })
  removeModule(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @IfMatch() revision: number, @Me() me: Actor): Promise<Answer> {
    return this.remove(id, 'modules', key, revision, me);
  }

  @Delete('sections/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: Revision })
  removeSection(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @IfMatch() revision: number, @Me() me: Actor): Promise<Answer> {
    return this.remove(id, 'sections', key, revision, me);
  }

  @Delete('activities/:key')
  @Allow('course.author', { course: 'id' })
  @Answers({ 200: Revision })
  removeActivity(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @IfMatch() revision: number, @Me() me: Actor): Promise<Answer> {
    return this.remove(id, 'activities', key, revision, me);
  }

  private async change(id: string, kind: ItemKind, key: string, revision: number, patch: Readonly<Record<string, unknown>>, me: Actor): Promise<Answer> {
    return tagged(200, await this.items.change(id, kind, key, revision, patch, me.userId));
  }

  private async remove(id: string, kind: ItemKind, key: string, revision: number, me: Actor): Promise<Answer> {
    return tagged(200, { revision: await this.items.remove(id, kind, key, revision, me.userId) });
  }
}
