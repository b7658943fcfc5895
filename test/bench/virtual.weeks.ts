import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@academy/platform';
import { PROVEN, total } from '../reminders/virtual/findings';
import { VirtualWeeks } from '../reminders/virtual/weeks';
import { RoomsModule } from './rooms';
import type { Setting } from './speed';

/** No part of a day, so that in the course of the weeks it is every hour of it. */
const STEP_HOURS = 13;

/**
 * Editions over the day when summer time begins and over the day when it ends, half of the people in each, day by day: sweeps, gate
 * and sender against a naive recomputation. Mails go to the demonstration's mailbox.
 */
export async function playVirtualWeeks({ databaseUrl, environment }: Setting, people: number): Promise<boolean> {
  const config = readConfig({ ...environment(0), NODE_ENV: 'test', SMTP_URL: '', MAIL_SENDING_HOURS: '09:00-18:00', DATABASE_URL: databaseUrl });
  const rooms = await NestFactory.createApplicationContext(RoomsModule.for(config), { logger: new ConsoleLogger({ logLevels: ['error', 'fatal'] }) });
  const begun = performance.now();
  const weeks = new VirtualWeeks(rooms, STEP_HOURS);
  for (const start of ['2027-03-08T08:00:00Z', '2027-10-11T07:00:00Z']) await weeks.play(Math.ceil(people / 2), start);
  await rooms.close();

  const { findings } = weeks;
  process.stdout.write(`\n${findings.people} people, ${findings.steps} steps of ${STEP_HOURS} hours in ${((performance.now() - begun) / 1_000).toFixed(0)} s\n${findings.report}`);
  return findings.faults.length === 0 && PROVEN.every((kind) => findings.reminded.has(kind)) && total(findings.reminded) > people * 5;
}
