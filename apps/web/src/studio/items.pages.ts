import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { NotFound, Stale } from '@academy/platform';
import type { Actor } from '@academy/people';
import { ACTIVITY_KINDS, type ActivityKind, DraftItems, Drafts, type DraftView, NewActivity, NewModule, NewSection } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Id, PathKey } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { type Found, holderOf, itemOf } from './draft.places';
import { type FieldSpec, newFrom, patchOf, textOf } from './fields';
import { activityFields, MODULE_FIELDS, SECTION_FIELDS } from './item.fields';
import { itemHref } from './outline.view';
import { Writing } from './writing';

export const Items = z.enum(['modules', 'sections', 'activities']);
export type Items = z.infer<typeof Items>;
const Kind = z.enum(ACTIVITY_KINDS as [ActivityKind, ...ActivityKind[]]);
const Removal = z.object({ revision: z.coerce.number().int().catch(0) });

/** Modules, sections and activities: added, changed, taken away. */
@Controller('studio/courses/:id')
export class ItemsPages {
  constructor(
    private readonly writing: Writing,
    private readonly items: DraftItems,
    private readonly drafts: Drafts,
  ) {}

  @Post('modules')
  @Allow('course.author', { course: 'id' })
  addModule(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.writing.add(request, id, body, { item: null, adds: 'module' }, async (form, draft) => {
      const module = parse(NewModule, { title: textOf(form['title']) });
      return added(id, await this.items.addModule(id, draft.revision, module, me.userId));
    });
  }

  @Post('modules/:key/sections')
  @Allow('course.author', { course: 'id' })
  addSection(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.writing.add(request, id, body, { item: key, adds: 'section' }, async (form, draft) => {
      const section = parse(NewSection, { title: textOf(form['title']) });
      return added(id, await this.items.addSection(id, the(draft, 'modules', key).item.revision, key, section, me.userId));
    });
  }

  @Post('sections/:key/activities/:kind')
  @Allow('course.author', { course: 'id' })
  addActivity(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Param('kind', { schema: Kind }) kind: ActivityKind,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return this.writing.add(request, id, body, { item: key, add: kind }, async (form, draft) => {
      const activity = parse(NewActivity, { kind, ...newFrom(activityFields(kind, me.timeZone), form) });
      return added(id, await this.items.addActivity(id, the(draft, 'sections', key).item.revision, key, activity, me.userId));
    });
  }

  @Post(':items/:key')
  @Allow('course.author', { course: 'id' })
  async change(
    @Param('id', { schema: Id }) id: string,
    @Param('items', { schema: Items }) items: Items,
    @Param('key', { schema: PathKey }) key: string,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const specs = fieldsOf(the(await this.drafts.view(id), items, key), me.timeZone);
    return this.writing.save(request, id, body, {
      place: { item: key },
      ...this.writing.ofFields(request.locale, specs, (draft) => the(draft, items, key).item),
      write: (form, draft, revision) => this.items.change(id, items, key, revision, patchOf(specs, form, the(draft, items, key).item), me.userId),
      done: () => new SeeOther(itemHref(id, key), { kind: 'success', message: 'studio.saved' }),
    });
  }

  /** What somebody has changed meanwhile is not taken away unseen. */
  @Post(':items/:key/removal')
  @Allow('course.author', { course: 'id' })
  async remove(
    @Param('id', { schema: Id }) id: string,
    @Param('items', { schema: Items }) items: Items,
    @Param('key', { schema: PathKey }) key: string,
    @Body({ schema: Removal }) { revision }: z.infer<typeof Removal>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    const holder = holderOf(await this.drafts.view(id), key);
    try {
      await this.items.remove(id, items, key, revision, me.userId);
    } catch (error) {
      if (error instanceof Stale) return new SeeOther(itemHref(id, key), { kind: 'error', message: 'studio.changedMeanwhile' });
      throw error;
    }
    return new SeeOther(itemHref(id, holder), { kind: 'success', message: 'studio.removed' });
  }
}

const added = (courseId: string, { key }: { key: string }): SeeOther => new SeeOther(itemHref(courseId, key), { kind: 'success', message: 'studio.added' });

/** Throws NotFound for a key of another kind, too. */
function the<K extends Items>(draft: DraftView, kind: K, key: string): Extract<Found, { kind: K }> {
  const found = itemOf(draft, key);
  if (found?.kind !== kind) throw new NotFound('item');
  return found as Extract<Found, { kind: K }>;
}

function fieldsOf(found: Found, timeZone: string): readonly FieldSpec[] {
  if (found.kind === 'modules') return MODULE_FIELDS;
  return found.kind === 'sections' ? SECTION_FIELDS : activityFields(found.item.kind, timeZone);
}
