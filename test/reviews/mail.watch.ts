import type { RunningAcademy } from '../support/academy';
import type { ReceivedMail } from '../support/mailbox';
import { until } from '../support/until';

type Written = { state: string; reason: string | null; key: string; data: Record<string, unknown> };

/** Sees what becomes of mails: what was written down, what was sent, what was held back. */
export class MailWatch {
  constructor(private readonly academy: RunningAcademy) {}

  inHours = (hours: number): Date => new Date(this.academy.clock.now().getTime() + hours * 3_600_000);

  of = (person: { id: string }, kind: string): Promise<Written[]> =>
    this.academy.database.query<Written>('SELECT state, reason, natural_key AS key, data FROM mail WHERE user_id = $1 AND kind = $2 ORDER BY natural_key', [person.id, kind]);

  /** What became of the one mail of a kind to somebody, once it is settled. */
  settled = (person: { id: string }, kind: string): Promise<Written> =>
    until(async () => (await this.of(person, kind)).find(({ state }) => state === 'sent' || state === 'suppressed'), `a mail ${kind} to be settled`);

  /** Once every fact has been heard: of some a certificate is printed. */
  quiet = (): Promise<boolean> => until(async () => !(await this.academy.database.one('SELECT FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL LIMIT 1')), 'all facts to be heard');

  received = (person: { email: string }, kind: string): Promise<ReceivedMail> => this.academy.mailbox.waitFor(person.email, kind);
}
