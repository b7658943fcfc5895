/** A failure that is explained to the operator in words, without a stack. */
export class Failure extends Error {}

/** What to print for an error: the words of a Failure, the stack of anything unforeseen. */
export function explain(error) {
  return error instanceof Failure ? error.message : (error?.stack ?? String(error));
}
