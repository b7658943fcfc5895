/** The kinds that these weeks prove: whoever adds one adds it here, and says in `naive` who is due it. */
export const PROVEN = [
  'seat-freed', 'edition-starts', 'not-started', 'module-opened', 'module-missed', 'away', 'draft-not-sent', 'deadline', 'live-event',
  'reviews-owed', 'claim-expiring', 'nearly-there', 'survey', 'certificate-unfetched', 'credential-expiring',
];

/** How many of each kind there were, and the first few of them. */
type Wrong = { count: number; byKind: Map<string, number>; examples: string[] };
const EXAMPLES = 3;

/** What was played, and what was found wrong with it. */
export class Findings {
  steps = 0;
  people = 0;
  /** Of these. */
  started = 0;
  finished = 0;
  /** By kind: people who were reminded, and who were left out to see what it changes. */
  readonly reminded = new Map<string, number>();
  readonly leftOut = new Map<string, number>();
  readonly told = new Map<string, number>();
  readonly sent = new Map<string, number>();
  readonly inLetters = new Map<string, number>();
  letters = 0;
  /** Reasons for which mails were not sent, or not then. */
  readonly kept = new Map<string, number>();
  private readonly wrongs = new Map<string, Wrong>();

  wrong(what: string, kind: string, example: string): void {
    const found = this.wrongs.get(what) ?? { count: 0, byKind: new Map<string, number>(), examples: [] };
    this.wrongs.set(what, found);
    found.count += 1;
    count(found.byKind, kind);
    if (found.examples.length < EXAMPLES) found.examples.push(example);
  }

  /** A line for each thing that is wrong; none where nothing is. */
  get faults(): string[] {
    return [...this.wrongs].map(([what, { count: times, byKind, examples }]) => `${what}: ${times} (${table(byKind)}), such as ${examples.join('; ')}`);
  }

  get report(): string {
    const lines = [
      `started: ${this.started} of ${this.people}, finished: ${this.finished} of these`,
      `reminded: ${table(this.reminded)}`, `left out to see what it changes: ${table(this.leftOut)}`, `told in the Academy: ${table(this.told)}`,
      `sent: ${table(this.sent)}`, `in ${this.letters} letters: ${table(this.inLetters)}`, `not sent, or not then: ${table(this.kept)}`,
    ];
    return [...lines, ...(this.faults.length === 0 ? ['nothing is wrong'] : this.faults.map((fault) => `WRONG: ${fault}`))].map((line) => `  ${line}\n`).join('');
  }
}

export const count = (counts: Map<string, number>, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
export const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, each) => sum + each, 0);
const table = (counts: ReadonlyMap<string, number>): string => [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, times]) => `${name} ${times}`).join(', ') || 'none';
