import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { type DraftOrderInput, Drafts, type DraftView } from '@academy/courses';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { SeeOther } from '../views/page';
import { orderAfterPlacing, orderAfterStep } from './draft.places';
import { onNewest } from './editing';
import { Items } from './items.pages';
import { itemHref } from './outline.view';

const Step = z.object({ direction: z.enum(['up', 'down']) });
const Placing = z.object({ before: PathKey });

/** Modules, sections and activities in another order: by buttons a step at a time, by dragging at once. */
@Controller('studio/courses/:id')
export class OrderPages {
  constructor(private readonly drafts: Drafts) {}

  @Post(':items/:key/step')
  @Allow('course.author', { course: 'id' })
  step(
    @Param('id', { schema: Id }) id: string,
    @Param('items', { schema: Items }) items: Items,
    @Param('key', { schema: PathKey }) key: string,
    @Body({ schema: Step }) { direction }: z.infer<typeof Step>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    return this.reorder(id, key, me, (draft) => orderAfterStep(draft, items, key, direction));
  }

  @Post(':items/:key/place')
  @Allow('course.author', { course: 'id' })
  place(
    @Param('id', { schema: Id }) id: string,
    @Param('items', { schema: Items }) items: Items,
    @Param('key', { schema: PathKey }) key: string,
    @Body({ schema: Placing }) { before }: z.infer<typeof Placing>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    return this.reorder(id, key, me, (draft) => orderAfterPlacing(draft, items, key, before));
  }

  private reorder(id: string, key: string, me: Actor, orderFor: (draft: DraftView) => DraftOrderInput | null): Promise<SeeOther> {
    return onNewest(async () => {
      const draft = await this.drafts.view(id);
      const order = orderFor(draft);
      if (!order) return new SeeOther(itemHref(id, key), { kind: 'info', message: 'studio.cannotMove' });
      await this.drafts.reorder(id, draft.revision, order, me.userId);
      return new SeeOther(itemHref(id, key), { kind: 'success', message: 'studio.moved' });
    });
  }
}
