import 'reflect-metadata';
import { constants, setPriority } from 'node:os';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queues, readConfig, WrongEnvironment } from '@academy/platform';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  // Somebody waits for a page, nobody for a certificate; the processes that this one starts come after it too.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const config = readConfig();
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config), { logger: new ConsoleLogger({ colors: false, logLevels: ['warn', 'error', 'fatal'] }) });
  await app.get(Queues).refuseEviction();
  app.enableShutdownHooks([], { useProcessExit: true });
  process.stdout.write('worker is at work\n');
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof WrongEnvironment ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(1);
});
