import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queues, readConfig, WrongEnvironment } from '@academy/platform';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = readConfig();
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config), { logger: ['log', 'warn', 'error', 'fatal'] });
  await app.get(Queues).refuseEviction();
  app.enableShutdownHooks();
  new Logger('worker').log('At work');
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof WrongEnvironment ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(1);
});
