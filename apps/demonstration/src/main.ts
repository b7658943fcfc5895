import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@academy/platform';
import { DemonstrationModule } from './demonstration.module';
import { Loader } from './load/loader';

async function main(): Promise<void> {
  const config = readConfig();
  if (!config.isDemonstration) throw new Error('The demonstration is loaded only where ACADEMY_DEMO=1.');
  const app = await NestFactory.createApplicationContext(DemonstrationModule.for(config), { logger: new ConsoleLogger({ colors: false, logLevels: ['warn', 'error', 'fatal'] }) });
  const isNew = await app.get(Loader).load();
  await app.close();
  process.stdout.write(isNew ? 'The demonstration is loaded.\n' : 'The demonstration was loaded before.\n');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
