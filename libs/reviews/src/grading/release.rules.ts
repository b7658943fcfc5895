import type { AssignmentActivity } from '../assignments.service';

/** `notBefore`: the edition's own date for grades; `deadline`: the last day of the work's reviews. */
export type ReleaseTerms = Readonly<{ release: AssignmentActivity['release']; notBefore: Date | null; deadline: Date }>;

/** Whether authors may see a grade by now without anybody saying so. */
export function isReleaseDue({ release, notBefore, deadline }: ReleaseTerms, now: Date): boolean {
  if (notBefore && now < notBefore) return false;
  switch (release) {
    case 'at-once':
      return true;
    case 'at-review-deadline':
      return now >= deadline;
    case 'after-moderation':
      return false;
  }
}

/** Why staff may not release the grades of an assignment, or null. */
export function whyNotRelease(release: AssignmentActivity['release'], notBefore: Date | null, now: Date): 'releases-by-itself' | 'release-date-ahead' | null {
  if (release !== 'after-moderation') return 'releases-by-itself';
  return notBefore && now < notBefore ? 'release-date-ahead' : null;
}
