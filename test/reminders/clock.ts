import type { INestApplicationContext } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';

/** Sets the clock of a test's own Academy, for web and worker: back too, where the day that a test names lies behind us by now. */
export async function setClock(rooms: INestApplicationContext, instant: Date): Promise<void> {
  await rooms.get(Database).query(`UPDATE clock SET shift = $1::timestamptz - clock_timestamp() RETURNING pg_notify('clock', '')`, [instant]);
  await rooms.get(Clock).follow();
}
