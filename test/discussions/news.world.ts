import { type FactKind, record } from '@academy/platform';
import { MailWatch } from '../reviews/mail.watch';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { gather, type Talk } from './support';

/** What the API says of one notification. */
export type Told = { id: string; kind: string; isRead: boolean; isGone: boolean; path: string | null; author: { id: string; displayName: string } | null; title: string | null; words: string | null; count: number; decision: string | null };

/** People who talk, and what they hear of it. */
export class News {
  readonly watch: MailWatch;

  private constructor(
    readonly academy: RunningAcademy,
    readonly talk: Talk,
  ) {
    this.watch = new MailWatch(academy);
  }

  static async begin(academy: RunningAcademy, teachers: number): Promise<News> {
    return new News(academy, await gather(academy, teachers));
  }

  /** Once every fact has been heard. */
  async told(person: Person, query = ''): Promise<Told[]> {
    await this.watch.quiet();
    return must(await person.api.get(`/me/notifications${query}`), 200).body.items as Told[];
  }

  kinds = async (person: Person): Promise<string[]> => (await this.told(person)).map(({ kind }) => kind);

  reply = async (person: Person, threadId: string, markdown: string, change: object = {}): Promise<string> => must(await person.api.post(`/threads/${threadId}/posts`, { markdown, ...change }), 201).body.id as string;

  mention = (person: Person): string => `@[${person.displayName}](person:${person.id})`;

  /** Lets the fact that told last, or one so many before it, be heard again, several times at once. */
  async again<Payload>(fact: FactKind<Payload>, times = 5, before = 0): Promise<void> {
    const last = await this.academy.database.one<{ payload: Payload }>('SELECT payload FROM fact WHERE kind = $1 ORDER BY id DESC OFFSET $2 LIMIT 1', [fact.name, before]);
    await this.academy.database.transaction(async (tx) => {
      for (let time = 0; time < times; time++) await record(tx, fact, last!.payload);
    });
    await this.watch.quiet();
  }

  readUpTo = async (person: Person, threadId: string, postId: string): Promise<unknown> => must(await person.api.put(`/threads/${threadId}/read`, { upTo: postId }), 204);

  subjects = (person: Person, kind: string): (string | undefined)[] => this.academy.mailbox.to(person.email, kind).map(({ subject }) => subject);
}
