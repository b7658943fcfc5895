import { Injectable } from '@nestjs/common';
import { Messages, NotFound, Stale } from '@academy/platform';
import { DraftItems, Drafts, type DraftView } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { Page, SeeOther } from '../views/page';
import { type ActivityOfDraft, type Direction, itemOf } from './draft.places';
import { type Difference, onNewest, type Part } from './editing';
import type { Body } from './fields';
import { itemHref } from './outline.view';
import { freshKeys } from './rows';
import { Writing } from './writing';

type Keyed = { key: string };
type Where = Readonly<{ courseId: string; activityKey: string; partKey: string | null; actorId: string }>;
/** How the parts of one kind of activity are read, told in words and written. */
export type PartKind<P extends Keyed> = Readonly<{
  part: (key: string | null, body: Body) => Part;
  /** What keys of new parts begin with. */
  keysBegin: (activity: ActivityOfDraft) => string;
  partsOf: (activity: ActivityOfDraft) => readonly P[];
  shown: (part: P) => Body;
  /** What a form makes of a part; throws Invalid where it does not fit. */
  from: (key: string, body: Body, before: P | null) => P;
  words: (part: P) => Record<string, string>;
  patch: (parts: P[], activity: ActivityOfDraft) => Record<string, unknown>;
  /** Where the page of the activity lists them. */
  anchor: string;
}>;

/** Questions of a quiz or a survey; criteria, fields and examples of an assignment: lists within an activity, one form each. */
@Injectable()
export class Parts {
  constructor(
    private readonly writing: Writing,
    private readonly items: DraftItems,
    private readonly drafts: Drafts,
    private readonly messages: Messages,
  ) {}

  add<P extends Keyed>(request: FastifyRequest, where: Where, body: unknown, kind: PartKind<P>): Promise<Page | SeeOther> {
    const { courseId, activityKey, actorId } = where;
    return this.writing.add(request, courseId, body, { item: activityKey, part: kind.part(null, (body ?? {}) as Body) }, async (form, draft) => {
      const activity = activityOf(draft, activityKey);
      const parts = kind.partsOf(activity);
      const part = kind.from(freshKeys(kind.keysBegin(activity), parts.map(({ key }) => key))(), form, null);
      await this.items.change(courseId, 'activities', activityKey, activity.revision, kind.patch([...parts, part], activity), actorId);
      return new SeeOther(`${itemHref(courseId, activityKey)}#${kind.anchor}`, { kind: 'success', message: 'studio.added' });
    });
  }

  save<P extends Keyed>(request: FastifyRequest, where: Where, body: unknown, kind: PartKind<P>): Promise<Page | SeeOther> {
    const { courseId, activityKey, actorId } = where;
    const partKey = where.partKey ?? '';
    const partIn = (draft: DraftView) => partOf(kind.partsOf(activityOf(draft, activityKey)), partKey);
    return this.writing.save(request, courseId, body, {
      place: { item: activityKey, part: kind.part(partKey, (body ?? {}) as Body) },
      now: (draft) => ({ shown: kind.shown(partIn(draft)), revision: activityOf(draft, activityKey).revision }),
      differences: (form, draft) => this.differences(request.locale, kind.words(kind.from(partKey, form, partIn(draft))), kind.words(partIn(draft))),
      write: (form, draft, revision) => {
        const activity = activityOf(draft, activityKey);
        const parts = kind.partsOf(activity).map((each) => (each.key === partKey ? kind.from(partKey, form, each) : each));
        return this.items.change(courseId, 'activities', activityKey, revision, kind.patch(parts, activity), actorId);
      },
      done: () => new SeeOther(`${itemHref(courseId, activityKey)}#${kind.anchor}`, { kind: 'success', message: 'studio.saved' }),
    });
  }

  step<P extends Keyed>(where: Where, direction: Direction, kind: PartKind<P>): Promise<SeeOther> {
    const { courseId, activityKey, partKey, actorId } = where;
    return onNewest(async () => {
      const activity = activityOf(await this.drafts.view(courseId), activityKey);
      const parts = [...kind.partsOf(activity)];
      const at = parts.indexOf(partOf(parts, partKey ?? ''));
      const to = direction === 'up' ? at - 1 : at + 1;
      const back = `${itemHref(courseId, activityKey)}#${kind.anchor}`;
      if (to < 0 || to >= parts.length) return new SeeOther(back, { kind: 'info', message: 'studio.cannotMove' });
      parts.splice(to, 0, ...parts.splice(at, 1));
      await this.items.change(courseId, 'activities', activityKey, activity.revision, kind.patch(parts, activity), actorId);
      return new SeeOther(back, { kind: 'success', message: 'studio.moved' });
    });
  }

  /** What somebody has changed meanwhile is not taken away unseen. */
  async remove<P extends Keyed>(where: Where, revision: number, kind: PartKind<P>): Promise<SeeOther> {
    const { courseId, activityKey, partKey, actorId } = where;
    const activity = activityOf(await this.drafts.view(courseId), activityKey);
    const parts = kind.partsOf(activity);
    const left = parts.filter((each) => each !== partOf(parts, partKey ?? ''));
    const back = `${itemHref(courseId, activityKey)}#${kind.anchor}`;
    try {
      await this.items.change(courseId, 'activities', activityKey, revision, kind.patch(left, activity), actorId);
    } catch (error) {
      if (error instanceof Stale) return new SeeOther(back, { kind: 'error', message: 'studio.changedMeanwhile' });
      throw error;
    }
    return new SeeOther(back, { kind: 'success', message: 'studio.removed' });
  }

  private differences(locale: string, mine: Record<string, string>, theirs: Record<string, string>): Difference[] {
    return Object.keys(theirs)
      .filter((name) => mine[name] !== theirs[name])
      .map((name) => ({ label: this.messages.text(locale, `studio.field-${name}`), mine: mine[name] ?? '', theirs: theirs[name] ?? '' }));
  }
}

export function activityOf(draft: DraftView, key: string): ActivityOfDraft {
  const found = itemOf(draft, key);
  if (found?.kind !== 'activities') throw new NotFound('activity');
  return found.item;
}

function partOf<P extends Keyed>(parts: readonly P[], key: string): P {
  const part = parts.find((each) => each.key === key);
  if (!part) throw new NotFound('part');
  return part;
}
