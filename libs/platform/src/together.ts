import { sqlState } from './database';

type Waiting<Asked, Answer> = { asked: Asked; resolve: (answer: Answer) => void; reject: (error: Error) => void };

/**
 * Asks one question at a time: while one is under way, all that is asked meanwhile waits and goes together as the next. Under load
 * many share a statement; when it is quiet nobody waits. `answerAll` answers each, in the order in which they were asked. Where one of
 * several holds what cannot be read, each is asked alone: it fails for itself.
 */
export class Together<Asked, Answer> {
  private waiting: Waiting<Asked, Answer>[] = [];
  private isAsking = false;

  constructor(private readonly answerAll: (asked: readonly Asked[]) => Promise<readonly Answer[]>) {}

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ asked, resolve, reject });
      if (!this.isAsking) void this.go();
    });
  }

  private async go(): Promise<void> {
    this.isAsking = true;
    while (this.waiting.length > 0) {
      // Whatever else is asked in this turn of the event loop comes along.
      await new Promise((resolve) => setImmediate(resolve));
      const those = this.waiting;
      this.waiting = [];
      try {
        const answers = await this.answerAll(those.map(({ asked }) => asked));
        for (const [index, { resolve }] of those.entries()) resolve(answers[index]!);
      } catch (error) {
        if (those.length > 1 && isUnreadable(error)) await this.askAlone(those);
        else for (const { reject } of those) reject(error as Error);
      }
    }
    this.isAsking = false;
  }

  private async askAlone(those: readonly Waiting<Asked, Answer>[]): Promise<void> {
    await Promise.all(those.map(({ asked, resolve, reject }) => this.answerAll([asked]).then(([answer]) => resolve(answer!), reject)));
  }
}

/** SQLSTATE class 22: a value is wrong, not the server. */
const isUnreadable = (error: unknown): boolean => sqlState(error)?.startsWith('22') === true;
