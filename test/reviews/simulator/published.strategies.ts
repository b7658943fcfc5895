import { type Cohort, randomFrom, SUBMIT_BY, WANTED } from './cohort';
import type { Strategy } from './strategy';

/**
 * Allocation as other platforms publish it, each given the language filter that none of them has: what they lose here, they
 * lose by their rules alone.
 */
abstract class Published implements Strategy {
  abstract readonly name: string;
  protected readonly submitted = new Map<number, number>();
  protected readonly finished = new Map<number, number>();
  protected readonly opened: Set<number>[];
  constructor(protected readonly cohort: Cohort) {
    this.opened = cohort.members.map(() => new Set());
  }
  async submit(member: number, at: number): Promise<void> {
    this.submitted.set(member, at);
  }
  async finish(_member: number, work: number): Promise<boolean> {
    this.finished.set(work, (this.finished.get(work) ?? 0) + 1);
    return true;
  }
  async remove(work: number): Promise<void> {
    this.submitted.delete(work);
  }
  async release(_member: number, _work: number): Promise<void> {}
  async tick(_at: number, _isEventful: boolean): Promise<void> {}
  abstract next(member: number, at: number): Promise<number | null>;

  /** By the time they were handed in. */
  protected candidates(member: number): number[] {
    const { reads } = this.cohort.members[member]!;
    return [...this.submitted]
      .filter(([work]) => work !== member && !this.opened[member]!.has(work) && reads.includes(this.cohort.members[work]!.language))
      .sort(([, one], [, other]) => one - other)
      .map(([work]) => work);
  }
  protected take(member: number, work: number | undefined): number | null {
    if (work === undefined) return null;
    this.opened[member]!.add(work);
    return work;
  }
}

const LEASE = 8;

/** ORA2: the oldest with room, a lease of 8 hours, and any at random once none has room. */
export class OldestFirst extends Published {
  readonly name = 'oldest first, lease 8 h, random overflow';
  private readonly leases = new Map<number, { member: number; until: number }[]>();
  private readonly random = randomFrom(this.cohort.settings.seed + 1);

  async next(member: number, at: number): Promise<number | null> {
    const candidates = this.candidates(member);
    const live = (work: number) => (this.leases.get(work) ?? []).filter(({ until }) => until > at).length;
    const work = candidates.find((each) => (this.finished.get(each) ?? 0) + live(each) < WANTED) ?? candidates[Math.floor(this.random() * candidates.length)];
    if (work !== undefined) this.leases.set(work, [...(this.leases.get(work) ?? []), { member, until: at + LEASE }]);
    return this.take(member, work);
  }
  override async finish(member: number, work: number): Promise<boolean> {
    this.leases.set(work, (this.leases.get(work) ?? []).filter((lease) => lease.member !== member));
    return super.finish(member, work);
  }
}

/** Workshop: all is dealt out once, when the deadline has passed; the least loaded reviewer of each work first. */
export class OneBatch extends Published {
  readonly name = 'one batch at the deadline';
  private dealt: number[][] | null = null;

  override async tick(at: number): Promise<void> {
    if (at < SUBMIT_BY || this.dealt) return;
    const dealt = this.cohort.members.map((): number[] => []);
    const works = [...this.submitted.keys()];
    for (let turn = 0; turn < WANTED; turn++) {
      for (const work of works) {
        const { language } = this.cohort.members[work]!;
        const able = works.filter((member) => member !== work && !dealt[member]!.includes(work) && this.cohort.members[member]!.reads.includes(language) && dealt[member]!.length < WANTED);
        const least = able.sort((one, other) => dealt[one]!.length - dealt[other]!.length)[0];
        if (least !== undefined) dealt[least]!.push(work);
      }
    }
    this.dealt = dealt;
  }
  async next(member: number): Promise<number | null> {
    return this.take(member, this.dealt?.[member]?.find((work) => this.submitted.has(work) && !this.opened[member]!.has(work)));
  }
}

/** Canvas: the work that was handed out least often, whatever became of it. */
export class CountOfIssued extends Published {
  readonly name = 'count of issued';
  private readonly issued = new Map<number, number>();

  async next(member: number): Promise<number | null> {
    if (this.opened[member]!.size >= this.cohort.members[member]!.willing) return null;
    const count = (work: number) => this.issued.get(work) ?? 0;
    const work = this.candidates(member).sort((one, other) => count(one) - count(other))[0];
    if (work !== undefined) this.issued.set(work, count(work) + 1);
    return this.take(member, work);
  }
}
