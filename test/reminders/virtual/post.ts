import type { INestApplicationContext } from '@nestjs/common';
import { Database, MailSender } from '@academy/platform';
import { Digests } from '@academy/reminders';
import type { Decisions } from './decisions';
import { count, type Findings } from './findings';
import { Letters } from './letters';
import { dueOf } from './naive/due';
import type { World } from './naive/rows';
import { lineOf } from './naive/rules';
import { capOf, isCounted, isMild, mildPlaces, type Verdict, verdictOn, type Waiting } from './naive/verdicts';

const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;
/** A mail counts from before it is sent, and somewhat longer than a week: within these nothing is certain. */
const SLACK = 6 * 60_000;
/** What waited longer than this for a better hour nobody is told any more. */
const LONGEST_WAIT = 70 * DAY;

type Mail = Readonly<{ id: string; key: string; state: string; reason: string | null; dueAt: Date; sentAt: Date | null }>;
type Ruling = Readonly<{ waiting: Waiting; mail: Mail; did: Verdict['to'] | 'cap'; verdicts: readonly Verdict[] }>;

/** What ought to happen and what did. */
const WORDS: Readonly<Record<string, string>> = {
  'wait go': 'sent at a bad hour', 'hold go': 'sent alone though wished in a letter', 'drop go': 'sent though nobody should hear of it', 'go wait': 'put off without a reason', 'go hold': 'held without a wish', 'go drop': 'not sent though due',
};

/** Sends what is due as the worker does, and compares what became of each mail with what the naive recomputation says of it. */
export class Post {
  private readonly sent = new Map<string, number[]>();
  private readonly letters: Letters;

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly decisions: Decisions,
    private readonly findings: Findings,
    private readonly houseCap: number,
  ) {
    this.letters = new Letters(rooms.get(Database), decisions, findings);
  }

  private get database(): Database {
    return this.rooms.get(Database);
  }
  private now = async (): Promise<Date> => (await this.database.one<{ now: Date }>('SELECT academy_now() AS now'))!.now;

  async go(world: World): Promise<void> {
    await this.rooms.get(Digests).gather();
    const before = await this.now();
    const due = (await this.mails(`state = 'pending' AND due_at <= $1`, before)).filter(({ key }) => this.decisions.mailed.has(key));
    await this.rooms.get(MailSender).round();
    const after = await this.now();

    // What ends to be due while mails go may be asked about before or after that.
    const looks = [before, after].map((at) => ({ at, still: dueOf(world, at, new Date(at.getTime() - LONGEST_WAIT)) }));
    const rulings = (await this.mails('id = ANY ($1::uuid[])', due.map(({ id }) => id))).map((mail): Ruling => {
      const named = this.decisions.mailed.get(mail.key)!;
      const waiting = { ...named, line: lineOf(named) };
      return { waiting, mail, did: didOf(mail), verdicts: looks.map((look) => verdictOn(world, waiting, look)) };
    });
    for (const ruling of rulings) this.compare(ruling);
    this.compareCaps(world, rulings.filter(({ did, waiting }) => ['go', 'cap'].includes(did) && isCounted(waiting.kind)), before);
    await this.letters.compare(world, looks);
  }

  private compare({ waiting: { kind, line }, mail, did, verdicts }: Ruling): void {
    if (did === 'go') count(this.findings.sent, kind);
    else count(this.findings.kept, mail.reason ?? mail.state);
    const ought = verdicts.filter(({ to }) => to === (did === 'cap' ? 'go' : did));
    const [first] = verdicts as [Verdict];
    const said = 'why' in first ? ` (${first.why})` : 'until' in first ? ` (until ${new Date(first.until).toISOString()})` : '';
    const example = `${line}: ${mail.state} ${mail.reason ?? ''} at ${(mail.sentAt ?? mail.dueAt).toISOString()}, ought to ${first.to}${said}`;
    if (ought.length === 0) this.findings.wrong(WORDS[`${first.to} ${did}`] ?? `ought to ${first.to}, did ${did}`, kind, example);
    else if (ought.every((verdict) => 'until' in verdict && verdict.until !== mail.dueAt.getTime())) this.findings.wrong('put off to another hour', kind, example);
  }

  /** As many as her week has room for, and no more; the others are kept back. Mild ones find less room, whichever of them all goes first. */
  private compareCaps(world: World, rulings: readonly Ruling[], before: Date): void {
    const byPerson = new Map<string, Ruling[]>();
    for (const ruling of rulings) byPerson.set(ruling.waiting.userId, [...(byPerson.get(ruling.waiting.userId) ?? []), ruling]);
    for (const [userId, hers] of byPerson) {
      const times = this.sent.get(userId) ?? [];
      const cap = capOf(world, userId, this.houseCap);
      const room = (places: number, week: number): number => Math.max(0, places - times.filter((at) => at > before.getTime() - week).length);
      const went = hers.filter(({ did }) => did === 'go');
      for (const areMild of [true, false]) {
        const places = areMild ? mildPlaces(cap) : cap;
        const sent = areMild ? went.filter(({ waiting }) => isMild(waiting.kind)) : went;
        const example = `${userId}: ${sent.length} of ${hers.length} sent at ${before.toISOString()}, with room for ${room(places, WEEK)} of ${places}${areMild ? ' for mild ones' : ''}`;
        if (sent.length > room(places, WEEK)) this.findings.wrong('beyond the weekly cap', sent[0]!.waiting.kind, example);
        const kept = hers.find(({ did, waiting }) => did === 'cap' && isMild(waiting.kind) === areMild);
        if (kept && went.length < room(places, WEEK + SLACK)) this.findings.wrong('kept back by the cap though there is room', kept.waiting.kind, example);
      }
      this.sent.set(userId, [...times, ...went.map(({ mail }) => mail.sentAt!.getTime())]);
    }
  }

  private mails(where: string, value: unknown): Promise<Mail[]> {
    return this.database.query<Mail>(`SELECT id, natural_key AS key, state, reason, due_at AS "dueAt", sent_at AS "sentAt" FROM mail WHERE ${where}`, [value]);
  }
}

function didOf({ state, reason }: Mail): Ruling['did'] {
  if (state === 'suppressed') return reason === 'over-cap' ? 'cap' : 'drop';
  return state === 'sent' ? 'go' : state === 'held' || state === 'gathered' ? 'hold' : 'wait';
}
