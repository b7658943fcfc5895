import { type Composing, defineMail, type MailContent, type MailKind } from '@academy/platform';
import { liveEventEntry } from '@academy/learning';
import { type Letter, letterWords, readEvent } from './letters';
import type { SweptKind } from './due.kinds';

type House = (letter: Letter & { date: string }, composing: Composing) => MailContent;
const mine = ({ enrolmentId }: Letter): string => `/learning/${enrolmentId}`;
const activity = (letter: Letter): string => (letter.activityKey === null ? mine(letter) : `${mine(letter)}/activities/${letter.activityKey}`);

/** A reminder: at most once. `style`: how its date is read. */
const reminder = (kind: SweptKind, style: 'day' | 'long', house: House): MailKind<Letter> =>
  defineMail<Letter>({
    kind,
    isTransactional: false,
    mayUnsubscribe: true,
    compose: (sent, composing) => {
      const letter = kind === 'survey' && sent.activityKey !== null ? { ...sent, link: composing.url(activity(sent)) } : sent;
      const date = letter.at === null ? '' : composing.date(letter.at, style);
      return letterWords(house({ ...letter, date }, composing), letter, date, composing);
    },
  });

export const EditionStartsMail = reminder('edition-starts', 'long', (letter, { t, url }) => ({
  subject: t('editionStarts.subject', { course: letter.course, days: letter.days }),
  paragraphs: [t('editionStarts.body', { course: letter.course, edition: letter.edition, date: letter.date })],
  action: { label: t('editionStarts.action'), url: url(mine(letter)) },
}));

export const NotStartedMail = reminder('not-started', 'day', (letter, { t, url }) => ({
  subject: t('notStarted.subject', { course: letter.course }),
  paragraphs: [t('notStarted.body', { course: letter.course, activity: letter.activity })],
  action: { label: t('notStarted.action'), url: url(activity(letter)) },
  footnote: t('notStarted.note'),
}));

export const ModuleOpenedMail = reminder('module-opened', 'day', (letter, { t, url }) => ({
  subject: t('moduleOpened.subject', { module: letter.module }),
  paragraphs: [t('moduleOpened.body', { course: letter.course, module: letter.module })],
  action: { label: t('moduleOpened.action'), url: url(mine(letter)) },
}));

export const ModuleMissedMail = reminder('module-missed', 'day', (letter, { t, url }) => ({
  subject: t('moduleMissed.subject', { module: letter.module }),
  paragraphs: [t('moduleMissed.body', { course: letter.course, module: letter.module, date: letter.date })],
  action: { label: t('moduleMissed.action'), url: url(mine(letter)) },
}));

/** How long somebody has been away, as far as the letter is worded by it: who gets a second or third one does not read the first again. */
const stretchOf = (days: number): 'week' | 'fortnight' | 'weeks' => (days < 11 ? 'week' : days < 18 ? 'fortnight' : 'weeks');

export const AwayMail = reminder('away', 'day', (letter, { t, url }) => ({
  subject: t('away.subject', { course: letter.course, stretch: stretchOf(letter.days) }),
  paragraphs: [t('away.body', { course: letter.course, activity: letter.activity, days: letter.days, stretch: stretchOf(letter.days) })],
  action: { label: t('away.action'), url: url(activity(letter)) },
}));

export const DraftNotSentMail = reminder('draft-not-sent', 'long', (letter, { t, url }) => ({
  subject: t('draftNotSent.subject', { activity: letter.activity }),
  paragraphs: [t('draftNotSent.body', { course: letter.course, activity: letter.activity, date: letter.date })],
  action: { label: t('draftNotSent.action'), url: url(`${activity(letter)}/submission`) },
}));

export const DeadlineMail = reminder('deadline', 'long', (letter, { t, url }) => ({
  subject: t('deadline.subject', { activity: letter.activity, days: letter.days }),
  paragraphs: [t('deadline.body', { course: letter.course, activity: letter.activity, date: letter.date })],
  action: { label: t('deadline.action'), url: url(activity(letter)) },
}));

/** With the event for a calendar: the entry of earlier mails, should it be there. */
export const LiveEventMail = reminder('live-event', 'long', (letter, { t, url }) => ({
  subject: t('liveEvent.subject', { activity: letter.activity, date: letter.date }),
  paragraphs: [t('liveEvent.body', { course: letter.course, activity: letter.activity, date: letter.date })],
  action: { label: t('liveEvent.action'), url: url(activity(letter)) },
  ...(letter.event ? { calendar: liveEventEntry(readEvent(letter.event), url) } : {}),
}));

export const NearlyThereMail = reminder('nearly-there', 'day', (letter, { t, url }) => ({
  subject: t('nearlyThere.subject', { course: letter.course }),
  paragraphs: [t('nearlyThere.body', { course: letter.course, activity: letter.activity })],
  action: { label: t('nearlyThere.action'), url: url(activity(letter)) },
}));

export const SurveyMail = reminder('survey', 'day', (letter, { t, url }) => ({
  subject: t('survey.subject', { course: letter.course }),
  paragraphs: [t('survey.body', { course: letter.course })],
  action: { label: t('survey.action'), url: letter.link ?? url(mine(letter)) },
  ...(letter.activityKey === null ? {} : { footnote: t('survey.anonymous') }),
}));

export const CertificateUnfetchedMail = reminder('certificate-unfetched', 'day', (letter, { t, url }) => ({
  subject: t('certificateUnfetched.subject', { course: letter.course }),
  paragraphs: [t('certificateUnfetched.body', { course: letter.course, date: letter.date })],
  action: { label: t('certificateUnfetched.action'), url: url('/me/credentials') },
}));

export const CredentialExpiringMail = reminder('credential-expiring', 'day', (letter, { t, url }) => ({
  subject: t('credentialExpiring.subject', { course: letter.course, date: letter.date }),
  paragraphs: [t('credentialExpiring.body', { course: letter.course, date: letter.date })],
  action: { label: t('credentialExpiring.action'), url: url('/me/credentials') },
}));
