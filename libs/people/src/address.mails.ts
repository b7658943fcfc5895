import { defineMail, type MailContent, type Composing, type MailKind } from '@academy/platform';

/** Mails about a change of address are about the account itself: they go to addresses that are written to no more, too. */
const aboutTheAddress = <Data>(kind: string, compose: (data: Data, using: Composing) => MailContent): MailKind<Data> => defineMail<Data>({ kind, isTransactional: true, mayUnsubscribe: false, compose });

type Linked = { tokenId: string };
type Nothing = Record<string, never>;

/** To the new address. */
export const ConfirmAddress = aboutTheAddress<Linked>('confirm-address', ({ tokenId }, { t, url, seal }) => ({
  subject: t('confirmAddress.subject'),
  paragraphs: [t('confirmAddress.body')],
  action: { label: t('confirmAddress.action'), url: url(`/confirm-address?token=${seal('change-address', tokenId)}`) },
  footnote: t('confirmAddress.note'),
}));

/** To the address of somebody else, where it was asked for; who asked is not told. */
export const AddressInUse = aboutTheAddress<Nothing>('address-in-use', (_data, { t, url }) => ({
  subject: t('addressInUse.subject'),
  paragraphs: [t('addressInUse.body')],
  action: { label: t('addressInUse.action'), url: url('/sign-in') },
  footnote: t('addressInUse.note'),
}));

/** To the address that holds until the new one is confirmed. The new one is not in it: others may read this mailbox by now. */
export const AddressChangeWasAsked = aboutTheAddress<Nothing>('address-change-asked', (_data, { t, url }) => ({
  subject: t('addressChangeAsked.subject'),
  paragraphs: [t('addressChangeAsked.body'), t('addressChangeAsked.what')],
  action: { label: t('addressChangeAsked.action'), url: url('/password-reset') },
}));

/** To the former address, with the way back. */
export const AddressWasChanged = aboutTheAddress<Linked>('address-changed', ({ tokenId }, { t, url, seal }) => ({
  subject: t('addressChanged.subject'),
  paragraphs: [t('addressChanged.body'), t('addressChanged.what')],
  action: { label: t('addressChanged.action'), url: url(`/restore-address?token=${seal('undo-address', tokenId)}`) },
  footnote: t('addressChanged.note'),
}));

/** To the address that holds again. */
export const AddressRestored = aboutTheAddress<Linked>('address-restored', ({ tokenId }, { t, url, seal }) => ({
  subject: t('addressRestored.subject'),
  paragraphs: [t('addressRestored.body')],
  action: { label: t('addressRestored.action'), url: url(`/new-password?token=${seal('reset-password', tokenId)}`) },
  footnote: t('resetPassword.note'),
}));

/** To the address that held meanwhile. */
export const AddressTakenBack = aboutTheAddress<Nothing>('address-taken-back', (_data, { t }) => ({
  subject: t('addressTakenBack.subject'),
  paragraphs: [t('addressTakenBack.body'), t('addressTakenBack.what')],
}));
