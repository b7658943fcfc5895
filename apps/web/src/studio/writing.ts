import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { Drafts, type DraftView } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { basedOn, type Difference, digestOf, isUntouched, onNewest, type Place } from './editing';
import { Editor } from './editor';
import { type Body, differing, type FieldSpec, type Item, textOf, valuesOf } from './fields';

/** Any form: the codecs of its fields read it. */
const AnyForm = z.record(z.string(), z.unknown());
const OUTDATED = 412;

/** What is written: its state now as its form would show it, how a form of it is told apart, and the writing itself. */
export type Work = Readonly<{
  place: Place;
  now: (draft: DraftView) => { shown: Body; revision: number };
  differences: (body: Body, draft: DraftView) => Difference[];
  write: (body: Body, draft: DraftView, revision: number) => Promise<unknown>;
  done: (draft: DraftView) => SeeOther;
}>;

/** Forms of the studio: refused ones come back with what was typed, outdated ones with what the other has written. */
@Injectable()
export class Writing {
  constructor(
    private readonly drafts: Drafts,
    private readonly editor: Editor,
    private readonly messages: Messages,
  ) {}

  save(request: FastifyRequest, courseId: string, sent: unknown, work: Work): Promise<Page | SeeOther> {
    const body = (sent ?? {}) as Body;
    const based = basedOn(body);
    return submit(
      AnyForm,
      body,
      () =>
        onNewest(async () => {
          const draft = await this.drafts.view(courseId);
          const { shown, revision } = work.now(draft);
          if (!isUntouched(based, { revision, seen: digestOf(shown) })) {
            const form = { values: { ...body }, errors: {}, reason: null };
            const stale = work.differences(body, draft);
            return this.editor.page(request, courseId, work.place, { form, based: { revision, seen: digestOf(shown) }, stale }, OUTDATED);
          }
          await work.write(body, draft, revision);
          return work.done(draft);
        }),
      (form) => this.editor.page(request, courseId, work.place, { form, based }),
    );
  }

  /** Something new: there is nothing yet that it could overwrite. */
  add(request: FastifyRequest, courseId: string, sent: unknown, place: Place, write: (body: Body, draft: DraftView) => Promise<SeeOther>): Promise<Page | SeeOther> {
    const body = (sent ?? {}) as Body;
    return submit(
      AnyForm,
      body,
      () => onNewest(async () => write(body, await this.drafts.view(courseId))),
      (form) => this.editor.page(request, courseId, place, { form, based: basedOn(body) }),
    );
  }

  /** The part of `Work` that forms made of fields have in common. */
  ofFields(locale: string, specs: readonly FieldSpec[], itemIn: (draft: DraftView) => Item & { revision: number }): Pick<Work, 'now' | 'differences'> {
    return {
      now: (draft) => ({ shown: valuesOf(specs, itemIn(draft)), revision: itemIn(draft).revision }),
      differences: (body, draft) =>
        differing(specs, body, itemIn(draft)).map(({ name, read }) => ({
          label: this.messages.text(locale, `studio.field-${name}`),
          mine: [body[name] ?? ''].flat().map(textOf).join(', '),
          theirs: [read(itemIn(draft))].flat().join(', '),
        })),
    };
  }
}
