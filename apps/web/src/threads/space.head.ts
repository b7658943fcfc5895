import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { SpacePlace } from '@academy/discussions';
import { languageBeside } from '../learning/language';
import { spaceHref } from './thread.links';

export type ActivityLine = Readonly<{ key: string; title: string; lang: string | null; href: string | null }>;

/** What the head of a page within a space says: the way there, and its activities. */
@Injectable()
export class SpaceHeads {
  constructor(
    private readonly messages: Messages,
    private readonly versions: Versions,
  ) {}

  /** Crumbs down to the space's list of threads. */
  crumbs(spaceId: string, { courseTitle, editionName, enrolmentId }: SpacePlace, locale: string): { label: string; href: string }[] {
    const list = { label: this.messages.text(locale, 'thread.discussions'), href: spaceHref(spaceId) };
    if (enrolmentId !== null) return [{ label: this.messages.text(locale, 'learning.title'), href: '/learning' }, { label: courseTitle, href: `/learning/${enrolmentId}` }, list];
    return [{ ...list, label: `${courseTitle}${editionName === null ? '' : ` · ${editionName}`} · ${list.label}` }];
  }

  /** Activities of the version that the edition runs, in their order. */
  async activities({ versionId, enrolmentId, courseLanguage }: SpacePlace, locale: string): Promise<ActivityLine[]> {
    if (versionId === null) return [];
    const { modules } = await this.versions.outline(versionId);
    const lang = languageBeside(courseLanguage, locale);
    return modules.flatMap(({ sections }) =>
      sections.flatMap(({ activities }) => activities.map(({ key, title }) => ({ key, title, lang, href: enrolmentId === null ? null : `/learning/${enrolmentId}/activities/${key}` }))),
    );
  }
}
