import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { hostPauseSeconds } from './mail.rules';

export type AwayHost = { host: string; failures: number; said: string; since: Date; until: Date };

/** Mail servers that do not answer, or will not have us, are left alone for a growing time: by all mails of all processes. */
@Injectable()
export class MailHosts {
  constructor(private readonly database: Database) {}

  /** The server failed before it heard of any mail. Of many that find it away at once, one counts; what a probe finds counts. */
  async isAway(host: string, said: string, isProbe: boolean): Promise<void> {
    const found = await this.database.one<{ failures: number }>('SELECT failures FROM mail_host WHERE host = $1', [host]);
    const failures = (found?.failures ?? 0) + 1;
    await this.database.query(
      `INSERT INTO mail_host AS h (host, failures, said, until) VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
       ON CONFLICT (host) DO UPDATE SET failures = $2, said = $3, until = excluded.until WHERE $5 OR h.until <= clock_timestamp()`,
      [host, failures, said.slice(0, 500), hostPauseSeconds(failures, Math.random()), isProbe],
    );
  }

  /** It took a mail, or at least talked about one. */
  async isBack(host: string): Promise<void> {
    await this.database.query('DELETE FROM mail_host WHERE host = $1', [host]);
  }

  /** Servers that are left alone at present, or tried again with one mail at a time. */
  away(): Promise<AwayHost[]> {
    return this.database.query<AwayHost>('SELECT host, failures, said, since, until FROM mail_host ORDER BY host');
  }
}
