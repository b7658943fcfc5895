import { sqlState } from './database';

/** lock_not_available and query_canceled. Source: PostgreSQL, Appendix A, error codes. */
const HELD_UP = new Set(['55P03', '57014']);
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT']);
/** What `pg` and its pool say without any code. */
const SAID = /^(timeout exceeded when trying to connect|Connection terminated\b|Client has encountered a connection error)/;

/**
 * Whether Postgres is gone for a while, and what was asked may be asked again: it takes no connection (FATAL: too many clients,
 * shutting down, still starting), ends one (class 08, FATAL), or cannot be reached.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { severity, code } = error as Error & { severity?: unknown; code?: unknown };
  return severity === 'FATAL' || (sqlState(error) ?? '').startsWith('08') || NOT_CONNECTED.has(String(code)) || SAID.test(error.message);
}

/** Whether a lock or the statement itself took too long: others went first, or it is slow. */
export const isHeldUp = (error: unknown): boolean => HELD_UP.has(sqlState(error) ?? '');
