/**
 * What a command may answer instead of a result. Only the errors filter of `apps/web` knows
 * which HTTP status each becomes.
 */

/** Unknown, or not visible to whoever asks. */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`There is no such ${what}.`);
  }
}

export class NotSignedIn extends Error {
  constructor(readonly reason: 'not-signed-in' | 'wrong-sign-in' = 'not-signed-in') {
    super('Sign in first.');
  }
}

export class NotAllowed extends Error {
  constructor(readonly reason = 'not-allowed') {
    super('You are not allowed to do this.');
  }
}

/** A rule says no. `reason` is the rule's own word; `extra` is added to the problem document. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

export type FieldError = { pointer: string; detail: string };

/** Well-formed input that breaks a schema or a rule, told field by field (RFC 6901 pointers). */
export class Invalid extends Error {
  constructor(readonly errors: FieldError[]) {
    super(errors.map((error) => `${error.pointer} ${error.detail}`).join('; '));
  }
}

export class Malformed extends Error {
  constructor(readonly detail: string) {
    super(detail);
  }
}

/** The revision that a change was based on is no longer the current one. */
export class Stale extends Error {
  constructor(readonly current: { revision: number; state: unknown }) {
    super('The draft has changed since you read it.');
  }
}

export class RevisionMissing extends Error {
  constructor() {
    super('Say which revision your change is based on.');
  }
}

export class TooMany extends Error {
  /** `reason`: whose limit it is. */
  constructor(
    readonly retryAfterSeconds: number,
    readonly reason: 'too-many-tries' | 'newcomer-pace' = 'too-many-tries',
  ) {
    super('Too many tries.');
  }
}

/** This process serves as many as it can at once: to be asked again a little later. */
export class Busy extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('Too many at once.');
  }
}

export class TooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`At most ${limitBytes} bytes are accepted.`);
  }
}

export class WrongType extends Error {
  constructor(readonly detail: string) {
    super(detail);
  }
}

/** Refuses with the reason that a rule gave, if it gave one. */
export function refuseIf(reason: string | null, extra?: Record<string, unknown>): void {
  if (reason !== null) throw new Refused(reason, extra);
}

/** The row, or NotFound. */
export function found<T>(row: T | null | undefined, what: string): T {
  if (row === null || row === undefined) throw new NotFound(what);
  return row;
}
