import 'reflect-metadata';
import '@academy/people';
import '@academy/reminders';
import { Clock, MailComposer, type MailItem, mailKind, mailKinds, Messages, readConfig, Secrets, Templates } from '@academy/platform';
import { mimeOf } from '../../libs/platform/src/mail/mail.mime';

export const messages = new Messages();
/** Languages that mails speak: more than pages do. */
export const LOCALES = messages.havingText('mail.greeting');
export const ids = { mail: '3f0c2a54-6d5e-4c1b-9a77-0d0f6b1c2e11', person: '9d1c77aa-0b43-4f0e-8a11-5f2b6c7d8e90', enrolment: '77777777-0000-4000-8000-000000000007' };
export const PERSON = { displayName: 'Żaneta O’Brien-Παπαδοπούλου', locale: 'en', timeZone: 'Europe/Athens' };

const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@127.0.0.1/none', ACADEMY_SECRET: 'the secret of the tests', PUBLIC_URL: 'https://academy.example', MAIL_BOUNCES: 'bounces@academy.example' });
/** When all mails here are composed: what they are about lies ahead, whenever this is run. */
export const NOW = new Date('2027-01-15T10:00:00Z');
// Only its time is asked for here: no database stands behind it.
const clock = Object.assign(new Clock(null as never, null as never, config), { now: () => NOW });
const composer = new MailComposer(messages, new Templates(messages), new Secrets(config), clock, config);

const items: MailItem[] = [
  { heading: 'New in “Angles in the playground”', text: 'Maria wrote: try it with chalk first, and let them guess before they measure.', action: { label: 'Read on', url: 'https://academy.example/threads/1' } },
  { heading: 'A badge for you', text: 'You completed a module.' },
];
/** What any kind of mail may be about; each takes what it knows. */
const ABOUT: Record<string, unknown> = {
  ...{ enrolmentId: ids.enrolment, course: 'Measuring our street & “beyond”', edition: 'Spring 2027', startsAt: '2027-03-01T08:00:00Z', position: 1_234, tokenId: ids.mail, purpose: 'verify-address' },
  ...{ module: 'Angles', moduleKey: 'angles', activity: 'A plan of the street', activityKey: 'plan', title: 'A plan of the street', at: '2027-03-28T09:30:00Z', days: 3, hours: 48, link: null, words: null, language: 'en' },
  ...{ reviewId: ids.mail, round: 1, owed: 2, waived: 2, change: 'moved', hasPage: true, owedBy: '2027-03-28T09:30:00Z', dueAt: '2027-03-28T09:30:00Z', expiresAt: '2027-03-28T09:30:00Z', languages: ['pl', 'it'], editionId: ids.enrolment, isAgain: false, mayRewrite: true },
  ...{ why: 'short', what: 'work', isUpheld: true, caseId: ids.mail, group: 'Maths in Porto', groupId: ids.mail, inviter: 'Jürgen, “the 2nd”', author: 'Ana Łuczak', place: 'Measuring our street, Spring', threadId: ids.mail, postId: ids.mail, count: 3 },
  ...{ decision: 'mute', note: 'Please stay kind.', until: '2027-03-28T09:30:00Z', isActedOn: true, acted: true, isOverturned: true, overturned: true, spaceId: ids.mail, userId: ids.enrolment, items, more: 4, next: 'A plan', since: '2027-03-01T08:00:00Z', mayAppeal: true, mutedUntil: '2027-03-28T09:30:00Z' },
  event: { editionId: ids.enrolment, activityKey: 'meet', title: 'We meet, “live”', course: 'Measuring our street', startsAt: '2027-03-28T09:30:00Z', endsAt: '2027-03-28T10:30:00Z', isCancelled: false, sequence: 3 },
};

export const KINDS = mailKinds();

/** Kinds that quote what somebody wrote. */
const QUOTING = new Set(['mention', 'reply', 'followed', 'new-threads', 'answer-endorsed', 'announcement']);

/** One mail of a kind as it would be sent, composed and as it travels. `about`: instead of what samples are about. */
export async function letter(kind: string, locale: string, about: Record<string, unknown> = {}, recipient = PERSON) {
  const composed = composer.compose(mailKind(kind)!, { id: ids.mail, kind, userId: ids.person, address: 'zaneta@szkoła.example', recipient: { ...recipient, locale }, data: { ...ABOUT, ...(QUOTING.has(kind) ? { words: 'What we saw\nand what we guessed' } : {}), ...about } });
  return { composed, raw: mimeOf(composed, 'Academy <no-reply@academy.example>').toString('utf8') };
}
