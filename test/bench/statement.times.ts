import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';

/** What one asking took of the database: statements, and the milliseconds from their being sent to their being answered. */
export type Spent = { milliseconds: number; statements: number };
const spending = new AsyncLocalStorage<Spent>();

/** Adds up what is asked of the database within `work`. */
export async function spentOn<T>(work: () => Promise<T>): Promise<Spent & { answer: T }> {
  const spent: Spent = { milliseconds: 0, statements: 0 };
  const answer = await spending.run(spent, work);
  return { ...spent, answer };
}

/** From now on every statement of this process is timed. */
export function timeStatements(): void {
  const query = Client.prototype.query as (...parameters: unknown[]) => unknown;
  Client.prototype.query = function (this: Client, ...parameters: unknown[]) {
    const mine = spending.getStore();
    const begun = performance.now();
    const count = () => mine && (mine.milliseconds += performance.now() - begun);
    if (mine) mine.statements += 1;
    const last = parameters.at(-1);
    if (mine && typeof last === 'function') {
      parameters[parameters.length - 1] = (...answer: unknown[]) => {
        count();
        return (last as (...answer: unknown[]) => unknown)(...answer);
      };
    }
    const answer = query.apply(this, parameters);
    if (mine && answer instanceof Promise) void answer.then(count, count);
    return answer;
  } as typeof Client.prototype.query;
}
