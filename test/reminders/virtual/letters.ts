import type { Database } from '@academy/platform';
import type { Decisions } from './decisions';
import { count, type Findings } from './findings';
import type { World } from './naive/rows';
import { lineOf } from './naive/rules';
import { hourFor, type Look, whyNot } from './naive/verdicts';

type Letter = Readonly<{ id: string; userId: string; state: string; reason: string | null; dueAt: Date; at: Date | null }>;
type Piece = Readonly<{ letterId: string; key: string; state: string; reason: string | null }>;

/** What went in letters that gather others: all that is still to be said, nothing else, and by day. */
export class Letters {
  private readonly over = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly decisions: Decisions,
    private readonly findings: Findings,
  ) {}

  /** `looks`: before and after it all went. */
  async compare(world: World, looks: readonly Look[]): Promise<void> {
    const forgotten = await this.database.query<{ key: string; kind: string }>(`SELECT natural_key AS key, kind FROM mail WHERE state = 'held' AND due_at <= $1`, [looks[0]!.at]);
    for (const { key, kind } of forgotten) this.findings.wrong('held and forgotten', kind, key);

    const letters = (await this.database.query<Letter>(`SELECT id, user_id AS "userId", state, reason, due_at AS "dueAt", sent_at AS at FROM mail WHERE kind = 'digest'`)).filter(({ id }) => !this.over.has(id));
    const pieces = await this.database.query<Piece>(`SELECT digest_id AS "letterId", natural_key AS key, state, reason FROM mail WHERE digest_id = ANY ($1::uuid[])`, [letters.map(({ id }) => id)]);
    for (const letter of letters) {
      this.hour(world, letter, looks);
      if (letter.state === 'pending') continue;
      this.over.add(letter.id);
      if (letter.state === 'sent') this.findings.letters += 1;
      for (const piece of pieces.filter(({ letterId }) => letterId === letter.id)) this.piece(world, looks, letter, piece);
    }
  }

  private hour(world: World, { userId, state, reason, dueAt }: Letter, looks: readonly Look[]): void {
    if (!world.people.has(userId)) return void (state === 'sent' && this.findings.wrong('a letter to who is gone', 'digest', userId));
    if (!['sent', 'pending'].includes(state)) return;
    const verdicts = looks.map(({ at }) => hourFor(world, userId, true, at));
    const isRight = verdicts.some((verdict) => (state === 'sent' ? verdict.to === 'go' : verdict.to === 'wait' && verdict.until === dueAt.getTime()));
    if (!isRight) this.findings.wrong('a letter at a bad hour, or put off to another', 'digest', `${userId}: ${state} ${reason ?? ''} at ${looks[0]!.at.toISOString()}, due ${dueAt.toISOString()}`);
  }

  private piece(world: World, looks: readonly Look[], letter: Letter, { key, state, reason }: Piece): void {
    const named = this.decisions.mailed.get(key);
    if (!named) return;
    const whys = looks.map((look) => whyNot(world, { ...named, line: lineOf(named) }, look));
    const isSaid = letter.state === 'sent' && state === 'gathered';
    if (isSaid) count(this.findings.inLetters, named.kind);
    if (isSaid && !whys.includes(null)) this.findings.wrong('said in a letter though nobody should hear of it', named.kind, `${key} (${whys.join(', ')})`);
    if (!isSaid && whys.every((why) => why === null)) this.findings.wrong('left out of a letter though due', named.kind, `${key}: ${state} ${reason ?? ''}, letter ${letter.state} ${letter.reason ?? ''}`);
  }
}
