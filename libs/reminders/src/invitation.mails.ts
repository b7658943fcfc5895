import { defineMail } from '@academy/platform';

/** To whoever a colleague invited to a study group. */
export const GroupInvitationMail = defineMail<{ enrolmentId: string; groupId: string; group: string; inviter: string; course: string; edition: string }>({
  kind: 'group-invitation',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('groupInvitation.subject', data),
    paragraphs: [t('groupInvitation.body', data)],
    action: { label: t('groupInvitation.action'), url: url(`/learning/${data.enrolmentId}/group`) },
    footnote: t('groupInvitation.note'),
  }),
});
