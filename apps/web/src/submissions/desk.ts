import { Injectable } from '@nestjs/common';
import { Messages, Refused } from '@academy/platform';
import { type ActivityPageView, LearningQueries } from '@academy/learning';
import { isWritable, type OwnWork, OwnWorks, partsOf, revealing, type Revealed, type WorkAndTask } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { languageBeside } from '../learning/language';
import { activityHref } from '../learning/outline.view';
import { SeeOther } from '../views/page';
import { type WorkView, workView } from './work.view';

/** An assignment that somebody works at: what it asks for, what is written, and where it stands. */
export type Desk = WorkAndTask & Readonly<{ activity: ActivityPageView; enrolmentId: string; locale: string; isOpen: boolean }>;

/** What the pages of one's own work are composed with. */
@Injectable()
export class Desks {
  constructor(
    private readonly learning: LearningQueries,
    private readonly works: OwnWorks,
    private readonly messages: Messages,
  ) {}

  /** Throws NotFound for what is no assignment. Where it cannot be read yet, the activity's own page says why. */
  async at(enrolmentId: string, key: string, { locale }: FastifyRequest): Promise<Desk | SeeOther> {
    try {
      const activity = await this.learning.activity(enrolmentId, key);
      const { assignment, work } = await this.works.standing(enrolmentId, key);
      return { activity, assignment, work, enrolmentId, locale, isOpen: activity.counts && (work === null || isWritable(work.state)) };
    } catch (error) {
      if (error instanceof Refused) return new SeeOther(activityHref(enrolmentId, key));
      throw error;
    }
  }

  /** Where the text seems to say who wrote it, in the reader's words. Empty where names are meant to be seen. */
  async warnings({ assignment, locale }: Desk, work: OwnWork): Promise<string[]> {
    if (assignment.activity.anonymity !== 'double-blind') return [];
    const found: Revealed[] = revealing(work, await this.works.writersOf(work.id));
    return found.map(({ kind, excerpt }) => this.messages.text(locale, `submission.reveals-${kind}`, { excerpt }));
  }
}

export const workHref = (enrolmentId: string, key: string): string => `${activityHref(enrolmentId, key)}/submission`;
export const fileHref = (desk: Pick<Desk, 'enrolmentId' | 'assignment'>, id: string): string => `${workHref(desk.enrolmentId, desk.assignment.activityKey)}/attachments/${id}`;

/** What every page of one's own work shows of it. */
export function deskView(desk: Desk) {
  const { activity, assignment, enrolmentId, locale, work } = desk;
  const { enrolment } = activity;
  return {
    enrolment: { id: enrolmentId, course: enrolment.course },
    activity: { title: assignment.activity.title, href: activityHref(enrolmentId, assignment.activityKey) },
    address: workHref(enrolmentId, assignment.activityKey),
    lang: languageBeside(activity.language, locale),
    anonymity: assignment.activity.anonymity,
    mayAttach: assignment.activity.attachments,
    submitBy: assignment.submitBy?.toISOString() ?? null,
    graceUntil: assignment.graceUntil && assignment.submitBy && assignment.graceUntil > assignment.submitBy ? assignment.graceUntil.toISOString() : null,
    round: work?.round ?? 1,
    rounds: assignment.activity.rounds,
    authors: work?.authors ?? [],
    counts: activity.counts,
  };
}

/** A work as its reviewers will see it: files under neutral names. */
export const asReviewersSee = (desk: Desk, work: OwnWork): WorkView =>
  workView(
    { parts: partsOf(work, desk.assignment.activity.form), links: work.links, language: work.language },
    work.files.map(({ id, fileName, bytes }) => ({ name: fileName, href: fileHref(desk, id), kilobytes: kilobytesOf(bytes) })),
    desk.locale,
  );

export const kilobytesOf = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));
