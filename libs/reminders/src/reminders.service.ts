import { Injectable } from '@nestjs/common';
import { Clock, Database, type OutgoingMail, type PendingMail, queueMail } from '@academy/platform';
import { type VersionOutline, Versions } from '@academy/courses';
import { activitiesOf, type Evidence, moduleOpensAt, standingOf } from '@academy/learning';
import { CANDIDATE, type Candidate, CANDIDATES } from './reminder.candidates';
import { awaySince, moduleToAnnounce, whyNotRemind } from './reminder.rules';
import { AwayMail, ModuleOpenedMail } from './reminders.mails';

/** Enrolments looked at in one go. */
const PAGE = 500;

/** Who is due what. A sweep finds it and writes it down under a key of its own; at the moment of sending it is asked again. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /** Writes down all reminders that are due and were not before. Answers how many there are. */
  async sweep(): Promise<number> {
    let written = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const page = await this.candidatesAfter(after);
      written += await this.remind(page);
      if (page.length < PAGE) return written;
      after = page.at(-1)!.enrolmentId;
    }
  }

  /** Why a reminder of this service must not go out after all: its reason is gone. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== ModuleOpenedMail.kind && mail.kind !== AwayMail.kind) return null;

    const candidate = await this.database.one<Candidate>(`SELECT ${CANDIDATE} FROM ${CANDIDATES} WHERE e.id = $1`, [mail.data['enrolmentId']]);
    if (!candidate) return 'enrolment-gone';
    const now = this.clock.now();
    const outline = await this.versions.outline(candidate.versionId);
    const reason = whyNotRemind(candidate, now);
    if (reason) return reason;
    if (mail.kind === AwayMail.kind) return this.away(candidate, outline, now)?.data.since === mail.data['since'] ? null : 'came-back';
    return this.opened(candidate, outline, now)?.data.moduleKey === mail.data['moduleKey'] ? null : 'no-news-any-more';
  }

  private async remind(candidates: Candidate[]): Promise<number> {
    const now = this.clock.now();
    const opened: NonNullable<ReturnType<typeof this.opened>>[] = [];
    const away: NonNullable<ReturnType<typeof this.away>>[] = [];
    for (const candidate of candidates) {
      if (whyNotRemind(candidate, now)) continue;
      const outline = await this.versions.outline(candidate.versionId);
      const news = this.opened(candidate, outline, now);
      const absence = this.away(candidate, outline, now);
      if (news) opened.push(news);
      if (absence) away.push(absence);
    }
    return this.database.transaction(async (tx) => (await queueMail(tx, ModuleOpenedMail, opened)) + (await queueMail(tx, AwayMail, away)));
  }

  private opened(candidate: Candidate, outline: VersionOutline, now: Date) {
    const modules = outline.modules.map(({ key }, index) => ({
      key,
      opensAt: moduleOpensAt(candidate, { key, index }),
      isCompleted: candidate.completedModules.includes(key),
    }));
    const news = moduleToAnnounce(modules, candidate.activatedAt, now);
    if (!news) return null;
    const title = outline.modules.find(({ key }) => key === news.key)!.title;
    return outgoing(candidate, `module-opened:${candidate.enrolmentId}:${news.key}`, { moduleKey: news.key, module: title });
  }

  private away(candidate: Candidate, outline: VersionOutline, now: Date) {
    const since = awaySince(candidate, now);
    if (!since) return null;
    const facts: Evidence[] = (candidate.facts ?? []).map(([activityKey, evidence, value]) => ({ activityKey, evidence, value: Number(value) }));
    const missing = new Set(standingOf(outline.modules, facts).missing.map(({ key }) => key));
    const isOpen = (key: string, index: number) => (moduleOpensAt(candidate, { key, index }) ?? now) <= now;
    const next = outline.modules.filter(({ key }, index) => isOpen(key, index)).flatMap(activitiesOf).find(({ key }) => missing.has(key));
    if (!next) return null;
    return outgoing(candidate, `away:${candidate.enrolmentId}:${since.toISOString().slice(0, 10)}`, { next: next.title, activityKey: next.key, since: since.toISOString() });
  }

  /** Only those for whom something may be due: a module that opened since they came, or a week without a visit. */
  private candidatesAfter(enrolmentId: string): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT ${CANDIDATE} FROM ${CANDIDATES}
       WHERE e.id > $1 AND e.state = 'active' AND d.state IN ('open', 'running') AND d.starts_at <= academy_now() AND d.ends_at > academy_now()
       ORDER BY e.id LIMIT $2`,
      [enrolmentId, PAGE],
    );
  }
}

function outgoing<Data extends object>({ enrolmentId, userId, address, course, edition, ...recipient }: Candidate, key: string, data: Data): OutgoingMail<Data & { enrolmentId: string; course: string; edition: string }> {
  return { key, userId, address, recipient, data: { ...data, enrolmentId, course, edition } };
}
