import {
  Busy, Invalid, Malformed, NotAllowed, NotFound, NotSignedIn, Refused, RevisionMissing, sqlState, Stale, TooLarge, TooMany, WrongType,
} from '@academy/platform';
import { HttpException } from '@nestjs/common';
import { etagOf } from './http/request';

/** An RFC 9457 problem document, with the headers that go with it. */
export type Problem = { type: string; title: string; status: number; detail?: string; headers: Record<string, string>; extra: Record<string, unknown> };

/** Reasons that are not a conflict of states (409). */
const STATUS_OF_REASON: Record<string, number> = {
  'module-not-open': 403,
  'no-seat-yet': 403,
  withdrawn: 403,
  'draft-has-problems': 422,
  muted: 403,
  'conduct-not-accepted': 403,
  'activity-unknown': 422,
  'not-in-thread': 422,
  'file-unknown': 422,
  'contribution-too-long': 422,
  'wall-without-replies': 422,
  'poll-end-not-possible': 422,
  'option-unknown': 422,
  'one-option-only': 422,
  'too-many-mentions': 422,
  'note-missing': 422,
  'mute-end-missing': 422,
  'mute-end-not-possible': 422,
  'link-not-valid': 422,
  'wrong-password': 422,
  'address-unchanged': 422,
  'group-code-unknown': 422,
  'attendance-code-wrong': 422,
  'does-not-belong-together': 422,
  'picture-not-readable': 422,
  'file-not-readable': 422,
  'not-printable': 422,
  'no-delivery-report': 422,
  'recognition-ends-before-it-begins': 422,
  'offset-missing': 422,
  'offset-not-possible': 422,
  'hold-out-not-possible': 422,
  'in-app-not-possible': 422,
  'survey-link-missing': 422,
  'survey-link-not-possible': 422,
  'placeholder-unknown': 422,
};

/** SQLSTATEs that only a client's input can cause: NUL in a text, a number out of range, a text that is no uuid, a year that has five digits, and such. */
const CLIENT_SQL_STATES = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008', '22009', '22023', '54000']);

const problem = (status: number, type: string, detail?: string, extra: Record<string, unknown> = {}, headers: Record<string, string> = {}): Problem => ({
  type: `/problems/${type}`,
  title: type.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
  status,
  ...(detail === undefined ? {} : { detail }),
  extra,
  headers,
});

/** It may be asked again, as it was. */
export const busy = (retryAfterSeconds: number): Problem => problem(503, 'busy', 'Too much is going on just now: ask again in a while.', {}, { 'retry-after': String(retryAfterSeconds) });

/** What went wrong, as HTTP says it. Null for what is our own fault. The only place that knows status numbers of errors. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Invalid) return problem(422, 'invalid-input', 'Some fields do not fit.', { errors: error.errors });
  if (error instanceof Refused) return problem(STATUS_OF_REASON[error.reason] ?? 409, error.reason, undefined, error.extra);
  if (error instanceof NotFound) return problem(404, 'not-found', error.message);
  if (error instanceof NotAllowed) return problem(403, error.reason, error.message);
  if (error instanceof NotSignedIn) return problem(401, error.reason, error.message, {}, { 'www-authenticate': 'Bearer' });
  if (error instanceof Malformed) return problem(400, 'malformed', error.detail);
  if (error instanceof Stale) {
    return problem(412, 'stale-revision', error.message, { current: error.current.state }, { etag: etagOf(error.current.revision) });
  }
  if (error instanceof RevisionMissing) return problem(428, 'if-match-missing', error.message);
  if (error instanceof TooLarge) return problem(413, 'too-large', error.message);
  if (error instanceof WrongType) return problem(415, 'wrong-type', error.detail);
  if (error instanceof TooMany) return problem(429, error.reason, error.message, {}, { 'retry-after': String(error.retryAfterSeconds) });
  if (error instanceof Busy) return busy(error.retryAfterSeconds);
  if (CLIENT_SQL_STATES.has(sqlState(error) ?? '')) return problem(422, 'invalid-input', 'Some value cannot be stored.');
  return statedProblem(error);
}

/** Errors that Nest, Fastify and its plugins throw say their status themselves. */
function statedProblem(error: unknown): Problem | null {
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  const names: Record<number, string> = { 404: 'not-found', 405: 'method-not-allowed', 413: 'too-large', 415: 'wrong-type' };
  return problem(status, names[status] ?? 'malformed', (error as Error).message);
}
