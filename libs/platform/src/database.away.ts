import { sqlState } from './database';

/** A lock, or the statement itself, took too long. Source: PostgreSQL, Appendix A, error codes. */
const HELD_UP = new Set(['55P03', '57014']);
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT']);
/** What `pg` and its pool say without any code. */
const SAID = /^(timeout exceeded when trying to connect|Connection terminated\b|Client has encountered a connection error)/;

/**
 * Whether Postgres is gone for a while, or has no time, and what was asked may be asked again: it takes no connection (FATAL: too many clients,
 * shutting down, still starting), ends one (class 08, FATAL), cannot be reached, or lets others go first for too long.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { severity, code } = error as Error & { severity?: unknown; code?: unknown };
  const state = sqlState(error);
  if (severity === 'FATAL' || (state !== null && (state.startsWith('08') || HELD_UP.has(state)))) return true;
  return NOT_CONNECTED.has(String(code)) || SAID.test(error.message);
}
