import type { EditionView } from '@academy/editions';
import type { RuleScope } from '@academy/reminders';

/**
 * Whose reminders a page is about: those of an edition, with its people, or those of a course, which all its editions begin with.
 * `example`: the edition whose people a mail is shown for; null where there is none that may be shown. `mayRun`: of which of its editions people may be named.
 */
export type ReminderScope = Readonly<{ scope: RuleScope; address: string; course: { id: string; title: string; language: string }; edition: EditionView | null; example: { id: string; name: string } | null; mayRun: (editionId: string) => boolean }>;

export const scopeOfEdition = (edition: EditionView): ReminderScope => ({ scope: { editionId: edition.id }, address: `/coordination/editions/${edition.id}/reminders`, course: edition.course, edition, example: edition, mayRun: () => true });

export const scopeOfCourse = (course: ReminderScope['course'], example: ReminderScope['example'], mayRun: ReminderScope['mayRun']): ReminderScope => ({ scope: { courseId: course.id }, address: `/coordination/courses/${course.id}/reminders`, course, edition: null, example, mayRun });
