import { PUBLICATION_LICENCES } from '@academy/reviews';
import { licenceOf } from '../courses/licence';
import { activityHref } from '../learning/outline.view';
import { asReviewersSee, type Desk, deskView } from './desk';

/** One's own work once it is handed in, or when nothing can be written any more. */
export function readingView(desk: Desk) {
  const { assignment, enrolmentId, work } = desk;
  return {
    ...deskView(desk),
    state: work?.state ?? 'new',
    work: work && asReviewersSee(desk, work),
    late: work?.late ?? false,
    submittedAt: work?.submittedAt ?? null,
    reviewBy: work?.reviewBy ?? null,
    received: work?.reviewsReceived ?? 0,
    wanted: work?.reviewsWanted ?? 0,
    given: work?.reviewsGiven ?? 0,
    owed: work ? Math.max(0, work.reviewsToGive - work.reviewsGiven) : 0,
    reviewsHref: `${activityHref(enrolmentId, assignment.activityKey)}/reviews`,
    gradeHref: work?.graded ? `${activityHref(enrolmentId, assignment.activityKey)}/grade?round=${work.round}` : null,
    mayTakeBack: desk.activity.counts && (work?.mayWithdraw ?? false),
    maySecondDraft: desk.activity.counts && (work?.maySecondDraft ?? false),
    mayPublish: work?.state === 'graded' && work.graded && work.publication === null,
    licences: PUBLICATION_LICENCES.map((value) => ({ value, label: licenceOf(value).name })),
    publication: work?.publication ? { ...work.publication, licence: licenceOf(work.publication.licence), href: `/scenarios/${work.id}` } : null,
    isTogether: (work?.authors.length ?? 0) > 1,
  };
}
