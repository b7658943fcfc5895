import { type AwayHost, type ClockworkRun, type DeliveryFigures, formatRelative, type MailFigures, type MailLine, type MailState, type MailSwitchState, type Messages, type QueueFigures, type TroubledDelivery } from '@academy/platform';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const TONE = { fine: 'success', late: 'danger', failed: 'danger', never: 'warning', unknown: 'outline' } as const;

/** "3 minutes ago", of what is dated by the machine's clock and not by ours. */
export const agoIn = (locale: string, now: Date, seconds: number | null): string | null => (seconds === null ? null : formatRelative(new Date(now.getTime() - seconds * 1_000), now, locale));

/** The clockwork in words: what each job does, how often, and how its last run went. */
export function clockworkLines(messages: Messages, locale: string, now: Date, runs: readonly ClockworkRun[]) {
  return runs.map(({ name, state, everySeconds, ageSeconds, tookMilliseconds, result }) => ({
    name,
    does: messages.has(`operations.job-${name}`) ? messages.text(locale, `operations.job-${name}`) : name,
    every: everySeconds === null ? null : messages.text(locale, 'operations.every', { hours: Math.floor(everySeconds / HOUR), minutes: Math.floor(everySeconds / MINUTE), seconds: everySeconds }),
    ago: agoIn(locale, now, ageSeconds),
    took: tookMilliseconds === null ? null : messages.text(locale, 'operations.took', { seconds: Math.round(tookMilliseconds / 100) / 10 }),
    state,
    tone: TONE[state],
    error: result === 'ok' ? null : result,
  }));
}

export const queueLines = (locale: string, now: Date, queues: readonly QueueFigures[]) => queues.map((queue) => ({ ...queue, oldest: agoIn(locale, now, queue.oldestSeconds) }));

export const deliveryLines = (locale: string, now: Date, deliveries: readonly TroubledDelivery[]) => deliveries.map((delivery) => ({ ...delivery, tried: agoIn(locale, now, delivery.queuedSeconds) }));

type Figures = Readonly<{ clockwork: readonly ClockworkRun[]; queues: readonly QueueFigures[] | null; deliveries: DeliveryFigures; mail: MailFigures; mailSwitch: MailSwitchState; hosts: readonly AwayHost[] }>;
/** Minutes that a mail that is due may wait before anybody should look: the sweep comes each minute, and a server may be slow. */
const OVERDUE_MINUTES = 10;
/** Mails put off for long that are many, whatever else goes: a full mailbox, or a server that keeps strangers waiting, puts off a few. */
const MANY_PUT_OFF = 10;

/** Whether what servers put off needs a person: many wait for long, or some do and nothing has gone since. */
const isPutOffForLong = ({ putOff: { long, longSince }, lastSentAt }: MailFigures): boolean => long >= MANY_PUT_OFF || (longSince !== null && (lastSentAt === null || lastSentAt < longSince));

/** What needs a person, the most pressing first. */
export function attentionOf(messages: Messages, locale: string, now: Date, { clockwork, queues, deliveries, mail, mailSwitch, hosts }: Figures): { words: string; href: string | null }[] {
  const matter = (isSo: boolean, key: string, href: string | null, values: Record<string, string | number> = {}) => (isSo ? [{ words: messages.text(locale, `operations.attention-${key}`, values), href }] : []);
  const weekOf = (state: MailState): number => mail.states.find((each) => each.state === state)?.week ?? 0;
  const behind = clockwork.filter(({ state }) => state === 'late' || state === 'failed').length;
  const isOverdue = mail.oldestDueAt !== null && now.getTime() - mail.oldestDueAt.getTime() > OVERDUE_MINUTES * MINUTE * 1_000;
  return [
    ...matter(mailSwitch.isPaused, 'paused', '/operations/mail', { count: mail.due }),
    ...matter(queues === null, 'queue', '#queues'),
    ...matter(behind > 0, 'jobs', '#clockwork', { count: behind }),
    ...matter(deliveries.givenUp > 0, 'deliveries', '/operations/deliveries', { count: deliveries.givenUp }),
    ...hosts.flatMap(({ host, failures }) => matter(true, 'server', '/operations/mail', { host, count: failures })),
    ...matter(isPutOffForLong(mail) && !mailSwitch.isPaused, 'put-off', '/operations/mail?state=pending', { count: mail.putOff.count, since: formatRelative(mail.putOff.since ?? now, now, locale) }),
    ...matter(weekOf('failed') > 0, 'failed', '/operations/mail?state=failed', { count: weekOf('failed') }),
    ...matter(mail.unseen > 0, 'unknown', '/operations/mail?state=unknown', { count: mail.unseen }),
    ...matter(isOverdue && !mailSwitch.isPaused, 'overdue', '/operations/mail?state=pending', { since: mail.oldestDueAt ? formatRelative(mail.oldestDueAt, now, locale) : '' }),
  ];
}

const TONE_OF_MAIL: Partial<Record<MailState, string>> = { sent: 'success', failed: 'danger', unknown: 'warning', suppressed: 'outline' };

/** Mails of a list: what they are about in words where there are some, and why they stand as they do. */
export function mailLines(messages: Messages, locale: string, mails: readonly MailLine[]) {
  return mails.map((mail) => ({
    ...mail,
    language: messages.nearest(mail.language, 'mail.greeting'),
    about: mailKindWords(messages, locale, mail.kind),
    tone: TONE_OF_MAIL[mail.state] ?? null,
    why: mail.reason && (messages.has(`operations.reason-${mail.reason}`) ? messages.text(locale, `operations.reason-${mail.reason}`) : mail.reason),
    mayGoAgain: mail.state === 'failed' || mail.state === 'unknown',
  }));
}

/** The words that preferences have for a kind, as a heading; others for those that nobody can turn off. */
export function mailKindWords(messages: Messages, locale: string, kind: string): string {
  if (messages.has(`operations.kind-${kind}`)) return messages.text(locale, `operations.kind-${kind}`);
  const words = messages.has(`reminders.kind.${kind}`) ? messages.text(locale, `reminders.kind.${kind}`) : kind;
  return words.replace(/^./u, (first) => first.toLocaleUpperCase(locale));
}
