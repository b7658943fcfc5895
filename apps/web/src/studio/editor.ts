import { Injectable } from '@nestjs/common';
import { Messages, NotFound, renderMarkdown } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { ACTIVITY_KINDS, type ActivityKind, Drafts, type DraftView, MediaFiles } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { zoneName } from '../coordination/edition.fields';
import { languageBeside } from '../learning/language';
import { emptyForm } from '../views/forms';
import { Page } from '../views/page';
import { itemOf } from './draft.places';
import { type Again, digestOf, type Place } from './editing';
import { type FieldSpec, type Item, textOf, valuesOf } from './fields';
import { shownFields, shownForm } from './form.shown';
import { HEAD_FIELDS } from './head.fields';
import { activityFields, MODULE_FIELDS, SECTION_FIELDS } from './item.fields';
import { courseHref, itemHref, outlineView } from './outline.view';
import { listedParts, partView } from './part.view';
import { readView } from './read.view';

/** Kinds whose forms offer files of the course. */
const WITH_FILES = new Set<ActivityKind>(['resource']);

/** The page of a course in the studio: outline and editor. */
@Injectable()
export class Editor {
  constructor(
    private readonly drafts: Drafts,
    private readonly media: MediaFiles,
    private readonly editions: EditionQueries,
    private readonly messages: Messages,
  ) {}

  async page(request: FastifyRequest, courseId: string, place: Place, again: Again | null = null, status = 200): Promise<Page> {
    const draft = await this.drafts.view(courseId);
    const mayWrite = can(request.actor as Actor, 'course.author', { courseId });
    const frame = {
      course: { id: courseId, title: draft.title, language: draft.language, lang: languageBeside(draft.language, request.locale) },
      mayWrite,
      outline: outlineView(courseId, draft, place.item),
      current: place.item,
      address: courseHref(courseId),
      adding: this.adding(request.locale, place, again),
      stale: again?.stale ?? null,
      takeHref: hrefOf(courseId, place),
      preview: again?.preview === undefined ? null : renderMarkdown(again.preview, (href) => href.replace(/^activity:([a-z0-9-]{1,64})$/, `${courseHref(courseId)}/preview/$1`)),
    };
    const pane = mayWrite ? await this.pane(request, courseId, draft, place, place.adds ? null : again) : readView(draft, place.item);
    return new Page('studio/course', { ...frame, ...pane }, status);
  }

  private async pane(request: FastifyRequest, courseId: string, draft: DraftView, place: Place, again: Again | null): Promise<object> {
    const form = (specs: readonly FieldSpec[], item: Item, kind: ActivityKind | null = null) => this.form(request, courseId, draft, specs, item, kind, again);
    if (place.item === null) {
      return { pane: 'head', revision: again?.based.revision ?? draft.revision, ...(await form(HEAD_FIELDS, draft)) };
    }
    const found = itemOf(draft, place.item);
    if (!found) throw new NotFound('item');
    const { item } = found;
    const { timeZone } = request.actor!;
    const head = { item: { key: item.key, title: item.title, kind: found.kind }, revision: again?.based.revision ?? item.revision };
    if (found.kind === 'modules') return { ...head, pane: 'module', ...(await form(MODULE_FIELDS, found.item)) };
    if (found.kind === 'sections') {
      if (!place.add) return { ...head, pane: 'section', kinds: ACTIVITY_KINDS, ...(await form(SECTION_FIELDS, found.item)) };
      return { ...head, pane: 'new', add: place.add, ...(await form(activityFields(place.add, timeZone), {}, place.add)) };
    }
    const activity = found.item;
    if (place.part) return { ...head, ...partView(this.messages, request.locale, draft, activity, place.part, again) };
    // Whoever wrote a survey may read what it brought, in each edition.
    const editions = activity.kind === 'survey' ? (await this.editions.ofCourse(courseId)).map(({ id, name }) => ({ name, href: `/coordination/editions/${id}/surveys` })) : [];
    return { ...head, pane: 'activity', activityKind: activity.kind, editions, ...listedParts(this.messages, request.locale, activity), ...(await form(activityFields(activity.kind, timeZone), activity, activity.kind)) };
  }

  private async form(request: FastifyRequest, courseId: string, draft: DraftView, specs: readonly FieldSpec[], item: Item, kind: ActivityKind | null, again: Again | null) {
    const media = kind && WITH_FILES.has(kind) ? await this.media.ofCourse(courseId) : [];
    const form = shownForm(this.messages, request.locale, again?.form ?? emptyForm(valuesOf(specs, item)), kind);
    const seen = again?.based.seen ?? digestOf(valuesOf(specs, item));
    const fields = shownFields(this.messages, specs, form, { locale: request.locale, language: draft.language, kind, media, zone: zoneName(request.locale, request.actor!.timeZone) });
    const rare = fields.filter(({ isRare }) => isRare);
    return { form, seen, fields: fields.filter(({ isRare }) => !isRare), rare, isRareOpen: rare.some(({ error }) => error !== null) };
  }

  /** The lines for a new module and a new section: empty, or as they were refused. */
  private adding(locale: string, { adds }: Place, again: Again | null) {
    const typed = again && shownForm(this.messages, locale, again.form);
    const lineOf = (what: Place['adds']) => ({ value: adds === what ? textOf(typed?.values['title']) : '', error: adds === what ? (typed?.errors['title'] ?? null) : null });
    return { module: lineOf('module'), section: lineOf('section') };
  }
}

/** The page that is open, without what was typed. */
function hrefOf(courseId: string, { item, part }: Place): string {
  return part?.key ? `${itemHref(courseId, item)}&${part.of}=${part.key}` : itemHref(courseId, item);
}
