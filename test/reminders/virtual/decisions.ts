import type { Database } from '@academy/platform';
import { REMINDER_KINDS } from '@academy/reminders';
import { count, type Findings } from './findings';
import { lineOf, type Named } from './naive/rules';

type Decided = Readonly<{ id: string; userId: string; kind: string; subject: string; occurrence: string; arm: string; told: number; naturalKey: string }>;

/** A mail's key as its line: what it is about, once for ever. */
export const keyOf = ({ kind, subject, occurrence }: Pick<Named, 'kind' | 'subject' | 'occurrence'>): string => [kind, subject, occurrence].filter((part) => part !== '').join(':');

/** Compares what was decided, and by which doors it goes, with what the naive recomputation names. */
export class Decisions {
  private readonly known = new Set<string>();
  /** By keys of mails. */
  readonly mailed = new Map<string, Named>();

  constructor(
    private readonly database: Database,
    private readonly findings: Findings,
  ) {}

  /** `most`: all that may have been decided since an instant; `isSure`: whether it had to be. Answers what was. */
  async compare(from: Date, most: ReadonlyMap<string, Named>, isSure: (line: string) => boolean): Promise<Named[]> {
    const mails = new Set((await this.database.query<{ key: string }>('SELECT natural_key AS key FROM mail WHERE created_at >= $1 AND kind = ANY ($2::text[])', [from, REMINDER_KINDS])).map(({ key }) => key));
    const fresh: Named[] = [];
    for (const decided of await this.decided(from)) {
      const line = lineOf({ ...decided, enrolmentId: '', editionId: '' });
      const named = most.get(line);
      if (!named) this.findings.wrong('reminded though not due', decided.kind, line);
      else this.doors(line, named, decided, mails);
      if (named) fresh.push(named);
      this.known.add(line);
      mails.delete(keyOf(decided));
      count(decided.arm === 'sent' ? this.findings.reminded : this.findings.leftOut, decided.kind);
      if (decided.told > 0) count(this.findings.told, decided.kind);
    }
    for (const [line, { kind }] of most) if (!this.known.has(line) && isSure(line)) this.findings.wrong('not reminded though due', kind, line);
    for (const key of mails) this.findings.wrong('a mail that nobody decided about', key.split(':')[0]!, key);
    return fresh;
  }

  private doors(line: string, named: Named, { arm, told, kind }: Decided, mails: ReadonlySet<string>): void {
    if ((arm === 'held-out') !== named.isLeftOut) this.findings.wrong(named.isLeftOut ? 'reminded though to be left out' : 'left out though to be reminded', kind, line);
    if (told > 1) this.findings.wrong('told twice in the Academy', kind, line);
    if (told > 0 !== named.isTold) this.findings.wrong(named.isTold ? 'not told in the Academy' : 'told in the Academy though not to be', kind, line);
    if (mails.has(keyOf(named)) !== named.isMailed) this.findings.wrong(named.isMailed ? 'no mail' : 'a mail though none is to be', kind, line);
    if (named.isMailed) this.mailed.set(keyOf(named), named);
  }

  private decided(from: Date): Promise<Decided[]> {
    return this.database.query<Decided>(
      `SELECT r.id, r.user_id AS "userId", r.kind, r.subject, r.occurrence, r.arm, coalesce(n.told, 0) AS told FROM reminder r
       LEFT JOIN (SELECT params ->> 'reminderId' AS id, count(*)::int AS told FROM notification WHERE kind = 'reminder' AND created_at >= $1 GROUP BY 1) n ON n.id = r.id::text WHERE r.decided_at >= $1`,
      [from],
    );
  }

  /** Whatever way it came there: nobody has two notifications of one reminder, none one of somebody else's. */
  async count(): Promise<void> {
    const odd = await this.database.query<{ id: string; kind: string; times: number }>(
      `SELECT n.params ->> 'reminderId' AS id, min(r.kind) AS kind, count(*)::int AS times FROM notification n LEFT JOIN reminder r ON r.id::text = n.params ->> 'reminderId' AND r.user_id = n.user_id AND r.arm = 'sent'
       WHERE n.kind = 'reminder' GROUP BY 1 HAVING count(*) > 1 OR count(r.id) = 0`,
    );
    for (const { id, kind, times } of odd) this.findings.wrong('notifications that are not one for one reminder', kind ?? 'none', `${id} ${times} times`);
  }
}
