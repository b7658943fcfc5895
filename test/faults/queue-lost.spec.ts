import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';

describe('a queue that refuses what it is given', () => {
  let academy: RunningAcademy;
  let worker: INestApplicationContext;
  beforeAll(async () => void (academy = await startAcademy({ worker: false })));
  afterAll(async () => {
    await worker.close();
    await academy.stop();
  });

  const takeAway = () => academy.database.query('ALTER SCHEMA bullmq RENAME TO elsewhere');
  const giveBack = () => academy.database.query('ALTER SCHEMA elsewhere RENAME TO bullmq');
  const allAreDone = () => until(async () => (await academy.database.query('SELECT FROM fact_delivery WHERE done_at IS NULL')).length === 0, 'all deliveries to be done');
  const startWorker = () => NestFactory.createApplicationContext(WorkerModule.for(academy.config), { logger: new ConsoleLogger({ colors: false, logLevels: ['error', 'fatal'] }) });
  /** Somebody enrols, and nothing reaches her while the queue is away. */
  async function enrolInVain(): Promise<{ email: string }> {
    const { courseId } = await publishCourse(await academy.designer());
    const editionId = await openEdition(await academy.coordinator(), courseId, academy.clock.now());
    const teacher = await academy.person();
    must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(academy.mailbox.to(teacher.email, 'enrolled')).toEqual([]);
    return teacher;
  }
  /** No delivery was thought lost after its minute. */
  async function allIsHeard(teacher: { email: string }): Promise<void> {
    await academy.mailbox.waitFor(teacher.email, 'enrolled');
    await allAreDone();
    expect(await academy.database.query('SELECT DISTINCT attempts FROM fact_delivery WHERE failed_at IS NULL')).toEqual([{ attempts: 1 }]);
  }

  it('is waited for by a worker that never saw it', async () => {
    await takeAway();
    let teacher: { email: string };
    try {
      worker = await startWorker();
      teacher = await enrolInVain();
    } finally {
      await giveBack();
    }
    await allIsHeard(teacher);
  });

  it('has it again as soon as it works: no fact waits to be thought lost', async () => {
    await allAreDone();
    await takeAway();
    let teacher: { email: string };
    try {
      teacher = await enrolInVain();
    } finally {
      await giveBack();
    }
    await allIsHeard(teacher);
  });
});
