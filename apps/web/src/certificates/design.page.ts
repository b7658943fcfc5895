import type { Messages } from '@academy/platform';
import { type DesignedCourse, LONGEST, MOST_SIGNATURES, PLACEHOLDERS } from '@academy/credentials';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import { Page } from '../views/page';

type Shown = {
  designed: DesignedCourse;
  /** The form's, or null for the design as it is kept. */
  form?: FormState | null;
  signature?: FormState | null;
  preview?: string | null;
};

export const addressOf = (courseId: string): string => `/coordination/courses/${courseId}/certificate-design`;

/** The languages that certificates are written in: more than pages are shown in. */
export const certificateLanguages = (messages: Messages): string[] => messages.havingText('certificate.heading');

/** The design of a course's certificates, with the sentences of one language. `wanted`: that language, where it is one of ours. */
export function designPage(messages: Messages, locale: string, wanted: string | undefined, { designed: { course, revision, design }, form, signature, preview }: Shown): Page {
  const shown = certificateLanguages(messages).includes(wanted ?? '') ? wanted! : locale;
  const { id } = course;
  const own = design.wording[shown];
  const kept = { ...design.colours, ...own, hasModuleCertificates: design.hasModuleCertificates, showsGrade: design.showsGrade };
  const query = `?locale=${shown}`;
  return new Page('certificate-pages/design', {
    course,
    address: addressOf(id),
    query,
    revision,
    languages: certificateLanguages(messages).map((code) => ({ code, href: `${addressOf(id)}?locale=${code}`, isShown: code === shown, isOwn: design.wording[code] !== undefined })),
    placeholders: PLACEHOLDERS,
    longest: LONGEST,
    signatures: design.signatures,
    maySign: design.signatures.length < MOST_SIGNATURES,
    preview: preview ?? null,
    form: formView(messages, locale, 'certificates', form ?? emptyForm(kept)),
    signature: formView(messages, locale, 'certificates', signature ?? emptyForm()),
  });
}
