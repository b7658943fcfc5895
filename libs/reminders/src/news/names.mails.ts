import { defineMail } from '@academy/platform';

type Place = { correctionId: string; editionId: string; course: string; edition: string };

/** To coordinators who may decide. Which name, and why, is read where they decide. */
export const NameCorrectionAskedMail = defineMail<Place>({
  kind: 'name-correction-asked',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('nameAsked.subject', { edition: data.edition }),
    paragraphs: [t('nameAsked.body', { course: data.course, edition: data.edition })],
    action: { label: t('nameAsked.action'), url: url(`/coordination/editions/${data.editionId}/certificates`) },
  }),
});

/** To whoever asked for another name. */
export const NameCorrectionDecidedMail = defineMail<Place & { isGranted: boolean; name: string; note: string }>({
  kind: 'name-correction-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('nameDecided.subject', { granted: String(data.isGranted) }),
    paragraphs: [t('nameDecided.body', { granted: String(data.isGranted), name: data.name, course: data.course }), ...(data.note === '' ? [] : [t('nameDecided.why', { note: data.note })])],
    action: { label: t('nameDecided.action'), url: url('/me/credentials') },
  }),
});
