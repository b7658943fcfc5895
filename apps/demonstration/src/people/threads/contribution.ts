import type { ThreadKind } from '@academy/discussions';

/** A few that mean something; by the keys of the people who gave them. */
export type Given = Readonly<Partial<Record<'helpful' | 'thanks' | 'agree' | 'tried', readonly string[]>>>;

export interface Reply {
  person: string;
  language: string;
  markdown: string;
  /** The post that it answers, by its place in the thread; 0 opens the thread. */
  to?: number;
  reactions?: Given;
  /** What it said before it was edited. */
  firstWording?: string;
  isTakenBack?: true;
  /** One of the pictures of the demonstration, with its alternative text. */
  picture?: Readonly<{ name: string; description: string }>;
}

/** A thread as its writer opened it, with what others answered, in the order of time. */
export interface Contribution extends Reply {
  /** The discussion activity that it belongs to; null for the edition's general talk. */
  activityKey: string | null;
  kind: ThreadKind;
  title: string;
  /** Days after the start of the edition; below 0, before the end of the story. By default soon after its module opened. */
  day?: number;
  replies: Reply[];
  /** The reply that its asker endorsed, from 1 on. */
  answer?: number;
  /** What a poll asks, and who chose each of its options. */
  poll?: Readonly<{ options: string[]; isMultiple?: true; votes: readonly (readonly string[])[] }>;
  isPinned?: true;
  /** Once all was said. */
  isLocked?: true;
  /** Who follows it without having written in it. */
  followers?: readonly string[];
}

export const reply = (person: string, language: string, markdown: string, more: Partial<Reply> = {}): Reply => ({ person, language, markdown, ...more });
