import { row, type Transaction } from '@academy/platform';

/** What browsers that look at a space or thread should know: where, and what; never the text. */
export type LiveSignal = Readonly<{ space: string; thread: string; post: string | null; number: number | null; what: 'post' | 'edit' | 'remove' | 'thread' | 'react' }>;

/** The channel of `NOTIFY`; sent when the transaction is committed. */
export const DISCUSSIONS_CHANNEL = 'discussions';

export async function signal(tx: Transaction, live: LiveSignal): Promise<void> {
  await row(tx, 'SELECT pg_notify($1, $2)', [DISCUSSIONS_CHANNEL, JSON.stringify(live)]);
}
