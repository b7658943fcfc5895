import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database } from '@academy/platform';
import { Conduct, Openings, type OpenAnyThread, PostFiles, Posts, Reactions, type ReactionKind, Readers, Threads, Votes } from '@academy/discussions';
import type { RoleGrant } from '@academy/people';
import { PICTURES } from '../course/pages';
import type { Contribution, Given, Reply } from '../people';
import { Hearing } from './hearing';
import { History } from './history';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** In the afternoon, when school is over: three posts a day. */
const AFTERNOON = [0, 2.1, 4.6];

/** Where people talk: user ids by the keys of people. */
export type Place = Readonly<{ spaceId: string; startsAt: Date; until: Date; people: ReadonlyMap<string, string> }>;
/** What came of a thread, once it was played: its posts in their order. */
export type Talk = { threadId: string; postIds: string[]; endsAt: Date };

/** Lets people open threads and answer each other, by the services that pages use. */
@Injectable()
export class Conversations {
  private readonly accepted = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly hearing: Hearing,
    private readonly conduct: Conduct,
    private readonly openings: Openings,
    private readonly threads: Threads,
    private readonly votes: Votes,
    private readonly files: PostFiles,
    private readonly posts: Posts,
    private readonly reactions: Reactions,
    private readonly readers: Readers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Writes a thread down with all that follows, from its day on. */
  plan(place: Place, contribution: Contribution, opensAt: Date): Talk {
    const moments = momentsOf(contribution, opensAt, place.until);
    const talk: Talk = { threadId: '', postIds: [], endsAt: moments.at(-1)! };
    this.write(place, talk, contribution, moments[0]!, async (userId, markdown) => {
      const opened = await this.openings.open(place.spaceId, await this.rolesOf(userId), asked(contribution, markdown), 'page');
      talk.threadId = opened.threadId;
      for (const follower of contribution.followers ?? []) await this.readers.follow(talk.threadId, idOf(place, follower), true);
      return opened.postId;
    });
    contribution.replies.forEach((reply, index) =>
      this.write(place, talk, reply, moments[index + 1]!, async (userId, markdown) => {
        const fileIds = await this.upload(place.spaceId, userId, reply);
        const written = await this.posts.write(talk.threadId, { userId }, { markdown, language: reply.language, replyTo: reply.to === undefined ? null : talk.postIds[reply.to]!, fileIds }, 'page');
        return written.postId;
      }),
    );
    this.history.at(new Date(talk.endsAt.getTime() + 3 * MINUTE), () => this.settle(place, contribution, talk));
    return talk;
  }

  /** Whoever writes has accepted the code of conduct, and has read what was there. */
  private write(place: Place, talk: Talk, post: Reply, at: Date, write: (userId: string, markdown: string) => Promise<string>): void {
    const userId = idOf(place, post.person);
    this.history.at(at, async () => {
      await this.accept(place.spaceId, userId);
      const postId = await write(userId, post.firstWording ?? post.markdown);
      talk.postIds.push(postId);
      await this.readers.markRead(talk.threadId, userId, talk.postIds.length);
      await this.hearing.hear();
    });
    this.history.at(new Date(at.getTime() + MINUTE), async () => {
      const postId = talk.postIds.at(-1)!;
      if (post.firstWording) await this.posts.edit(postId, userId, { markdown: post.markdown });
      if (post.isTakenBack) await this.posts.remove(postId, userId);
      await this.react(place, postId, post.reactions ?? {});
    });
  }

  async accept(spaceId: string, userId: string): Promise<void> {
    const key = `${spaceId} ${userId}`;
    if (!this.accepted.has(key)) await this.conduct.accept(spaceId, userId, 'page');
    this.accepted.add(key);
  }

  private async react(place: Place, postId: string, given: Given): Promise<void> {
    for (const [kind, people] of Object.entries(given)) for (const person of people) await this.reactions.give(postId, idOf(place, person), kind as ReactionKind);
  }

  private async upload(spaceId: string, userId: string, { picture }: Reply): Promise<string[]> {
    if (!picture) return [];
    const fileName = `${picture.name}.svg`;
    return [(await this.files.add(spaceId, userId, { path: join(this.config.root, PICTURES, fileName), fileName }, picture.description)).id];
  }

  private async rolesOf(userId: string) {
    return { userId, roles: await this.database.query<RoleGrant>('SELECT role, scope, nullif(scope_id, $2) AS id FROM role_grant WHERE user_id = $1', [userId, '']) };
  }

  private async vote(place: Place, { options, votes }: NonNullable<Contribution['poll']>, threadId: string): Promise<void> {
    const chosen = new Map<string, string[]>();
    for (const [index] of options.entries()) for (const person of votes[index] ?? []) chosen.set(person, [...(chosen.get(person) ?? []), `o${index + 1}`]);
    for (const [person, keys] of chosen) await this.votes.vote(threadId, idOf(place, person), keys);
  }

  private async settle(place: Place, { person, answer, poll, isPinned, isLocked }: Contribution, { threadId, postIds }: Talk): Promise<void> {
    const { people } = place;
    if (poll) await this.vote(place, poll, threadId);
    if (answer !== undefined) await this.threads.endorse(threadId, postIds[answer]!, people.get(person)!);
    if (isPinned || isLocked) await this.threads.change(threadId, people.get('moderator')!, { isPinned: isPinned ?? false, isLocked: isLocked ?? false });
  }

  /** Somebody looks through all threads that there are. */
  async readAll(spaceId: string, userId: string): Promise<void> {
    const threads = await this.database.query<{ id: string; last: number }>('SELECT id, last_number AS last FROM thread WHERE space_id = $1', [spaceId]);
    for (const { id, last } of threads) await this.readers.markRead(id, userId, last);
  }
}

export function idOf({ people }: Place, person: string): string {
  const id = people.get(person);
  if (!id) throw new Error(`Nobody in the demonstration is called ${person}.`);
  return id;
}

function asked({ kind, title, language, activityKey, poll }: Contribution, markdown: string): OpenAnyThread {
  const words = { title, language, markdown };
  if (kind === 'announcement') return { ...words, kind };
  if (kind === 'poll') return { ...words, kind, activityKey, poll: { options: poll!.options, isMultiple: poll!.isMultiple ?? false, closesAt: null } };
  return { ...words, kind, activityKey };
}

/** When each post is written: a few in an afternoon, and all of them before the story ends. */
function momentsOf({ replies }: Contribution, opensAt: Date, until: Date): Date[] {
  return [null, ...replies].map((_, index) => {
    const wished = opensAt.getTime() + Math.floor(index / AFTERNOON.length) * DAY + AFTERNOON[index % AFTERNOON.length]! * HOUR;
    return new Date(Math.min(wished, until.getTime() - (replies.length + 1 - index) * 9 * MINUTE));
  });
}
