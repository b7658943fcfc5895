/**
 * A maximum flow in a small network of whole capacities (Dinic), and what its residual network tells: which edges some
 * maximum flow uses, and which capacities could be less without loss.
 */
export class FlowNetwork {
  private readonly heads: number[] = [];
  private readonly room: number[] = [];
  private readonly edgesOf: number[][];

  constructor(private readonly nodes: number) {
    this.edgesOf = Array.from({ length: nodes }, () => []);
  }

  /** Answers the number of the edge. */
  addEdge(from: number, to: number, capacity: number): number {
    const edge = this.heads.length;
    this.heads.push(to, from);
    this.room.push(capacity, 0);
    this.edgesOf[from]!.push(edge);
    this.edgesOf[to]!.push(edge + 1);
    return edge;
  }

  /** Pushes as much as goes; answers how much went. */
  maximise(source: number, sink: number): number {
    let total = 0;
    for (;;) {
      const levels = this.levelsFrom(source);
      if (levels[sink] === -1) return total;
      const next = Array.from({ length: this.nodes }, () => 0);
      for (let pushed = this.push(source, sink, Infinity, levels, next); pushed > 0; pushed = this.push(source, sink, Infinity, levels, next)) total += pushed;
    }
  }

  flowOf(edge: number): number {
    return this.room[edge ^ 1]!;
  }

  /** From which nodes something could still be pushed, or pushed back, to this one. */
  whoReaches(target: number): boolean[] {
    const reaches = Array.from({ length: this.nodes }, () => false);
    reaches[target] = true;
    const waiting = [target];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const edge of this.edgesOf[node]!) {
        const before = this.heads[edge]!;
        if (reaches[before] || this.room[edge ^ 1]! === 0) continue;
        reaches[before] = true;
        waiting.push(before);
      }
    }
    return reaches;
  }

  private levelsFrom(source: number): number[] {
    const levels = Array.from({ length: this.nodes }, () => -1);
    levels[source] = 0;
    const waiting = [source];
    for (let at = 0; at < waiting.length; at++) {
      const node = waiting[at]!;
      for (const edge of this.edgesOf[node]!) {
        const head = this.heads[edge]!;
        if (levels[head] !== -1 || this.room[edge]! === 0) continue;
        levels[head] = levels[node]! + 1;
        waiting.push(head);
      }
    }
    return levels;
  }

  private push(node: number, sink: number, most: number, levels: readonly number[], next: number[]): number {
    if (node === sink) return most;
    const edges = this.edgesOf[node]!;
    for (; next[node]! < edges.length; next[node]!++) {
      const edge = edges[next[node]!]!;
      const head = this.heads[edge]!;
      if (this.room[edge]! === 0 || levels[head] !== levels[node]! + 1) continue;
      const pushed = this.push(head, sink, Math.min(most, this.room[edge]!), levels, next);
      if (pushed === 0) continue;
      this.room[edge]! -= pushed;
      this.room[edge ^ 1]! += pushed;
      return pushed;
    }
    return 0;
  }
}

/** Who could give how much to whom: `takers` by index of what they lack; `givers` with the takers that they can give one each. */
export type Supply = Readonly<{ owed: number; takers: readonly number[] }>;

/** A maximum matching of givers to takers. `most`: how many each edge may carry, 1 where nothing is said. */
export class Matching {
  /** What is given in all. */
  readonly total: number;
  private readonly network: FlowNetwork;
  /** The edge from each giver to the first of its takers; those to the others follow, two numbers apart. */
  private readonly firstEdges: number[];
  private readonly firstTaker: number;
  private readonly sink: number;

  constructor(
    lacks: readonly number[],
    private readonly givers: readonly Supply[],
    most = 1,
  ) {
    this.firstTaker = 1 + givers.length;
    this.sink = this.firstTaker + lacks.length;
    this.network = new FlowNetwork(this.sink + 1);
    this.firstEdges = givers.map(({ owed, takers }, giver) => {
      const own = this.network.addEdge(0, 1 + giver, owed);
      for (const taker of takers) this.network.addEdge(1 + giver, this.firstTaker + taker, most);
      return own + 2;
    });
    lacks.forEach((lack, taker) => this.network.addEdge(this.firstTaker + taker, this.sink, lack));
    this.total = this.network.maximise(0, this.sink);
  }

  /** Which takers this giver can serve now without making the total smaller. */
  keptBy(giver: number): (taker: number) => boolean {
    const reaches = this.network.whoReaches(1 + giver);
    return (taker) => {
      const place = this.givers[giver]!.takers.indexOf(taker);
      return place >= 0 && (this.network.flowOf(this.firstEdges[giver]! + 2 * place) > 0 || reaches[this.firstTaker + taker]!);
    };
  }

  /** Which takers could lack one less without making the total smaller: givers alone would not serve all that these lack. */
  spare(): (taker: number) => boolean {
    const reaches = this.network.whoReaches(this.sink);
    return (taker) => reaches[this.firstTaker + taker]!;
  }
}
