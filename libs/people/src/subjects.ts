import { Injectable } from '@nestjs/common';
import { NotFound } from '@academy/platform';
import type { Subject } from './can.policy';

/** `askerId`: who asks, for what depends on it. */
type Finder = (id: string, askerId: string) => Promise<Subject | null>;

/**
 * What a route's parameter stands for: each lib says at its start how its own things are found, so that one
 * guard can ask `can()` about any of them.
 */
@Injectable()
export class Subjects {
  private readonly finders = new Map<string, Finder>();

  /** `find` answers null for an id that nothing has. */
  define(kind: string, find: Finder): void {
    if (this.finders.has(kind)) throw new Error(`Two libs say how to find a ${kind}.`);
    this.finders.set(kind, find);
  }

  /** Throws NotFound where there is none. */
  async find(kind: string, id: string, askerId: string): Promise<Subject> {
    const find = this.finders.get(kind);
    if (!find) throw new Error(`No lib has said how to find a ${kind}.`);
    const subject = await find(id, askerId);
    if (!subject) throw new NotFound(kind);
    return subject;
  }
}
