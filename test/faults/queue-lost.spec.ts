import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';

describe('a queue that refuses what it is given', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());

  it('has it again as soon as it works: no fact waits to be thought lost', async () => {
    const { courseId } = await publishCourse(await academy.designer());
    const editionId = await openEdition(await academy.coordinator(), courseId, academy.clock.now());
    const teacher = await academy.person();
    await academy.database.query('ALTER SCHEMA bullmq RENAME TO elsewhere');
    try {
      must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(academy.mailbox.to(teacher.email, 'enrolled')).toEqual([]);
    } finally {
      await academy.database.query('ALTER SCHEMA elsewhere RENAME TO bullmq');
    }
    // Of a job that was under way then, the queue knows nothing for half a minute and more. That no delivery was thought lost after its minute, its attempts say.
    await academy.mailbox.waitFor(teacher.email, 'enrolled');
    await until(async () => (await academy.database.query('SELECT FROM fact_delivery WHERE done_at IS NULL')).length === 0, 'all deliveries to be done');
    expect(await academy.database.query('SELECT DISTINCT attempts FROM fact_delivery WHERE failed_at IS NULL')).toEqual([{ attempts: 1 }]);
  });
});
