/** What the clockwork's table says of one job. Ages in seconds; null: never. */
export type Run = Readonly<{ everySeconds: number | null; ageSeconds: number | null; result: string | null }>;

/** Seconds that a job may be behind before anybody should look: workers tick once a second, and may be busy with the job before. */
export const GRACE_SECONDS = 120;

/**
 * How a job stands: `late` where it should have run again by now, `failed` where its last run did,
 * `never` where no worker has begun it yet, `unknown` for one that no worker of today carries on.
 */
export function stateOfRun({ everySeconds, ageSeconds, result }: Run): 'fine' | 'late' | 'failed' | 'never' | 'unknown' {
  if (everySeconds === null) return 'unknown';
  if (ageSeconds === null) return 'never';
  if (ageSeconds > everySeconds + GRACE_SECONDS) return 'late';
  return result === null || result === 'ok' ? 'fine' : 'failed';
}
