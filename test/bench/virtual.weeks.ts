import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@academy/platform';
import { VirtualWeeks } from '../reminders/virtual/weeks';
import { RoomsModule } from './rooms';
import type { Setting } from './speed';

/**
 * An edition over the day when summer time begins and one over the day when it ends, half of the people in each, day by day: the
 * sweep, the gate and the sender against a naive recomputation. Mails go to the demonstration's mailbox.
 */
export async function playVirtualWeeks({ databaseUrl, environment }: Setting, people: number): Promise<boolean> {
  const rooms = await NestFactory.createApplicationContext(RoomsModule.for(readConfig({ ...environment(0), NODE_ENV: 'test', SMTP_URL: '', DATABASE_URL: databaseUrl })), { logger: new ConsoleLogger({ logLevels: ['error', 'fatal'] }) });
  const begun = performance.now();
  const weeks = new VirtualWeeks(rooms, 6);
  for (const start of ['2027-03-08T08:00:00Z', '2027-10-11T07:00:00Z']) await weeks.play(Math.ceil(people / 2), start);
  await rooms.close();

  const { lacking, beyond, atNight, optedOut, done, overCap, byKind, suppressed, steps, decided, sent } = weeks.findings;
  const wrong = { 'not reminded though due': lacking, 'reminded though not due': beyond, 'at night': atNight, 'after opting out': optedOut, 'about what is done': done, 'beyond the weekly cap': overCap };
  const table = (entries: Iterable<[string, number]>): string => [...entries].map(([name, count]) => `${name} ${count}`).join(', ');
  process.stdout.write(
    `\n${weeks.findings.people} people, ${steps} steps of six hours in ${((performance.now() - begun) / 1_000).toFixed(0)} s: ${decided} reminders decided, ${sent} mails sent\n  decided: ${table(byKind)}\n  not sent: ${table(suppressed)}\n` +
      Object.entries(wrong).map(([name, lines]) => `  ${name}: ${lines.length}${lines.length > 0 ? ` (${lines.slice(0, 3).join('; ')})` : ''}\n`).join(''),
  );
  return Object.values(wrong).every((lines) => lines.length === 0) && decided > people * 5;
}
