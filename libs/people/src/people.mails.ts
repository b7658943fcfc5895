import { defineMail } from '@academy/platform';

type TokenData = { tokenId: string; purpose: TokenPurpose };
export type TokenPurpose = 'verify-address' | 'reset-password' | 'change-address' | 'undo-address';

/** The links carry `<token id>.<signature>`; the token itself is a row that is used once. */
export const VerifyAddress = defineMail<TokenData>({
  kind: 'verify-address',
  isTransactional: true,
  mayUnsubscribe: false,
  compose: ({ tokenId }, { t, url, seal }) => ({
    subject: t('verifyAddress.subject'),
    paragraphs: [t('verifyAddress.body')],
    action: { label: t('verifyAddress.action'), url: url(`/verify-address?token=${seal('verify-address', tokenId)}`) },
    footnote: t('verifyAddress.note'),
  }),
});

export const ResetPassword = defineMail<TokenData>({
  kind: 'reset-password',
  isTransactional: true,
  mayUnsubscribe: false,
  compose: ({ tokenId }, { t, url, seal }) => ({
    subject: t('resetPassword.subject'),
    paragraphs: [t('resetPassword.body')],
    action: { label: t('resetPassword.action'), url: url(`/new-password?token=${seal('reset-password', tokenId)}`) },
    footnote: t('resetPassword.note'),
  }),
});

/** Sent to an address that already has an account when someone registers with it again. */
export const AddressKnown = defineMail<Record<string, never>>({
  kind: 'address-known',
  isTransactional: true,
  mayUnsubscribe: false,
  compose: (_data, { t, url }) => ({
    subject: t('addressKnown.subject'),
    paragraphs: [t('addressKnown.body')],
    action: { label: t('addressKnown.action'), url: url('/sign-in') },
    footnote: t('addressKnown.note'),
  }),
});

export const PasswordWasChanged = defineMail<Record<string, never>>({
  kind: 'password-changed',
  isTransactional: true,
  mayUnsubscribe: false,
  compose: (_data, { t, url }) => ({
    subject: t('passwordChanged.subject'),
    paragraphs: [t('passwordChanged.body')],
    action: { label: t('passwordChanged.action'), url: url('/password-reset') },
  }),
});
