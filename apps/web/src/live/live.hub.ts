import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Busy, Clock, CONFIG, type Config, Listen } from '@academy/platform';
import { DISCUSSIONS_CHANNEL, type LiveSignal } from '@academy/discussions';
import { eventBlock, Stream } from './stream';
import { Topic } from './topic';

/** Seconds between two signs of life on a stream. Streams take turns, so that no second has to do with all. */
const HEARTBEAT_SECONDS = 20;
/** Signs of life until the guard is asked again: ten minutes. Some end earlier, so that they do not all come back at once. */
const MOST_BEATS = 30;
const FEWEST_BEATS = 24;
/** As many as a browser may have open over HTTP/1.1. The oldest gives way, and looks for itself now and then. */
const MOST_OF_A_PERSON = 6;
const RETRY_MILLISECONDS = [1_000, 3_000] as const;
const FULL_RETRY_SECONDS = 60;
const ENDING_RETRY_SECONDS = 2;
/** Said to a page whose stream gave way: it need not come back. */
const SURPLUS = eventBlock(null, 'surplus', '');

const between = (least: number, most: number): number => least + Math.floor(Math.random() * (most - least + 1));

/** Tells open pages that there is something new in the thread or space they show: ids alone, no words. One LISTEN connection serves all, no statement any. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly topics = new Map<string, Topic>();
  private readonly people = new Map<string, Set<Stream>>();
  private readonly turns = Array.from({ length: HEARTBEAT_SECONDS }, () => new Set<Stream>());
  private turn = 0;
  private joined = 0;
  private isEnding = false;
  private heart: NodeJS.Timeout | null = null;

  constructor(
    private readonly listen: Listen,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listen.on(DISCUSSIONS_CHANNEL, (payload) => this.hear(JSON.parse(payload) as LiveSignal), () => this.catchUp());
    this.heart = setInterval(() => this.beat(), 1_000).unref();
  }

  /** The first to close: nobody waits for a page that only listens. */
  onModuleDestroy(): void {
    this.isEnding = true;
    if (this.heart) clearInterval(this.heart);
    for (const turn of this.turns) for (const stream of turn) stream.end('');
  }

  /** How many are open. */
  get size(): number {
    return this.turns.reduce((sum, turn) => sum + turn.size, 0);
  }

  /** Takes a page in; what it hears before it has begun is kept for it. Throws Busy where the process has as many as it may. */
  join(topicId: string, personId: string, response: ServerResponse): Stream {
    if (this.isEnding) throw new Busy(ENDING_RETRY_SECONDS);
    this.makeRoom(personId);
    if (this.size >= this.config.liveStreams) throw new Busy(FULL_RETRY_SECONDS);

    const stream = new Stream(topicId, personId, response, between(FEWEST_BEATS, MOST_BEATS));
    const topic = this.topics.get(topicId) ?? new Topic(topicId);
    this.topics.set(topicId, topic);
    topic.streams.add(stream);
    this.people.set(personId, (this.people.get(personId) ?? new Set<Stream>()).add(stream));
    this.turns[(this.joined += 1) % HEARTBEAT_SECONDS]!.add(stream);
    stream.onEnd(() => this.leave(stream));
    return stream;
  }

  /** Opens a stream that has joined. `seen`: how far its page knows; `newest`: how far there is something. */
  begin(stream: Stream, seen: number, newest: number): void {
    const mark = Math.max(seen, newest);
    stream.begin(between(...RETRY_MILLISECONDS), newest > seen ? eventBlock(mark, 'news', stream.topicId) : eventBlock(mark));
  }

  /** Forgets a stream. Again changes nothing. */
  leave(stream: Stream): void {
    for (const turn of this.turns) turn.delete(stream);
    const own = this.people.get(stream.personId);
    if (own?.delete(stream) && own.size === 0) this.people.delete(stream.personId);
    const topic = this.topics.get(stream.topicId);
    if (!topic?.streams.delete(stream) || topic.streams.size > 0) return;
    topic.close();
    this.topics.delete(stream.topicId);
  }

  private makeRoom(personId: string): void {
    const own = this.people.get(personId);
    if (!own || own.size < MOST_OF_A_PERSON) return;
    const [oldest] = own;
    this.leave(oldest!);
    oldest!.end(SURPLUS);
  }

  private beat(): void {
    this.turn = (this.turn + 1) % HEARTBEAT_SECONDS;
    for (const stream of this.turns[this.turn]!) stream.beat();
  }

  private hear({ thread, space, number, what }: LiveSignal): void {
    this.topics.get(thread)?.hear(number);
    if (what === 'post') this.topics.get(space)?.hear(this.clock.now().getTime());
  }

  private catchUp(): void {
    for (const topic of this.topics.values()) topic.catchUp();
  }
}
