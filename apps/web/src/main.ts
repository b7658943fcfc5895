import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Queues, readConfig, WrongEnvironment } from '@academy/platform';
import { adapterFor, configure } from './configure';
import { WebModule } from './web.module';

async function main(): Promise<void> {
  const config = readConfig();
  const app = await NestFactory.create<NestFastifyApplication>(WebModule.for(config), adapterFor(config), { logger: new ConsoleLogger({ colors: false, logLevels: ['warn', 'error', 'fatal'] }), bodyParser: false });
  await configure(app, config);
  await app.get(Queues).refuseEviction();
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(config.port, config.host);
  process.stdout.write(`web listens on ${config.host}:${config.port}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof WrongEnvironment ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(1);
});
